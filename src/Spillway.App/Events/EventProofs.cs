using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Settlements.Baselines;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.App.Events;

/// <summary>Makes the proof of an event from what the journal holds about it.</summary>
public static class EventProofs
{
    private static readonly Duration _justBefore = Duration.FromMinutes(5);
    private static readonly Duration _backWithin = Duration.FromHours(1);

    /// <summary>Makes the proof.</summary>
    /// <param name="trace">What the journal holds.</param>
    /// <param name="others">The other events of the journal.</param>
    /// <returns>The proof.</returns>
    public static EventProof Of(EventTrace trace, ImmutableArray<JournalEvent> others)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var found = trace.Event;
        var fit = PlanFit.Of(trace);
        var without = Counterfactual.Of(trace);
        var last = trace.Curve.Points.Count == 0 ? found.At : trace.Curve.Points[^1].At;
        var restored = Restored(trace, without, fit);
        var until = restored?.At ?? (found.End is { } end ? Instant.Min(end.At + _backWithin, last) : last);
        var before = InstructionBaseline.Of(
            [.. trace.Curve.Between(found.At - trace.Rules.Before, found.At).Select(static point => new PowerSample(point.At, point.Power))], found.At, trace.Rules.Before);
        var during = trace.Curve.Between(found.At, until).Where(point => point.At >= found.At).ToImmutableArray();
        var slots = new ProofSlots(trace, fit).Until(without, until + LongestRestart(trace));
        return new(
            found,
            trace.Site,
            fit,
            before,
            [.. GroupResponse.Horizons.Select(within => new ResponsePoint(within, Off(trace, before, within)))],
            Delivered(trace, before),
            slots,
            [.. trace.Curve.Between(found.At - _justBefore, until)],
            trace.Commands,
            EvidenceList.Of(trace, Reached(trace, during), restored),
            Grade(trace.Plant, during),
            (found.RunStart!.Value, trace.LastNumber),
            Notes(trace, slots, fit, restored, others))
        {
            Rules = trace.Rules,
        };
    }

    // What draws full power after a start and produces nothing yet belongs to the event as well.
    private static Duration LongestRestart(EventTrace trace) =>
        Duration.FromMinutes((double)trace.Desk.Site.Loads.Max(static load => load.RestartTime.Value));

    private static CurvePoint? Restored(EventTrace trace, ImmutableArray<CounterfactualSlot> without, PlanFit fit)
    {
        if (trace.Event.End is not { } end)
        {
            return null;
        }

        foreach (var point in trace.Curve.Between(end.At, end.At + _backWithin))
        {
            var slot = without.FirstOrDefault(one => one.Step.Slot.Start <= point.At && one.Step.Slot.End > point.At);
            if (slot is not null && point.At >= end.At && point.Power.Value >= slot.Power.Value * fit.Lowest)
            {
                return point;
            }
        }

        return null;
    }

    private static CurvePoint? Reached(EventTrace trace, ImmutableArray<CurvePoint> during)
    {
        foreach (var point in during)
        {
            if (point.Power <= trace.Event.Answer.Level && (trace.Event.End is null || point.At <= trace.Event.End.At))
            {
                return point;
            }
        }

        return null;
    }

    private static Megawatts? Off(EventTrace trace, InstructionBaseline before, Duration within)
    {
        var at = trace.Event.At + within;
        return trace.Event.End is { } end && end.At < at ? null
            : before.Power is { } power && trace.Curve.At(at) is { } then ? power - then.Power
            : null;
    }

    private static Delivery? Delivered(EventTrace trace, InstructionBaseline before)
    {
        var found = trace.Event;
        if (before.Power is not { } power || found.Answer.Level is not { } level || power <= level)
        {
            return null;
        }

        var from = found.At + found.Answer.Within;
        var to = found.End?.At ?? Instant.MaxValue;
        var drawn = trace.Curve.Points.Where(point => point.At >= from && point.At < to).Select(static point => point.Power).ToList();
        return drawn.Count == 0 ? null : Delivery.Of(trace.Rules.Band, power - level, power, drawn);
    }

    private static MeterGrade Grade(Plant plant, ImmutableArray<CurvePoint> during)
    {
        var lowest = plant.Groups.Min(static group => group.Abilities.Watts);
        var word = lowest switch
        {
            WattsGrade.Measured => "machines-measured",
            WattsGrade.Estimated => "machines-estimated",
            WattsGrade.Nameplate => "machines-nameplate",
            _ => "data-sheet",
        };
        if (during.IsEmpty)
        {
            return new(new(0m), 0, Duration.Zero, word);
        }

        var steps = during.Zip(during.Skip(1), static (one, next) => next.At - one.At).Order().ToList();
        return new(
            new((decimal)during.Count(static point => point.IsMetered) / during.Length), during.Length, steps.Count == 0 ? Duration.Zero : steps[steps.Count / 2], word);
    }

    private static ImmutableArray<string> Notes(
        EventTrace trace, ImmutableArray<ProofSlot> slots, PlanFit fit, CurvePoint? restored, ImmutableArray<JournalEvent> others)
    {
        var found = trace.Event;
        var notes = new List<string>();
        Add(trace.IsPaper, "A paper desk: nothing was commanded, and what is told here was done on paper.");
        Add(found.End is null, "The order still held when the journal was read.");
        Add(found.End is not null && restored is null, "The site was not back at its plan within an hour of the order's end, or the journal ends before.");
        Add(fit.Source == PlanFitSource.Nothing, "Nothing was measured before the order: what would have been drawn stands as it was planned, without a band.");
        var open = slots.Count(static slot => !slot.IsSettled);
        Add(open > 0, Text($"{open} of {slots.Length} intervals have no price, no measurement or have not ended: their amounts do not count."));
        foreach (var other in others.Where(other => other.Number != found.Number && Overlaps(found, other)))
        {
            notes.Add($"Order {other.Order.Id} held at the same time: what each of them took off cannot be told apart.");
        }

        return [.. notes];

        void Add(bool holds, string note)
        {
            if (holds)
            {
                notes.Add(note);
            }
        }
    }

    private static bool Overlaps(JournalEvent one, JournalEvent other) =>
        one.At < (other.End?.At ?? Instant.MaxValue) && other.At < (one.End?.At ?? Instant.MaxValue);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
