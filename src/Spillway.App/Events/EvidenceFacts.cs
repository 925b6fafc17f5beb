using System.Text.Json;
using Spillway.App.Composition;
using Spillway.Units;

namespace Spillway.App.Events;

/// <summary>What the desk measured of an event while it watched it, from the evidence that it kept.</summary>
/// <param name="Before">What was drawn before; null where nothing was measured.</param>
/// <param name="Least">The least within the deadline; null where the deadline is not over or nothing was measured.</param>
/// <param name="IsKept">Whether the level was reached in time; null where that cannot be said.</param>
public sealed record EvidenceFacts(Megawatts? Before, Megawatts? Least, bool? IsKept)
{
    /// <summary>What came off within the deadline; null where that cannot be said.</summary>
    public Megawatts? Off => Before is { } before && Least is { } least ? before - least : null;

    /// <summary>The file of an event's evidence.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="found">The event.</param>
    /// <returns>Its path; null where none has been written.</returns>
    public static string? FileOf(string dataFolder, JournalEvent found)
    {
        ArgumentNullException.ThrowIfNull(found);
        var folder = Path.Combine(dataFolder, EvidenceBook.Folder);
        var (whole, partial) = (File(isPartial: false), File(isPartial: true));
        return System.IO.File.Exists(whole) ? whole : System.IO.File.Exists(partial) ? partial : null;

        string File(bool isPartial) => Path.Combine(folder, EvidenceBook.FileName(found.At, found.Order.Id, isPartial));
    }

    /// <summary>Reads the facts of a file.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The facts; nothing known where it cannot be read: the journal has them all the same.</returns>
    public static EvidenceFacts Read(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var measured = document.RootElement.GetProperty("measured");
            return new(Power(measured, "before_mw"), Power(measured, "least_within_deadline_mw"), measured.GetProperty("kept").ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => null,
            });
        }
        catch (Exception failure) when (failure is IOException or JsonException or KeyNotFoundException or InvalidOperationException or UnauthorizedAccessException)
        {
            return new(null, null, null);
        }
    }

    private static Megawatts? Power(JsonElement owner, string name) =>
        owner.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? new(number.GetDecimal()) : null;
}
