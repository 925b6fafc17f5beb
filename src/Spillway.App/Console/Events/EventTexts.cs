using Spillway.App.Console.Texts;
using Spillway.App.Events;
using Spillway.Engine.Commands.Ladder;
using Spillway.Engine.Settlements.Baselines;
using Spillway.Engine.Signals.Orders;

namespace Spillway.App.Console.Events;

/// <summary>What the console calls what events are made of.</summary>
public static class EventTexts
{
    /// <summary>A kind of order.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="order">The order.</param>
    public static string Kind(Reader reader, Order order)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(order);
        return IsDrill(order) ? reader["drill"] : order.Kind switch
        {
            OrderKind.Stop => reader["total stop"],
            OrderKind.Reduction => reader["reduction"],
            _ => reader["ceiling"],
        };
    }

    /// <summary>Whether an order is a drill.</summary>
    /// <param name="order">The order.</param>
    public static bool IsDrill(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order is { Reason: Drills.Reason, Rank: OrderRank.OperatorHold };
    }

    /// <summary>A rank.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="rank">The rank.</param>
    public static string Of(Reader reader, OrderRank rank)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return rank switch
        {
            OrderRank.Protection => reader["grid protection"],
            OrderRank.EmergencyStop => reader["emergency stop"],
            OrderRank.Obligation => reader["programme obligation"],
            OrderRank.OperatorHold => reader["operator"],
            _ => reader["economics"],
        };
    }

    /// <summary>The way by which load comes off.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="path">The way.</param>
    public static string Of(Reader reader, ShedPath path)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return path switch
        {
            ShedPath.Firmware => reader["by firmware"],
            ShedPath.Breakers => reader["by breakers"],
            ShedPath.FirmwareThenBreakers => reader["by firmware, then breakers"],
            ShedPath.Graceful => reader["by lower modes"],
            ShedPath.Restore => reader["comes back"],
            _ => reader["nothing has to come off"],
        };
    }

    /// <summary>A promise in a sentence.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="promise">The promise; null where none was made.</param>
    /// <param name="within">The time there was.</param>
    public static string Of(Reader reader, Promise? promise, NodaTime.Duration within)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return promise is null ? Reader.None
            : promise is { Path: ShedPath.None, LeftOver.Value: > 0m } ? reader["nothing comes off in {0}: {1} too little", Seconds(reader, within), Reader.Mw(promise.LeftOver)]
            : promise.LeftOver.Value > 0m ? reader["{0} in {1} {2}, {3} too little", Reader.Mw(promise.Reduction), Seconds(reader, promise.Within), Of(reader, promise.Path), Reader.Mw(promise.LeftOver)]
            : reader["{0} in {1} {2}", Reader.Mw(promise.Reduction), Seconds(reader, promise.Within), Of(reader, promise.Path)];
    }

    /// <summary>Whether the level was reached in time.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="facts">What was measured; null where nothing has been written yet.</param>
    public static string Kept(Reader reader, EvidenceFacts? facts)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return facts?.IsKept switch
        {
            true => "✓ " + reader["kept"],
            false => "✗ " + reader["missed"],
            _ => reader["not to be said yet"],
        };
    }

    /// <summary>A judgement of a delivery.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="verdict">The judgement.</param>
    public static string Of(Reader reader, DeliveryVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return verdict switch
        {
            DeliveryVerdict.Delivered => reader["delivered"],
            DeliveryVerdict.TooLittle => reader["too little"],
            _ => reader["too much"],
        };
    }

    /// <summary>A line of the evidence list.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="what">Its word.</param>
    public static string Evidence(Reader reader, string what)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return what switch
        {
            "received" => reader["received"],
            "accepted" => reader["accepted"],
            "first-command" => reader["first command"],
            "first-confirmation" => reader["first confirmation"],
            "all-confirmed" => reader["all confirmed"],
            "last-confirmation" => reader["last confirmation"],
            "level-reached" => reader["level reached"],
            "deadline" => reader["deadline"],
            "ended" => reader["ended"],
            "restored" => reader["restored"],
            _ => what,
        };
    }

    /// <summary>Seconds with one decimal below ten, else a length of time.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="time">The time.</param>
    public static string Seconds(Reader reader, NodaTime.Duration time)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return time.TotalSeconds < 10 ? reader["{0} s", Reader.Number((decimal)time.TotalSeconds, "0.0")] : reader.Length(time);
    }
}
