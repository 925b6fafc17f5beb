using Spillway.App.Console.Now;
using Spillway.App.Console.Texts;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Commands.Ladder;
using Spillway.Engine.Signals.Orders;
using Spillway.Units;

namespace Spillway.App.Console.Orders;

/// <summary>The desk's answer to an order, with what it promises.</summary>
/// <param name="reader">Who reads.</param>
public sealed class OrderAnswerSentence(Reader reader)
{
    private readonly OrderTexts _texts = new(reader);

    /// <summary>The sentence.</summary>
    /// <param name="order">The order.</param>
    /// <param name="answer">The answer.</param>
    public string Of(Order order, OrderAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(answer);
        var verdict = order.Kind == OrderKind.Release && answer.IsAccepted
            ? reader["Released: {0}. What pays comes back as the ramp allows.", order.Target]
            : reader["{0}: {1}", order.Id, _texts.Verdict(answer.Verdict)];
        return answer.Promise is { } promise ? Said(order.Kind, verdict, promise) : verdict;
    }

    private string Said(OrderKind kind, string verdict, Promise promise)
    {
        var (off, within) = (Reader.Mw(promise.Reduction), LadderSentence.Seconds(reader, promise.Within));
        return kind == OrderKind.LockOut ? reader["{0} Nothing moves; {1} more that is drawn now is out of reach of every order.", verdict, Reader.Mw(promise.LockedOut)]
            : promise.Path == ShedPath.Restore ? reader["{0} {1} comes back, all of it after {2} at the earliest; that is no promise.", verdict, Reader.Mw(-promise.Reduction), within]
            : promise.Path == ShedPath.None && promise.LeftOver <= Megawatts.Zero ? reader["{0} Nothing has to move.", verdict]
            : promise.LeftOver > Megawatts.Zero && kind == OrderKind.HoldOff ? reader["{0} Promised: {1} off within {2}; {3} of the group goes on drawing.", verdict, off, within, Reader.Mw(promise.LeftOver)]
            : promise.LeftOver > Megawatts.Zero ? reader["{0} Promised: {1} off within {2}; {3} short of what was asked.", verdict, off, within, Reader.Mw(promise.LeftOver)]
            : reader["{0} Promised: {1} off within {2}.", verdict, off, within];
    }
}
