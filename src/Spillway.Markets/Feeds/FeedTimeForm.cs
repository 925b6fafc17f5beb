namespace Spillway.Markets.Feeds;

/// <summary>How a source writes an instant.</summary>
public enum FeedTimeForm
{
    /// <summary>ISO 8601 with an offset or <c>Z</c>.</summary>
    Iso,

    /// <summary>Milliseconds since 1970-01-01T00:00:00Z.</summary>
    EpochMilliseconds,

    /// <summary>Seconds since 1970-01-01T00:00:00Z.</summary>
    EpochSeconds,
}
