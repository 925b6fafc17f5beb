using Spillway.App.Api;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Orders;
using Spillway.Units;

namespace Spillway.App.Accounts.Seconds;

/// <summary>How much an order took off at once, or out of the desk's hand: what decides whether another person signs it afterwards.</summary>
internal static class TakenPower
{
    /// <summary>The MW of an order that was accepted.</summary>
    /// <param name="desk">The desk.</param>
    /// <param name="before">What it stood at before the order.</param>
    /// <param name="order">The order.</param>
    /// <param name="answer">Its answer.</param>
    /// <returns>Zero for whatever takes nothing off.</returns>
    public static Megawatts Of(DeskView desk, ControlState before, Order order, OrderAnswer answer)
    {
        var drawn = SitePower.Drawn(desk.Plant, before);
        return order.Kind switch
        {
            OrderKind.Stop => drawn,
            OrderKind.Ceiling or OrderKind.Reduction when answer.Level is { } level && level < drawn => drawn - level,
            OrderKind.HoldOff or OrderKind.LockOut when order.Feed is { } feed => Feed(desk, before, feed),
            OrderKind.HoldOff or OrderKind.LockOut => Group(desk, before, order.Group),
            _ => Megawatts.Zero,
        };
    }

    private static Megawatts Group(DeskView desk, ControlState before, GroupId? id)
    {
        for (var index = 0; index < desk.Plant.Groups.Length; index++)
        {
            if (desk.Plant.Groups[index].Load.Id == id)
            {
                return Wanted(desk, before, index);
            }
        }

        return Megawatts.Zero;
    }

    // The machines of a group are alike: a feed has its share of what the group was wanted at.
    private static Megawatts Feed(DeskView desk, ControlState before, FeedId id)
    {
        var feed = desk.Plant.Feeds.FirstOrDefault(one => one.Id == id);
        return feed is null ? Megawatts.Zero
            : new(Wanted(desk, before, feed.GroupIndex).Value * feed.Machines / desk.Plant.Groups[feed.GroupIndex].Load.Machines);
    }

    private static Megawatts Wanted(DeskView desk, ControlState before, int index)
    {
        var group = desk.Plant.Groups[index];
        return index < before.Wanted.Length ? group.Load.Power(before.Wanted[index].ModeIndex, before.Wanted[index].Target) : before.Draws[index].Power(group);
    }
}
