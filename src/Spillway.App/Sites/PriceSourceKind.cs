namespace Spillway.App.Sites;

/// <summary>How prices reach a running desk.</summary>
public enum PriceSourceKind
{
    /// <summary>A file that something else appends to.</summary>
    FollowedFile,

    /// <summary>An address that is polled over HTTP.</summary>
    PolledHttp,

    /// <summary>A file of the past, played as if it were happening now.</summary>
    Replay,
}
