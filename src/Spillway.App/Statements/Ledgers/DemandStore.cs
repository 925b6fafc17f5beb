using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Spillway.App.Records;
using Spillway.Engine;
using Spillway.Journal.Sqlite;

namespace Spillway.App.Statements.Ledgers;

/// <summary>Keeps the highest demand of months that are over beside the journal they were read from: a month has millions of records, and a
/// ratchet looks back to eleven months.</summary>
/// <remarks>Nothing rests on these files but time: each names the last record that it was read of with its hash, and where the journal has
/// another one there, or the file is not as it was written, the month is read anew.</remarks>
/// <param name="dataFolder">The data folder.</param>
internal sealed class DemandStore(string dataFolder)
{
    private const int MostBytes = 4096;
    private readonly string _folder = Path.Combine(dataFolder, "demand");
    private readonly string _journal = SqliteJournal.FolderIn(dataFolder);

    /// <summary>What was kept of a month.</summary>
    /// <param name="month">The month and the window.</param>
    /// <param name="readBy">What the reading must rest on.</param>
    /// <param name="cancellation">Ends the look into the journal.</param>
    /// <returns>What was kept; null where nothing was, or it does not belong to this journal and site file.</returns>
    public async Task<KeptDemand?> FindAsync((YearMonth Month, Duration Window) month, string readBy, CancellationToken cancellation)
    {
        if (Read(PathOf(month)) is not { } kept || kept.ReadBy != readBy)
        {
            return null;
        }

        // Where the records are gone with their month, what was read of them stands.
        var there = await SqliteJournal.ReadChainBeside(_journal, kept.Last, cancellation).FirstOrDefaultAsync(cancellation).ConfigureAwait(false);
        return there is { } record && (record.Record.Number > kept.Last || record.Hash.ToString() == kept.Hash) ? kept : null;
    }

    /// <summary>Keeps what was read of a month.</summary>
    /// <param name="month">The month and the window.</param>
    /// <param name="demand">What was read.</param>
    public void Keep((YearMonth Month, Duration Window) month, KeptDemand demand)
    {
        var path = PathOf(month);
        var beside = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}.partial");
        try
        {
            Directory.CreateDirectory(_folder);
            File.WriteAllBytes(beside, Write(demand));
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            // A full or foreign folder costs the next statement the same reading, and no figure.
        }
    }

    private string PathOf((YearMonth Month, Duration Window) month) => Path.Combine(_folder, string.Create(
        CultureInfo.InvariantCulture, $"{YearMonthPattern.Iso.Format(month.Month)}.{(long)month.Window.TotalSeconds}.json"));

    private static byte[] Write(KeptDemand demand) => RecordWriting.Write(writer =>
    {
        writer.Number("highest_mw", demand.Highest?.Value);
        writer.WriteNumber("intervals_without_reading", demand.WithoutReading);
        writer.WriteNumber("first", demand.First);
        writer.WriteNumber("last", demand.Last);
        writer.WriteString("last_hash", demand.Hash);
        writer.WriteString("sha256", demand.Digest);
        writer.WriteString("read_by", demand.ReadBy);
    });

    private static KeptDemand? Read(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: <= MostBytes } ? RecordReading.Read(File.ReadAllBytes(path), Of) : null;
        }
        catch (Exception cause) when (cause is RefusedException or IOException or UnauthorizedAccessException)
        {
            // Not as it was written, or not to be read: the journal itself is read.
            return null;
        }
    }

    private static KeptDemand Of(JsonElement root) => new(
        root.DecimalOrNull("highest_mw") is { } highest ? new(highest) : null,
        root.Int("intervals_without_reading"),
        root.Long("first"),
        root.Long("last"),
        root.Text("last_hash"),
        root.Text("sha256"),
        root.Text("read_by"));
}
