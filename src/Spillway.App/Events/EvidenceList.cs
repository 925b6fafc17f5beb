using System.Collections.Immutable;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.Engine;
using Spillway.Engine.Signals.Orders;
using Spillway.Units;

namespace Spillway.App.Events;

/// <summary>The list that an authority asks for: the order was received, acted on, confirmed, measured, ended; each with its instant
/// and its record in the journal.</summary>
internal static class EvidenceList
{
    /// <summary>Makes the list.</summary>
    /// <param name="trace">What the journal holds.</param>
    /// <param name="reached">Where the power was first at the ordered level or below; null where it never was.</param>
    /// <param name="restored">Where the site was back; null where it was not yet.</param>
    /// <returns>The items in order of their time.</returns>
    public static ImmutableArray<EvidenceItem> Of(EventTrace trace, CurvePoint? reached, CurvePoint? restored)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var found = trace.Event;
        var order = found.Order;
        var items = new List<EvidenceItem>
        {
            new("received", found.At, found.Number, Received(order)),
            new("accepted", found.At, found.Number, $"{Wording.Of(OrderWords.Of(found.Answer.Verdict))}{Level(found.Answer.Level)} within {found.Answer.Within.TotalSeconds:0.###} s"),
        };
        items.AddRange(Commands(trace.Commands));
        if (reached is { } point)
        {
            items.Add(new("level-reached", point.At, point.Number, $"{point.Power.Value:0.###} MW by {Source(point)}, {(point.At - found.At).TotalSeconds:0.###} s after the order"));
        }

        var deadline = found.At + found.Answer.Within;
        if (found.Answer.Level is { } level && trace.Curve.At(deadline) is { } then && (found.End is null || found.End.At >= deadline))
        {
            items.Add(new("deadline", deadline, then.Number, $"{then.Power.Value:0.###} MW by {Source(then)}: {Wording.Of(then.Power <= level ? "kept" : "missed")}"));
        }

        if (found.End is { } end)
        {
            items.Add(new("ended", end.At, end.Number, end.By is { } by ? (Wording)$"by {by}" : $"its time was over"));
        }

        if (restored is { } back)
        {
            items.Add(new("restored", back.At, back.Number, $"{back.Power.Value:0.###} MW by {Source(back)}"));
        }

        return [.. items.OrderBy(static item => item.At).ThenBy(static item => item.Number)];
    }

    private static IEnumerable<EvidenceItem> Commands(ImmutableArray<EventCommand> commands)
    {
        if (commands.IsEmpty)
        {
            yield break;
        }

        var (machines, feeds) = (commands.Count(static one => !one.IsFeed), commands.Count(static one => one.IsFeed));
        yield return new("first-command", commands[0].FirstAt, commands[0].FirstNumber, $"to {commands[0].Subject}; in all to {machines} machines and {feeds} feeds");
        var done = commands.Where(static one => one.IsDone && one.OutcomeAt is not null).OrderBy(static one => one.OutcomeNumber).ToList();
        if (done.Count > 0)
        {
            yield return Confirmed("first-confirmation", done[0], $"{done[0].Subject} took its command");
            var last = done[^1];
            yield return Confirmed(
                done.Count == commands.Length ? "all-confirmed" : "last-confirmation", last, $"{done.Count} of {commands.Length} took their commands");
        }
    }

    private static EvidenceItem Confirmed(string what, EventCommand command, Wording detail) => new(what, command.OutcomeAt!.Value, command.OutcomeNumber!.Value, detail);

    private static Wording Level(Megawatts? level) => level is { } power ? (Wording)$", at most {power.Value:0.###} MW" : $"";

    private static Wording Source(CurvePoint point) => Wording.Of(point.IsMetered ? "the site meter" : "the machines' own watts");

    private static Wording Received(Order order)
    {
        var (kind, rank) = (Wording.Of(OrderWords.Of(order.Kind)), Wording.Of(OrderWords.Of(order.Rank)));
        return Actor.SpokenFor(order.Source) is { } other
            ? (Wording)$"{kind} of rank {rank} from local (for {other}): {order.Reason}"
            : $"{kind} of rank {rank} from {order.Source}: {order.Reason}";
    }
}
