using Spillway.App.Obligations;
using Spillway.Engine.Settlements.Baselines;
using Spillway.Engine.Signals.Orders;

namespace Spillway.App.Events;

/// <summary>An order of the grid and how it was delivered.</summary>
/// <param name="Event">The order.</param>
/// <param name="Delivery">What was delivered; null where that cannot be said: then it counts neither way.</param>
public sealed record JudgedEvent(JournalEvent Event, Delivery? Delivery)
{
    /// <summary>Whether an event is an order of the grid: what an operator takes off for himself is none.</summary>
    /// <param name="found">The event.</param>
    /// <returns>Whether its delivery counts.</returns>
    public static bool Counts(JournalEvent found)
    {
        ArgumentNullException.ThrowIfNull(found);
        return found.Order.Rank is OrderRank.Protection or OrderRank.Obligation;
    }

    /// <summary>The failures of several.</summary>
    /// <param name="judged">The events.</param>
    /// <param name="rules">The market's figures.</param>
    /// <returns>The record.</returns>
    public static FailureRecord Record(IEnumerable<JudgedEvent> judged, DeliveryRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return FailureRecord.InAYear(
            judged.Where(static one => one.Delivery is { Verdict: not DeliveryVerdict.Delivered }).Select(static one => one.Event.At), rules.Disqualifying);
    }
}
