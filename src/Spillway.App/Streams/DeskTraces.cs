using System.Diagnostics;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Orders;

namespace Spillway.App.Streams;

/// <summary>The spans of the desk beside those of its requests: one an order, from its giving to the desk's answer. Nobody pays for them
/// where no collector is named.</summary>
internal static class DeskTraces
{
    /// <summary>The name of their source.</summary>
    public const string SourceName = "Spillway.Desk";

    private static readonly ActivitySource _source = new(SourceName);

    /// <summary>Begins the span of an order.</summary>
    /// <param name="order">The order; who gave it and why is not told to a collector.</param>
    /// <returns>The span; null where nobody listens.</returns>
    public static Activity? Begin(Order order) => _source.StartActivity("order")?
        .SetTag("spillway.order.id", order.Id.Text)
        .SetTag("spillway.order.kind", order.Kind.ToString())
        .SetTag("spillway.order.rank", order.Rank.ToString());

    /// <summary>Says what came of it.</summary>
    /// <param name="span">The span; null where nobody listens.</param>
    /// <param name="answer">The desk's answer.</param>
    public static void Answered(Activity? span, OrderAnswer answer) => span?
        .SetTag("spillway.order.verdict", answer.Verdict.ToString())
        .SetStatus(answer.IsAccepted ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
}
