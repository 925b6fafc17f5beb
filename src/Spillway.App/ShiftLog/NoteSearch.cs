using System.Collections.Immutable;

namespace Spillway.App.ShiftLog;

/// <summary>Which entries are wanted; newest first.</summary>
public sealed record NoteSearch
{
    /// <summary>The most entries in one answer.</summary>
    public const int MostEntries = 100;

    /// <summary>The most letters of <see cref="Text"/>.</summary>
    public const int MostLetters = 100;

    /// <summary>Words, parted by blanks, that all occur in the text or the writer's name, in any order and case; parts of words count. Null
    /// for any.</summary>
    public string? Text { get; init; }

    /// <summary>The words, each once.</summary>
    public ImmutableArray<string> Words =>
        [.. (Text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

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
