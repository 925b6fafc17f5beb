using NodaTime;

namespace Spillway.App.Sites;

/// <summary>Where a running desk gets its prices.</summary>
/// <param name="Kind">How they come.</param>
/// <param name="Place">The file's path, or the address that is polled.</param>
/// <param name="Shape">What polled text looks like: <c>tidy</c>, <c>json</c>, <c>csv</c> or <c>ercot-dashboard</c>.</param>
/// <param name="Rows">JSON: the names to walk to the list of rows, parted by dots; empty for the whole text.</param>
/// <param name="StartField">The name or column that holds an interval's start.</param>
/// <param name="StartForm">How that instant is written: <c>iso</c>, <c>epoch-ms</c> or <c>epoch-s</c>.</param>
/// <param name="IsEnd">Whether that instant is the interval's end.</param>
/// <param name="PointField">The name or column that holds a row's settlement point; null where every row is the site's.</param>
/// <param name="PriceField">The name or column that holds the price; null for the settlement point's own.</param>
/// <param name="Poll">How often the source is looked at.</param>
/// <param name="Interval">How long one price holds.</param>
/// <param name="ReplayFrom">The instant a replay begins at; null for the file's first.</param>
/// <param name="Speed">How many times faster than the clock a replay runs; above zero.</param>
public sealed record PriceSource(
    PriceSourceKind Kind,
    string Place,
    string Shape,
    string Rows,
    string StartField,
    string StartForm,
    bool IsEnd,
    string? PointField,
    string? PriceField,
    Duration Poll,
    Duration Interval,
    Instant? ReplayFrom,
    decimal Speed)
{
    /// <summary>Whether the site file states <see cref="Interval"/>; a running desk otherwise takes the market's own, where its rules have one.</summary>
    public bool IsIntervalStated { get; init; }

    /// <summary>The name of a header that opens the source, and where its value is read from; null without one.</summary>
    public (string Name, string ValueFrom)? Header { get; init; }
}
