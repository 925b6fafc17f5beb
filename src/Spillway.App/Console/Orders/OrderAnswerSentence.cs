using Spillway.App.Console.Now;
using Spillway.App.Console.Texts;
using Spillway.Engine.Commands.Control;
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
        return answer.Promise is not { } promise ? verdict
            : promise.LeftOver > Megawatts.Zero
                ? reader["{0} Promised: {1} off within {2}; {3} will still be too much.", verdict, Reader.Mw(promise.Reduction), LadderSentence.Seconds(reader, promise.Within), Reader.Mw(promise.LeftOver)]
                : reader["{0} Promised: {1} off within {2}.", verdict, Reader.Mw(promise.Reduction), LadderSentence.Seconds(reader, promise.Within)];
    }
}
