using NodaTime;
using Spillway.App.Boards;
using Spillway.App.Events;
using Spillway.Engine.Signals.Orders;
using Spillway.Units;

namespace Spillway.App.Console.Events;

/// <summary>A drill while it is watched: what the site drew since it began.</summary>
public sealed class DrillRun
{
    // An hour's drill at four frames a second; more points are not kept.
    private const int MostPoints = 15_000;

    private readonly List<(Instant At, decimal Megawatts)> _points = [];
    private readonly Instant _begun;
    private bool _wasInForce;

    /// <summary>Begins to watch.</summary>
    /// <param name="plan">The drill.</param>
    /// <param name="order">Its order.</param>
    /// <param name="level">To where it brings the site.</param>
    /// <param name="frame">The newest frame.</param>
    public DrillRun(DrillPlan plan, Order order, Megawatts level, BoardFrame frame)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(frame);
        (Plan, Order, Level, Before, Now, Least, _begun) = (plan, order, level, plan.Power, plan.Power, plan.Power, order.Until!.Value - plan.For);
        Take(frame);
    }

    /// <summary>The drill.</summary>
    public DrillPlan Plan { get; }

    /// <summary>Its order.</summary>
    public Order Order { get; }

    /// <summary>To where it brings the site.</summary>
    public Megawatts Level { get; }

    /// <summary>What was drawn before.</summary>
    public Megawatts Before { get; }

    /// <summary>What is drawn now.</summary>
    public Megawatts Now { get; private set; }

    /// <summary>The least that was drawn.</summary>
    public Megawatts Least { get; private set; }

    /// <summary>How long it took to reach the level; null where it was not reached yet.</summary>
    public Duration? ReachedAfter { get; private set; }

    /// <summary>Whether the order holds no longer.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Takes a frame.</summary>
    /// <param name="frame">The frame.</param>
    public void Take(BoardFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var at = frame.State.At;
        if (IsOver || at < _begun || (_points.Count > 0 && at <= _points[^1].At) || _points.Count >= MostPoints)
        {
            return;
        }

        var holds = frame.State.Orders.Any(active => active.Order.Id == Order.Id);
        IsOver = (_wasInForce && !holds) || at >= Order.Until;
        _wasInForce |= holds;
        _points.Add((at, frame.Power.Value));
        Now = frame.Power;
        Least = frame.Power < Least ? frame.Power : Least;
        ReachedAfter ??= frame.Power <= Level ? at - _begun : null;
    }

    /// <summary>The power as a drawing; null while there are fewer than two samples.</summary>
    public PowerLine? Line() => PowerLine.Of(_points, Level.Value, _begun, _begun + Plan.Within);
}
