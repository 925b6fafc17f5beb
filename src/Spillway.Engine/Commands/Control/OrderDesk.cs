using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Commands.Ladder;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>Takes the orders of a frame in: ends what is over, accepts or refuses what came, and says what is promised.</summary>
internal sealed class OrderDesk
{
    /// <summary>The most orders that hold at a time; more are refused.</summary>
    public const int MostOrders = 1000;

    // Places beyond those, for the grid's protection and the emergency stop: no crowd of other orders keeps them out.
    private const int KeptForUrgent = 100;

    private readonly Plant _plant;
    private readonly ControlState _state;
    private readonly List<ActiveOrder> _active;
    private readonly List<OrderEnding> _endings = [];
    private readonly List<OrderAnswer> _answers = [];
    private readonly ImmutableArray<Order> _asked;

    public OrderDesk(Plant plant, ControlState observed, FieldFrame frame)
    {
        _plant = plant;
        _state = observed;
        _active = [.. observed.Orders];
        _asked = frame.Orders;
        foreach (var active in observed.Orders)
        {
            if (active.Order.Until <= observed.At)
            {
                End(active, null);
            }
        }

        foreach (var order in frame.Orders)
        {
            _answers.Add(Answer(order));
        }
    }

    /// <summary>The orders that hold now.</summary>
    public ImmutableArray<ActiveOrder> Active => [.. _active];

    public ImmutableArray<OrderEnding> Endings => [.. _endings];

    /// <summary>The answers, with what is promised and what of each order the others leave.</summary>
    public ImmutableArray<OrderAnswer> Answers(Arbitration arbitration, Census census, Targets targets)
    {
        if (_answers.Count == 0)
        {
            return [];
        }

        var ladder = ShedLadder.Of(census);
        var moves = new MovePromise(census, targets, ladder);
        return [.. _answers.Select((answer, index) => answer.IsAccepted ? Complete(answer, _asked[index], arbitration, (ladder, moves)) : answer)];
    }

    private OrderAnswer Complete(OrderAnswer answer, Order order, Arbitration arbitration, (ShedLadder Ladder, MovePromise Moves) promises)
    {
        var active = _active.Find(one => one.Order.Id == answer.Order);
        if (active?.Level is not { } level)
        {
            return answer with { Promise = promises.Moves.Of(order, _state.Orders, _active) };
        }

        var bound = arbitration.Bound(active);
        var isCut = bound != level && answer.Verdict == OrderVerdict.Accepted;
        var promise = Arbitration.IsCeiling(order) ? promises.Ladder.Promise(bound!.Value, answer.Within, order.Rank) : promises.Moves.Of(order, _state.Orders, _active);
        promise = promise with { LeftOver = promise.LeftOver + promises.Ladder.Beyond(order) };
        return answer with { Verdict = isCut ? OrderVerdict.AcceptedWithinHigher : answer.Verdict, Bound = bound, Promise = promise };
    }

    private OrderAnswer Answer(Order order)
    {
        if (_active.Find(active => active.Order.Id == order.Id) is { } known)
        {
            return known.Order == order
                ? new(order.Id, OrderVerdict.Known, known.Level, known.Level, known.Deadline - known.AcceptedAt, null)
                : Refused(order, OrderVerdict.IdTaken);
        }

        if (Refusal(order) is { } refusal)
        {
            return Refused(order, refusal);
        }

        if (order.Kind is OrderKind.Release or OrderKind.Unlock)
        {
            foreach (var active in Ended(order).ToList())
            {
                End(active, order.Id);
            }

            return new(order.Id, OrderVerdict.Accepted, null, null, Duration.Zero, null);
        }

        var level = Level(order);
        var within = level is null ? Duration.Zero
            : order.Within ?? (order.Kind == OrderKind.Stop ? _plant.Rules.StopWithin : _plant.Rules.OrderWithin);
        _active.Add(new(order, _state.Now, _state.Now + within, level));
        return new(order.Id, OrderVerdict.Accepted, level, level, within, null);
    }

    private OrderVerdict? Refusal(Order order)
    {
        if (order.Until <= _state.At)
        {
            return OrderVerdict.AlreadyOver;
        }

        var isAboutGroup = order.Kind is OrderKind.HoldOn or OrderKind.HoldOff
            || (order.Kind is OrderKind.LockOut or OrderKind.Unlock && order.Feed is null);
        if (isAboutGroup && !_plant.Groups.Any(group => group.Load.Id == order.Group))
        {
            return OrderVerdict.UnknownGroup;
        }

        if (order.Feed is { } feed && !_plant.Feeds.Any(one => one.Id == feed))
        {
            return OrderVerdict.UnknownFeed;
        }

        var needsPower = order.Kind is OrderKind.Ceiling or OrderKind.Reduction or OrderKind.Floor;
        if (needsPower && !(order.Power >= Megawatts.Zero) || order.Within < Duration.Zero || order.Rank is < OrderRank.Protection or > OrderRank.OperatorHold)
        {
            return OrderVerdict.BadFigure;
        }

        if (order.Kind is OrderKind.Release or OrderKind.Unlock)
        {
            return Ended(order).Any() ? null : OrderVerdict.NothingToEnd;
        }

        var most = order.Rank <= OrderRank.EmergencyStop ? MostOrders + KeptForUrgent : MostOrders;
        return _active.Count >= most ? OrderVerdict.TooMany : null;
    }

    private IEnumerable<ActiveOrder> Ended(Order order) => order.Kind == OrderKind.Release
        ? _active.Where(active => active.Order.Id == order.Target)
        : _active.Where(active => active.Order.Kind == OrderKind.LockOut && active.Order.Group == order.Group && active.Order.Feed == order.Feed);

    private Megawatts? Level(Order order) => order.Kind switch
    {
        OrderKind.Ceiling or OrderKind.Floor => order.Power,
        OrderKind.Stop => Megawatts.Zero,
        OrderKind.Reduction => ReadBack.Of(_plant, _state).Power - order.Power!.Value is var left && left > Megawatts.Zero ? left : Megawatts.Zero,
        _ => null,
    };

    private void End(ActiveOrder active, OrderId? by)
    {
        _active.Remove(active);
        _endings.Add(new(active.Order.Id, by));
    }

    private static OrderAnswer Refused(Order order, OrderVerdict verdict) => new(order.Id, verdict, null, null, Duration.Zero, null);
}
