using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals.Orders;

namespace Spillway.Simulation.Worlds;

/// <summary>Who will ask what of the site, and when. It outlives the desk: what came while it was dead is asked again when it is
/// back.</summary>
/// <param name="orders">The orders, by the instant they come.</param>
public sealed class OrderCalendar(ImmutableArray<(Instant At, Order Order)> orders)
{
    private int _next;

    /// <summary>When the next order comes; null where none is left.</summary>
    public Instant? Next => _next < orders.Length ? orders[_next].At : null;

    /// <summary>The orders that have come.</summary>
    /// <param name="now">Until when.</param>
    /// <returns>Each once, oldest first.</returns>
    public ImmutableArray<Order> Take(Instant now)
    {
        var first = _next;
        while (_next < orders.Length && orders[_next].At <= now)
        {
            _next++;
        }

        return [.. orders[first.._next].Select(one => one.Order)];
    }
}
