using System.Collections.Immutable;
using Spillway.App.Api;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Orders;
using Spillway.Units;

namespace Spillway.App.Boards;

/// <summary>Follows every order with a ceiling in watts, pass by pass. Written on the desk's thread, read on any.</summary>
public sealed class OrderProgressBook
{
    /// <summary>The most orders that it remembers; the oldest that has ended goes first.</summary>
    public const int Most = 50;

    private readonly DeskView _desk;
    private ImmutableArray<OrderProgress> _all = [];
    private Megawatts _power;

    /// <summary>Follows a desk that does not run yet, and the orders that it found in its journal.</summary>
    /// <param name="desk">The desk.</param>
    public OrderProgressBook(DeskView desk)
    {
        ArgumentNullException.ThrowIfNull(desk);
        _desk = desk;
        var state = desk.State();
        _power = SitePower.Now(desk.Plant, state);
        _all = [.. state.Orders.Where(static active => active.Order.Kind is OrderKind.Ceiling or OrderKind.Reduction or OrderKind.Stop && active.Level is not null)
            .Select(active => new OrderProgress(active.Order.Id, active.AcceptedAt, active.Deadline, active.Level!.Value, _power, _power, null, null) { IsOlder = true }).TakeLast(Most)];
        desk.Watch.Tell(Passed);
    }

    /// <summary>All that are remembered, oldest first.</summary>
    public ImmutableArray<OrderProgress> All => ImmutableInterlocked.InterlockedCompareExchange(ref _all, [], []);

    /// <summary>The progress of an order; null where it has no ceiling.</summary>
    /// <param name="order">The order.</param>
    public OrderProgress? Of(OrderId order) => All.LastOrDefault(one => one.Order == order);

    private void Passed(FieldFrame frame, ControlTurn turn)
    {
        var state = _desk.State();
        _power = frame.Meter?.Power ?? SitePower.Now(_desk.Plant, state);
        if (_all.IsEmpty && turn.Answers.IsEmpty)
        {
            return;
        }

        var all = _all.Select(one => one.EndedAt is null ? Next(one, turn) : one).ToList();
        all.AddRange(turn.Answers.Where(answer => answer.Verdict is OrderVerdict.Accepted or OrderVerdict.AcceptedWithinHigher && IsFollowed(frame, answer))
            .Select(answer => new OrderProgress(
                answer.Order, turn.At, turn.At + answer.Within, answer.Level!.Value, _power, _power, _power <= answer.Level ? turn.At : null, null)));
        while (all.Count > Most && all.Find(static one => one.EndedAt is not null) is { } old)
        {
            all.Remove(old);
        }

        ImmutableInterlocked.InterlockedExchange(ref _all, [.. all.TakeLast(Most)]);
    }

    private static bool IsFollowed(FieldFrame frame, OrderAnswer answer) =>
        answer.Level is not null && frame.Orders.Any(order => order.Id == answer.Order && order.Kind is OrderKind.Ceiling or OrderKind.Reduction or OrderKind.Stop);

    private OrderProgress Next(OrderProgress one, ControlTurn turn) => one with
    {
        Power = _power,
        KeptAt = one.KeptAt ?? (_power <= one.Level ? turn.At : null),
        EndedAt = turn.Endings.Any(ending => ending.Order == one.Order) ? turn.At : null,
    };
}
