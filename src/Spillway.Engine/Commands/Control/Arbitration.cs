using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals.Orders;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>Weighs all orders: from the highest rank to the lowest each only narrows what is left. Of ceilings the lowest
/// holds, of floors the highest; what goes beyond what is left is cut back to it.</summary>
internal sealed class Arbitration
{
    private static readonly ImmutableArray<OrderRank> _ranks =
        [OrderRank.Protection, OrderRank.EmergencyStop, OrderRank.Obligation, OrderRank.OperatorHold];

    public Arbitration(Megawatts importLimit, Trust trust, ImmutableArray<ActiveOrder> orders)
    {
        Orders = orders;
        Holds = [.. orders.Where(static active => active.Order.Kind is OrderKind.HoldOn or OrderKind.HoldOff).OrderByDescending(static active => active.Order.Rank)];
        var bounds = new SiteBounds(Megawatts.Zero, importLimit, null, null);
        if (trust.Ceiling is { } safe && safe < importLimit)
        {
            bounds = bounds with { Ceiling = safe };
            IsFailSafe = true;
        }

        FreeFallTo = bounds.Ceiling;
        foreach (var rank in _ranks)
        {
            bounds = Narrow(bounds, rank);
            FreeFallTo = rank == OrderRank.Obligation ? bounds.Ceiling : FreeFallTo;
        }

        Bounds = bounds;
    }

    public ImmutableArray<ActiveOrder> Orders { get; }

    /// <summary>What holds groups on or off, from the lowest rank to the highest: the last word about a group stands.</summary>
    public ImmutableArray<ActiveOrder> Holds { get; }

    public SiteBounds Bounds { get; }

    /// <summary>The ceiling that grid, emergency stop and programmes ask for: down to it no ramp holds anything back.</summary>
    public Megawatts FreeFallTo { get; }

    /// <summary>Whether the fail-safe table holds the site below its import limit.</summary>
    public bool IsFailSafe { get; }

    /// <summary>What of an order's level is left beside all others.</summary>
    public Megawatts? Bound(ActiveOrder active) => active.Level is not { } level ? null
        : active.Order.Kind == OrderKind.Floor ? Megawatts.Min(level, Bounds.Ceiling)
        : level < Bounds.Ceiling ? Bounds.Ceiling : level;

    /// <summary>Why the site may not draw more.</summary>
    public Cause CeilingCause() =>
        Bounds.CeilingBy is { } order ? new(IsStop(order) ? CauseKind.Stop : CauseKind.Ceiling, order)
            : new(IsFailSafe ? CauseKind.FailSafe : CauseKind.ImportLimit, null);

    /// <summary>Whether any of some orders takes power off that was not carried out before the desk started anew.</summary>
    public static bool TakesOff(ImmutableArray<ActiveOrder> orders, Instant? restartedAt) =>
        orders.Any(active => IsCeiling(active.Order) && !(active.AcceptedAt < restartedAt));

    /// <summary>Whether an order takes power off: a ceiling, a reduction that became one, or a stop.</summary>
    public static bool IsCeiling(Order order) => order.Kind is OrderKind.Ceiling or OrderKind.Reduction or OrderKind.Stop;

    private bool IsStop(OrderId id) => Orders.Any(active => active.Order.Id == id && active.Order.Kind == OrderKind.Stop);

    private SiteBounds Narrow(SiteBounds bounds, OrderRank rank)
    {
        foreach (var active in Orders)
        {
            if (active.Order.Rank == rank && IsCeiling(active.Order) && active.Level is { } level
                && Greater(level, bounds.Floor) is var cut && cut < bounds.Ceiling)
            {
                bounds = bounds with { Ceiling = cut, CeilingBy = active.Order.Id };
            }
        }

        foreach (var active in Orders)
        {
            if (active.Order.Rank == rank && active.Order.Kind == OrderKind.Floor && active.Level is { } level
                && Megawatts.Min(level, bounds.Ceiling) is var raised && raised > bounds.Floor)
            {
                bounds = bounds with { Floor = raised, FloorBy = active.Order.Id };
            }
        }

        return bounds;
    }

    private static Megawatts Greater(Megawatts left, Megawatts right) => left < right ? right : left;
}
