using Spillway.Engine;

namespace Spillway.App.Earnings;

/// <summary>A file that somebody sends.</summary>
/// <param name="Name">Its name as the sender has it.</param>
/// <param name="Content">Its content; read once.</param>
public sealed record SentFile(string Name, Stream Content)
{
    private const int MostLetters = 100;

    /// <summary>Its name as far as it may stand in a folder of ours: letters, digits, dot, line and underscore.</summary>
    public string PlainName
    {
        get
        {
            var name = string.Concat(Path.GetFileName(Name.Replace('\\', '/')).Select(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter : '_')).TrimStart('.');
            return name.Length == 0 ? "file" : name.Length <= MostLetters ? name : name[^MostLetters..];
        }
    }

    /// <summary>Writes it to a file.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="mostBytes">How large it may be.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="RefusedException"><see cref="EarningsErrors.BadUpload"/>: it is larger, or empty.</exception>
    public async Task KeepAsync(string path, long mostBytes, CancellationToken cancellation)
    {
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        await using (file.ConfigureAwait(false))
        {
            var buffer = new byte[1 << 16];
            for (int read; (read = await Content.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
            {
                if (file.Length + read > mostBytes)
                {
                    throw new RefusedException(EarningsErrors.BadUpload, $"'{PlainName}' is larger than {mostBytes / 1024} KiB.");
                }

                await file.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
            }

            if (file.Length == 0)
            {
                throw new RefusedException(EarningsErrors.BadUpload, $"'{PlainName}' is empty.");
            }
        }
    }
}
