using System.Globalization;

namespace Spillway.App.Checkups;

/// <summary>Looks whether the data folder can be used.</summary>
internal static class FolderCheck
{
    private const long LittleBytes = 50_000_000;
    private const string Advice = "Name a folder that you may write to in SPILLWAY_HOME.";

    /// <summary>Looks at a folder, or at where it would be made.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="freeBytes">Tells the free bytes of its disk.</param>
    /// <returns>How it stands.</returns>
    public static Check Of(string folder, Func<string, long?> freeBytes)
    {
        if (File.Exists(folder))
        {
            return new("data-folder", CheckStatus.Broken, $"{folder} is a file, not a folder", Advice);
        }

        var there = Nearest(folder);
        if (Unwritable(there) is { } why)
        {
            return new("data-folder", CheckStatus.Broken, $"{folder} cannot be written: {why}", Advice);
        }

        var free = freeBytes(there);
        var space = free is { } bytes ? string.Create(CultureInfo.InvariantCulture, $", {bytes / 1e9:N1} GB free") : "";
        var state = there == folder ? "writable" : "not made yet, will be made by the first import";
        return free < LittleBytes
            ? new("data-folder", CheckStatus.Broken, $"{folder}, {state}{space}", "Free some space: a year of prices takes some megabytes, and an import writes it beside the old one.")
            : new("data-folder", CheckStatus.Good, $"{folder}, {state}{space}");
    }

    private static string Nearest(string folder)
    {
        var at = folder;
        while (!Directory.Exists(at) && Path.GetDirectoryName(Path.GetFullPath(at)) is { } parent)
        {
            at = parent;
        }

        return at;
    }

    private static string? Unwritable(string folder)
    {
        try
        {
            // The one way to know is to do it; the file is gone again when it is closed.
            var probe = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $".spillway-probe-{Environment.ProcessId}"));
            using var file = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            file.WriteByte(0);
            return null;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return cause.Message;
        }
    }
}
