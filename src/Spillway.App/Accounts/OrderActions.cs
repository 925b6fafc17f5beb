using Spillway.Engine.Signals.Orders;

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
}
