namespace Spillway.Journal;

/// <summary>What no journal takes.</summary>
internal static class EntryCheck
{
    private const int MostEntries = 1_000_000;

    public static void All(IReadOnlyList<JournalEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entries.Count, MostEntries, nameof(entries));
        for (var index = 0; index < entries.Count; index++)
        {
            if (!entries[index].IsValid)
            {
                var entry = entries[index];
                throw new ArgumentException($"Entry {index} cannot be recorded: kind '{entry.Kind}', version {entry.Version}, {entry.Payload.Length} bytes.", nameof(entries));
            }
        }
    }
}
