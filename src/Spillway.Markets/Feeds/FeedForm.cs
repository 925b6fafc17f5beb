namespace Spillway.Markets.Feeds;

/// <summary>What a polled source answers with.</summary>
public enum FeedForm
{
    /// <summary>A form that market files have too, recognised by its content: ERCOT's dashboard and public API, tidy CSV, …</summary>
    Market,

    /// <summary>JSON whose rows and fields a <see cref="FeedMapping"/> names.</summary>
    Json,

    /// <summary>CSV with a header whose columns a <see cref="FeedMapping"/> names.</summary>
    Csv,
}
