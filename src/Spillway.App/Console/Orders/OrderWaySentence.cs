using NodaTime;
using Spillway.App.Boards;
using Spillway.App.Console.Now;
using Spillway.App.Console.Texts;

namespace Spillway.App.Console.Orders;

/// <summary>How far an order has come, in a sentence.</summary>
/// <param name="reader">Who reads.</param>
public sealed class OrderWaySentence(Reader reader)
{
    /// <summary>The sentence.</summary>
    /// <param name="way">How far it has come.</param>
    /// <param name="at">The desk's instant.</param>
    public string Of(OrderProgress way, Instant at)
    {
        ArgumentNullException.ThrowIfNull(way);
        return way.IsReachedUnseen ? reader["kept, {0} now; when it was reached was not seen: the desk was started again", Reader.Mw(way.Power)]
            : way.Took is { } took
            ? took <= Duration.Zero ? reader["was below it already; {0} now", Reader.Mw(way.Power)]
            : way.IsInTime == true ? reader["kept after {0}; {1} now", LadderSentence.Seconds(reader, took), Reader.Mw(way.Power)]
            : reader["late: reached after {0}; {1} now", LadderSentence.Seconds(reader, took), Reader.Mw(way.Power)]
            : at <= way.Deadline ? reader["{0} now, {1} to go, {2} left", Reader.Mw(way.Power), Reader.Mw(way.Power - way.Level), LadderSentence.Seconds(reader, way.Deadline - at)]
            : reader["missed: {0} now, {1} above it, {2} after the deadline", Reader.Mw(way.Power), Reader.Mw(way.Power - way.Level), reader.Length(at - way.Deadline)];
    }

    /// <summary>How an order that has ended was kept.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="way">How far it came.</param>
    public static string Ended(Reader reader, OrderProgress way)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(way);
        return way.Took is not { } took ? reader["never reached"]
            : way.IsReachedUnseen ? reader["kept; when it was reached was not seen"]
            : way.IsInTime == true ? reader["kept after {0}", LadderSentence.Seconds(reader, took)]
            : reader["reached late, after {0}", LadderSentence.Seconds(reader, took)];
    }
}
