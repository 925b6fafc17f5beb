using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Baselines;

/// <summary>Brings a baseline to the level of the event's own day, by the hours before the event.</summary>
/// <param name="Form">By a ratio or by a difference.</param>
/// <param name="From">How long before the event's start (or its announcement, where a programme counts from there) the hours
/// compared begin.</param>
/// <param name="To">How long before it they end; less than <paramref name="From"/>, zero or more.</param>
/// <param name="Cap">The most that is added or taken, as a share of the baseline; null for no cap.</param>
/// <param name="IsUpOnly">Whether it never lowers the baseline.</param>
public sealed record SameDayAdjustment(AdjustmentForm Form, Duration From, Duration To, Ratio? Cap, bool IsUpOnly)
{
    /// <summary>By ratio over the three hours that end one hour before, at most 20 % up or down.</summary>
    public static SameDayAdjustment TwentyPercent { get; } =
        new(AdjustmentForm.Ratio, Duration.FromHours(4), Duration.FromHours(1), new(0.20m), IsUpOnly: false);

    /// <summary>The level of the event's day.</summary>
    /// <param name="actual">What the site drew in the hours compared.</param>
    /// <param name="baseline">What the unadjusted baseline says of them.</param>
    /// <param name="inEvent">What the unadjusted baseline says of the event: the cap of a difference is a share of it.</param>
    /// <returns>The level within the cap; unchanged where the baseline is nothing.</returns>
    internal DayLevel Level(Megawatts actual, Megawatts baseline, Megawatts inEvent)
    {
        var whole = Form == AdjustmentForm.Ratio ? baseline : inEvent;
        if (whole <= Megawatts.Zero)
        {
            return DayLevel.Unchanged;
        }

        var share = (actual - baseline).Value / whole.Value;
        share = Cap is { } cap ? Math.Clamp(share, -cap.Value, cap.Value) : share;
        share = IsUpOnly ? Math.Max(0m, share) : share;
        return Form == AdjustmentForm.Ratio ? new(new(1m + share), Megawatts.Zero) : new(new(1m), inEvent * share);
    }
}
