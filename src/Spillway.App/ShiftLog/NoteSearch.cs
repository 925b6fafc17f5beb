namespace Spillway.App.ShiftLog;

/// <summary>Which entries are wanted; newest first.</summary>
public sealed record NoteSearch
{
    /// <summary>The most entries in one answer.</summary>
    public const int MostEntries = 100;

    /// <summary>Words in the text or the writer's name; null for any.</summary>
    public string? Text { get; init; }

    /// <summary>One entry and what was added to it; null for any.</summary>
    public long? Number { get; init; }

    /// <summary>One shift, by its key; null for any.</summary>
    public string? Shift { get; init; }

    /// <summary>Only pinned ones.</summary>
    public bool IsPinned { get; init; }

    /// <summary>Entries older than this one; null for the newest.</summary>
    public long? Before { get; init; }

    /// <summary>How many at most.</summary>
    public int Most { get; init; } = MostEntries;
}
