using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NodaTime;

namespace Spillway.Journal.Sqlite;

/// <summary>Removes whole sealed months from the old end of a journal, and leaves their seals.</summary>
internal static class Retention
{
    /// <summary>The months that are to go: a run from the oldest on, each of them sealed and over before the first record that is needed.</summary>
    public static ImmutableArray<SegmentSeal> Due(JournalFolder folder, YearMonth current, int keepMonths, long neededFrom)
    {
        var oldestKept = current.PlusMonths(-keepMonths);
        return
        [
            .. folder.Segments()
                .Select(name => SegmentSeal.TryRead(folder.Seal(name)))
                .TakeWhile(seal => seal is not null && seal.LastNumber < neededFrom && SegmentName.MonthOf(seal.LastAt).CompareTo(oldestKept) < 0)
                .OfType<SegmentSeal>(),
        ];
    }

    /// <summary>What the journal records before it removes anything.</summary>
    public static JournalEntry Record(SegmentSeal last) => new(JournalKinds.SegmentRemoved, 1, Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $$"""{"last_hash":"{{last.LastHash}}","last_number":{{last.LastNumber}},"segment":"{{last.Name}}"}""")));

    public static void Remove(JournalFolder folder, ImmutableArray<SegmentSeal> due)
    {
        foreach (var seal in due)
        {
            try
            {
                File.Delete(folder.File(seal.Name));
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                // The record says that it may be gone; it is tried again when the next month begins.
                return;
            }
        }
    }
}
