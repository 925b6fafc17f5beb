using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Obligations;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.App.Obligations;

/// <summary>What operators' orders hold of a site, and whether a new one would take off what an award stands on.</summary>
public static class HeldOrders
{
    // As far ahead as an order without an end is weighed against awards.
    private static readonly Duration _ahead = Duration.FromDays(7);

    /// <summary>The holds in force.</summary>
    /// <param name="site">The site.</param>
    /// <param name="orders">The orders in force.</param>
    /// <returns>One entry a hold, with all of its group.</returns>
    public static IEnumerable<HeldPower> Of(Site site, IEnumerable<ActiveOrder> orders) => orders
        .Where(static active => active.Order.Kind is OrderKind.HoldOn or OrderKind.HoldOff)
        .SelectMany(active => site.Loads.Where(load => load.Id == active.Order.Group).Select(load => Held(load, active.Order, active.AcceptedAt)));

    /// <summary>When and by how much an operator's order would leave less running than contracts hold.</summary>
    /// <param name="site">The site.</param>
    /// <param name="held">What contracts and other orders hold.</param>
    /// <param name="order">The order.</param>
    /// <param name="now">When it would begin.</param>
    /// <param name="drawn">What the site draws now: what a reduction is taken from.</param>
    /// <returns>The times, ascending; none for orders that go before contracts, and for those that take nothing off.</returns>
    public static ImmutableArray<HeldShortfall> Breaks(Site site, HeldBook held, Order order, Instant now, Megawatts drawn)
    {
        if (order.Rank != OrderRank.OperatorHold)
        {
            return [];
        }

        var end = order.Until ?? now + _ahead;
        var ledger = new HeadroomLedger(site);
        return end <= now ? [] : order.Kind switch
        {
            OrderKind.Ceiling when order.Power is { } power => ledger.Shortfalls(held, now, end, power),
            OrderKind.Reduction when order.Power is { } power => ledger.Shortfalls(held, now, end, drawn - power),
            OrderKind.HoldOff => ledger.Shortfalls(
                new([.. held.All, .. site.Loads.Where(load => load.Id == order.Group).Select(load => Held(load, order, now))]), now, end, null),
            _ => [],
        };
    }

    private static HeldPower Held(LoadGroup load, Order order, Instant from) => new(
        from,
        order.Until is { } until && until > from ? until : Instant.MaxValue,
        order.Kind == OrderKind.HoldOn ? HolderKind.HeldOn : HolderKind.HeldOff,
        order.Id.Text,
        load.Id.Text,
        load.Power(load.NormalModeIndex, load.Machines) - load.Power(LoadGroup.OffIndex, 0));
}
