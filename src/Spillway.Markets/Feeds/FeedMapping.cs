using NodaTime;

namespace Spillway.Markets.Feeds;

/// <summary>Where a polled source keeps what, as data in the site file.</summary>
/// <param name="Form">JSON or CSV.</param>
/// <param name="Rows">JSON only: the names from the top to the list of rows, parted by dots; empty where the list is the top.</param>
/// <param name="TimeField">The field or column of the instant.</param>
/// <param name="TimeForm">How the instant is written.</param>
/// <param name="IsTimeOfEnd">Whether the instant is the interval's end; else its start.</param>
/// <param name="Interval">The length of every interval.</param>
/// <param name="PriceField">The field or column of the price, in the site's currency per MWh.</param>
/// <param name="PointField">The field or column that names a row's settlement point; null where every row is the site's.</param>
public sealed record FeedMapping(
    FeedForm Form,
    string Rows,
    string TimeField,
    FeedTimeForm TimeForm,
    bool IsTimeOfEnd,
    Duration Interval,
    string PriceField,
    string? PointField);
