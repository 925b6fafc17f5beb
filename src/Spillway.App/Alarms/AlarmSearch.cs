using NodaTime;

namespace Spillway.App.Alarms;

/// <summary>Which lines of the history are wanted; newest first.</summary>
public sealed record AlarmSearch
{
    /// <summary>The most lines in one answer.</summary>
    public const int MostLines = 200;

    /// <summary>Letters in code, subject, who or note; null for any.</summary>
    public string? Text { get; init; }

    /// <summary>One alarm; null for any.</summary>
    public long? Number { get; init; }

    /// <summary>What happened, such as <c>raised</c>; null for anything.</summary>
    public string? Change { get; init; }

    /// <summary>From when on, inclusive; null for the beginning.</summary>
    public Instant? From { get; init; }

    /// <summary>Until when, exclusive; null for now.</summary>
    public Instant? To { get; init; }

    /// <summary>Lines older than this one; null for the newest.</summary>
    public long? Before { get; init; }

    /// <summary>How many at most.</summary>
    public int Most { get; init; } = MostLines;
}
