using Spillway.Engine.Signals.Orders;
using Spillway.Units;

namespace Spillway.App.Accounts;

/// <summary>Which action an order is.</summary>
public static class OrderActions
{
    /// <summary>The action of a kind of order: what takes load off, what keeps or puts it on, what ends an order.</summary>
    /// <param name="kind">The kind.</param>
    public static DeskAction Of(OrderKind kind) => kind switch
    {
        OrderKind.Ceiling or OrderKind.Reduction or OrderKind.HoldOff or OrderKind.LockOut => DeskAction.Shed,
        OrderKind.Stop => DeskAction.Stop,
        OrderKind.Floor or OrderKind.HoldOn or OrderKind.Unlock => DeskAction.Raise,
        _ => DeskAction.Release,
    };

    /// <summary>Whether a kind of order moves the group that it names; every other kind moves the whole site, whatever it names.</summary>
    /// <param name="kind">The kind.</param>
    public static bool IsOfGroup(OrderKind kind) => kind is OrderKind.HoldOn or OrderKind.HoldOff or OrderKind.LockOut or OrderKind.Unlock;

    /// <summary>The group that an order moves.</summary>
    /// <param name="order">The order.</param>
    /// <returns>The group; null where the order moves the whole site, or one feed.</returns>
    public static GroupId? GroupOf(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return IsOfGroup(order.Kind) ? order.Group : null;
    }
}
