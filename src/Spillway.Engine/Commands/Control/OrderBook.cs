using System.Collections.Immutable;
using Spillway.Engine.Signals.Orders;

namespace Spillway.Engine.Commands.Control;

/// <summary>The orders that hold: which end, which begin.</summary>
internal static class OrderBook
{
    /// <summary>The orders after a turn: what was answered with yes begins, what ended goes.</summary>
    public static ImmutableArray<ActiveOrder> After(ControlState observed, FieldFrame frame, ControlTurn turn)
    {
        if (turn.Answers.IsEmpty && turn.Endings.IsEmpty)
        {
            return observed.Orders;
        }

        var ended = turn.Endings.Select(static ending => ending.Order).ToHashSet();
        var after = observed.Orders.Where(active => !ended.Contains(active.Order.Id)).ToList();
        for (var index = 0; index < turn.Answers.Length; index++)
        {
            var answer = turn.Answers[index];
            var order = frame.Orders[index];
            if (answer.Verdict is OrderVerdict.Accepted or OrderVerdict.AcceptedWithinHigher && Holds(order.Kind) && !ended.Contains(order.Id))
            {
                after.Add(Begun(order, answer, observed));
            }
        }

        return [.. after];
    }

    /// <summary>Whether machines that were held back may come back now.</summary>
    public static bool EndsRestraint(ControlState observed, ImmutableArray<OrderEnding> endings) => endings.Any(ending => observed.Orders.Any(
        active => active.Order.Id == ending.Order && IsRestraint(active.Order)));

    /// <summary>Whether an order holds machines back.</summary>
    public static bool IsRestraint(Order order) => Arbitration.IsCeiling(order) || order.Kind == OrderKind.HoldOff;

    // An unlock or a release has done its work in the pass in which it came.
    private static bool Holds(OrderKind kind) => kind is not (OrderKind.Unlock or OrderKind.Release);

    private static ActiveOrder Begun(Order order, OrderAnswer answer, ControlState observed) =>
        new(order, observed.Now, observed.Now + answer.Within, answer.Level);
}
