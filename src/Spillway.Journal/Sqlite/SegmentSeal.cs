using System.Globalization;
using System.Text;
using NodaTime;

namespace Spillway.Journal.Sqlite;

/// <summary>What stays of a closed month even where its records are removed: which records it held, and between which hashes.</summary>
/// <param name="Name">The month's file.</param>
/// <param name="FirstNumber">Its first record.</param>
/// <param name="LastNumber">Its last record.</param>
/// <param name="FirstAt">The instant of the first.</param>
/// <param name="LastAt">The instant of the last.</param>
/// <param name="Previous">The hash that its first record follows.</param>
/// <param name="LastHash">The hash of its last record.</param>
internal sealed record SegmentSeal(
    SegmentName Name, long FirstNumber, long LastNumber, Instant FirstAt, Instant LastAt, JournalHash Previous, JournalHash LastHash)
{
    private const string Title = "spillway-seal 1";
    private const int MostBytes = 4096;

    /// <summary>The seal in a file; null where there is none, or none that was written to its end.</summary>
    public static SegmentSeal? TryRead(string path)
    {
        try
        {
            return new FileInfo(path).Length <= MostBytes ? TryParse(File.ReadAllText(path)) : null;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes it under its name once it is on the disk.</summary>
    public void Write(string path)
    {
        var beside = path + ".new";
        using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            stream.Write(Encoding.ASCII.GetBytes(Text() + "\n"));
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
        FolderSync.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    private string Text() => CheckedText.Close(string.Create(
        CultureInfo.InvariantCulture,
        $"{Title}\nsegment={Name}\nfirst_number={FirstNumber}\nlast_number={LastNumber}\nfirst_at={Microseconds.Text(FirstAt)}\nlast_at={Microseconds.Text(LastAt)}\nprevious={Previous}\nlast_hash={LastHash}\n"));

    private static SegmentSeal? TryParse(string text)
    {
        var lines = CheckedText.Open(text)?.Split('\n') ?? [];
        return lines.Length == 9 && lines[0] == Title
            && SegmentName.TryParse(Value(1, "segment="), out var name)
            && Number(2, "first_number=", out var first) && Number(3, "last_number=", out var last)
            && Microseconds.TryParse(Value(4, "first_at="), out var firstAt) && Microseconds.TryParse(Value(5, "last_at="), out var lastAt)
            && JournalHash.TryParse(Value(6, "previous="), out var previous) && JournalHash.TryParse(Value(7, "last_hash="), out var lastHash)
                ? new(name, first, last, firstAt, lastAt, previous, lastHash)
                : null;

        string Value(int line, string key) => lines[line].StartsWith(key, StringComparison.Ordinal) ? lines[line][key.Length..] : "";

        bool Number(int line, string key, out long number) => long.TryParse(Value(line, key), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
