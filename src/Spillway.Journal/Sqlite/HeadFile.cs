using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Spillway.Journal.Sqlite;

/// <summary>The second file: number, instant and hash of the last record, written after each commit and before it is acknowledged.</summary>
/// <remarks>Two lines of equal length are written in turn, so that one is whole whenever the power goes. The database is ahead of
/// it by the one commit that had just ended, or not at all; it is never behind.</remarks>
internal sealed class HeadFile : IDisposable
{
    public const string Name = "head";
    private const int LineBytes = 192;
    private const string Title = "spillway-head 1";
    private readonly SafeFileHandle _file;
    private int _line;

    private HeadFile(SafeFileHandle file) => _file = file;

    /// <summary>Puts a new file in the place of the old one: a writer that has lost the journal and still holds the old one writes
    /// where nobody reads.</summary>
    public static HeadFile Replace(string path, JournalHead head)
    {
        var beside = path + ".new";
        File.Delete(beside);
        return DisposedUnless.Made(new HeadFile(File.OpenHandle(beside, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete)), file =>
        {
            file.Write(head);
            file.Write(head);
            File.Move(beside, path, overwrite: true);
            FolderSync.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
            return file;
        });
    }

    /// <summary>The head that a file states; null where there is none, or none that was written to its end.</summary>
    public static JournalHead? TryRead(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[2 * LineBytes];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return Encoding.ASCII.GetString(bytes, 0, length).Split('\n').Select(TryParse).OfType<JournalHead>().MaxBy(head => head.Number);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes the head so that it outlasts the power.</summary>
    public void Write(JournalHead head)
    {
        var line = CheckedText.Close(string.Create(
            CultureInfo.InvariantCulture, $"{Title} number={head.Number:0000000000000000000} at={Microseconds.Text(head.At)} hash={head.Hash} "));
        RandomAccess.Write(_file, Encoding.ASCII.GetBytes(line.PadRight(LineBytes - 1) + "\n"), _line * LineBytes);
        RandomAccess.FlushToDisk(_file);
        _line = 1 - _line;
    }

    public void Dispose() => _file.Dispose();

    private static JournalHead? TryParse(string line)
    {
        var words = CheckedText.Open(line)?.TrimEnd().Split(' ') ?? [];
        return words.Length == 5 && string.Join(' ', words[..2]) == Title
            && long.TryParse(Value(words[2], "number="), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && Microseconds.TryParse(Value(words[3], "at="), out var at)
            && JournalHash.TryParse(Value(words[4], "hash="), out var hash)
                ? new(number, at, hash)
                : null;

        static string Value(string word, string key) => word.StartsWith(key, StringComparison.Ordinal) ? word[key.Length..] : "";
    }
}
