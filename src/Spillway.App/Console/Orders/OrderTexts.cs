using Spillway.App.Console.Now;
using Spillway.App.Console.Texts;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Commands.Ladder;
using Spillway.Engine.Signals.Orders;

namespace Spillway.App.Console.Orders;

/// <summary>The words for orders, ranks, ways and answers in the reader's language.</summary>
/// <param name="reader">Who reads.</param>
public sealed class OrderTexts(Reader reader)
{
    /// <summary>What an order asks for, with its figure.</summary>
    /// <param name="active">The order.</param>
    public string What(ActiveOrder active)
    {
        ArgumentNullException.ThrowIfNull(active);
        var order = active.Order;
        return order.Kind switch
        {
            OrderKind.Ceiling => reader["at most {0}", Reader.Mw(active.Level)],
            OrderKind.Reduction => reader["{0} less: at most {1}", Reader.Mw(order.Power), Reader.Mw(active.Level)],
            OrderKind.Floor => reader["at least {0}", Reader.Mw(active.Level)],
            OrderKind.HoldOn => reader["{0} stays on", order.Group],
            OrderKind.HoldOff => reader["{0} stays off", order.Group],
            OrderKind.Stop => reader["everything off"],
            OrderKind.LockOut => reader["{0} locked out", order.Group is { } group ? group.Text : order.Feed],
            _ => order.Id.Text,
        };
    }

    /// <summary>What an order would ask for, before it is given.</summary>
    /// <param name="order">The order.</param>
    public string Ask(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var within = order.Within is { } time ? LadderSentence.Seconds(reader, time) : reader["the desk's own time"];
        return order.Kind switch
        {
            OrderKind.Ceiling => reader["Come down to {0} within {1}", Reader.Mw(order.Power), within],
            OrderKind.Reduction => reader["Come down by {0} within {1}", Reader.Mw(order.Power), within],
            OrderKind.Floor => reader["Draw at least {0} within {1}", Reader.Mw(order.Power), within],
            OrderKind.HoldOn => reader["Hold {0} on", order.Group],
            OrderKind.HoldOff => reader["Hold {0} off", order.Group],
            OrderKind.Stop => reader["Stop everything"],
            OrderKind.LockOut => reader["Lock {0} out", order.Group is { } group ? group.Text : order.Feed],
            OrderKind.Unlock => reader["Unlock {0}", order.Group is { } group ? group.Text : order.Feed],
            _ => order.Id.Text,
        };
    }

    /// <summary>On whose behalf: the rank.</summary>
    /// <param name="rank">The rank.</param>
    public string Rank(OrderRank rank) => rank switch
    {
        OrderRank.Protection => reader["1 grid protection"],
        OrderRank.EmergencyStop => reader["2 emergency stop"],
        OrderRank.Obligation => reader["3 programme"],
        OrderRank.OperatorHold => reader["4 operator"],
        _ => reader["5 economics"],
    };

    /// <summary>The way by which power is taken off.</summary>
    /// <param name="path">The way.</param>
    public string Path(ShedPath path) => path switch
    {
        ShedPath.Firmware => reader["by the machines' firmware"],
        ShedPath.Breakers => reader["by the breakers"],
        ShedPath.FirmwareThenBreakers => reader["by firmware, then by breakers for what has not followed"],
        ShedPath.Graceful => reader["by lower modes, in which the machines earn on"],
        ShedPath.Restore => reader["comes back, as ramp and restore allow"],
        _ => reader["nothing has to be taken off"],
    };

    /// <summary>What became of an order.</summary>
    /// <param name="verdict">The desk's answer.</param>
    public string Verdict(OrderVerdict verdict) => verdict switch
    {
        OrderVerdict.Accepted => reader["Accepted."],
        OrderVerdict.AcceptedWithinHigher => reader["Accepted; an order of a higher rank leaves it less room."],
        OrderVerdict.Known => reader["The desk knew this order already: nothing changes."],
        OrderVerdict.IdTaken => reader["Refused: its id belongs to a different order."],
        OrderVerdict.UnknownGroup => reader["Refused: the site has no such group."],
        OrderVerdict.UnknownFeed => reader["Refused: the site has no such feed."],
        OrderVerdict.NothingToEnd => reader["Refused: no such order is in force any more."],
        OrderVerdict.AlreadyOver => reader["Refused: it had ended before it came."],
        OrderVerdict.BadFigure => reader["Refused: a figure is missing, negative or out of range."],
        OrderVerdict.TooMany => reader["Refused: as many orders are in force as the desk keeps."],
        _ => reader["Refused."],
    };
}
