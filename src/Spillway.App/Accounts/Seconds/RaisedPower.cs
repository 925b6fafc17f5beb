using Spillway.App.Api;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Orders;
using Spillway.Units;

namespace Spillway.App.Accounts.Seconds;

/// <summary>By how much an order may raise the site's power at most: what decides whether one person may give it.</summary>
public static class RaisedPower
{
    /// <summary>The most that an order adds to what is drawn now, by the machines' data sheets; what the price then wants may be less.</summary>
    /// <param name="desk">The desk.</param>
    /// <param name="order">The order.</param>
    /// <returns>Zero for whatever takes load off.</returns>
    public static Megawatts Of(DeskView desk, Order order)
    {
        ArgumentNullException.ThrowIfNull(desk);
        ArgumentNullException.ThrowIfNull(order);
        var state = desk.State();
        return order.Kind switch
        {
            OrderKind.Floor => AtLeastZero((order.Power ?? Megawatts.Zero) - SitePower.Drawn(desk.Plant, state)),
            OrderKind.HoldOn => Asleep(desk, state, group => order.Group is { } one && desk.Plant.Groups[group].Load.Id == one),
            OrderKind.Unlock => Asleep(desk, state, group => order.Group is not { } one || desk.Plant.Groups[group].Load.Id == one),
            OrderKind.Release => Released(desk, state, order.Target),
            _ => Megawatts.Zero,
        };
    }

    // What an order holds off comes back when it ends; an order that keeps load on holds nothing off.
    private static Megawatts Released(DeskView desk, ControlState state, OrderId? target)
    {
        var ended = state.Orders.FirstOrDefault(active => active.Order.Id == target)?.Order;
        return ended?.Kind switch
        {
            OrderKind.Floor or OrderKind.HoldOn => Megawatts.Zero,
            OrderKind.HoldOff => Asleep(desk, state, group => ended.Group is { } one && desk.Plant.Groups[group].Load.Id == one),
            _ => Asleep(desk, state, static _ => true),
        };
    }

    private static Megawatts Asleep(DeskView desk, ControlState state, Func<int, bool> isMeant)
    {
        var sum = Megawatts.Zero;
        for (var index = 0; index < desk.Plant.Groups.Length; index++)
        {
            if (isMeant(index))
            {
                var group = desk.Plant.Groups[index];
                sum += AtLeastZero(group.Load.Power(group.Load.NormalModeIndex, group.Load.Machines) - Now(desk, state, index));
            }
        }

        return sum;
    }

    // A group that is on its way down counts as down: what ends its order would bring all of it back.
    private static Megawatts Now(DeskView desk, ControlState state, int index)
    {
        var group = desk.Plant.Groups[index];
        var drawn = state.Draws[index].Power(group);
        var wanted = index < state.Wanted.Length ? group.Load.Power(state.Wanted[index].ModeIndex, state.Wanted[index].Target) : drawn;
        return wanted < drawn ? wanted : drawn;
    }

    private static Megawatts AtLeastZero(Megawatts power) => power > Megawatts.Zero ? power : Megawatts.Zero;
}
