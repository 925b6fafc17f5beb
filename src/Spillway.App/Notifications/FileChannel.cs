using System.Text;
using Spillway.Engine;

namespace Spillway.App.Notifications;

/// <summary>Writes a line of JSON into a file of the data folder; a file of 10 MB becomes NAME.1, and the one before it goes.</summary>
/// <param name="dataFolder">The data folder.</param>
internal sealed class FileChannel(string dataFolder) : INotificationChannel
{
    /// <summary>The folder of the files, in the data folder.</summary>
    public const string Folder = "notifications";

    private const long MostBytes = 10_000_000;

    /// <inheritdoc/>
    public ChannelKind Kind => ChannelKind.File;

    /// <inheritdoc/>
    public async Task<string> SendAsync(NotificationRule rule, NotificationMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(message);

        // A name alone: it was checked when the rule was kept, and is taken as one here.
        var path = Path.Combine(dataFolder, Folder, Path.GetFileName(rule.Targets[0]));
        try
        {
            Directory.CreateDirectory(Path.Combine(dataFolder, Folder));
            if (new FileInfo(path) is { Exists: true, Length: > MostBytes })
            {
                File.Move(path, path + ".1", overwrite: true);
            }

            await File.AppendAllTextAsync(path, message.Content.ToJsonString() + "\n", Encoding.UTF8, cancellation).ConfigureAwait(false);
            return Path.GetFileName(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(NotificationErrors.Undelivered, $"{path}: {fault.Message}", fault);
        }
    }
}
