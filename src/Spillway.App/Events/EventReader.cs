using NodaTime;
using Spillway.App.Api;
using Spillway.App.Obligations;
using Spillway.App.Records;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Sites.Plants;
using Spillway.Journal;
using Spillway.Units;

namespace Spillway.App.Events;

/// <summary>Gathers everything that a journal holds about one event: the desk's steps are taken again from the beginning of its run,
/// so that it is known what the desk knew.</summary>
/// <param name="found">The event.</param>
/// <param name="parts">What the records refer to.</param>
/// <param name="plantOf">The plant of a site.</param>
public sealed class EventReader(JournalEvent found, PartStore parts, Func<SiteDefinition, Plant> plantOf)
{
    // So long before the event the intervals say how far the site follows its plan, and so long after its end it is watched.
    private static readonly Duration _before = Duration.FromHours(24);
    private static readonly Duration _after = Duration.FromHours(2);

    private readonly RunDesk _desks = new(parts);
    private readonly List<EventStep> _steps = [];
    private readonly PowerCurve _curve = new();
    private (SiteDefinition Site, Desk Desk, DeskState State, Plant Plant, bool IsPaper)? _run;
    private EventCommands? _commands;
    private ControlState? _control;
    private CurvePoint? _metered;
    private long _last;

    /// <summary>Where reading begins.</summary>
    /// <exception cref="RefusedException"><see cref="ObligationErrors.BeforeJournal"/>.</exception>
    public long From => found.RunStart ?? throw new RefusedException(
        ObligationErrors.BeforeJournal, $"Event {found.Order.Id} at record {found.Number}: the run that took it has no beginning in the journal.");

    /// <summary>Reads.</summary>
    /// <param name="records">The journal's records from <see cref="From"/> on.</param>
    /// <param name="cancellation">Stops between two records.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="RefusedException">A record or part cannot be read.</exception>
    public async Task<EventTrace> ReadAsync(IAsyncEnumerable<JournalRecord> records, CancellationToken cancellation)
    {
        await foreach (var record in records.WithCancellation(cancellation).ConfigureAwait(false))
        {
            if (found.End is { } end && record.Number > end.Number && record.At > end.At + _after && _curve.Points.Count > 0 && _curve.Points[^1].At > end.At + _after)
            {
                break;
            }

            if (record.Kind == RecordKinds.RunStart && record.Number > found.Number)
            {
                // Another desk took over: what it drew is watched on, but it decides for itself.
                break;
            }

            Take(record);
            _last = record.Number;
        }

        var (site, desk, _, plant, isPaper) = _run!.Value;
        return new(found, site, plant, desk, isPaper, [.. _steps], _curve, _commands!.All, _last);
    }

    private void Take(JournalRecord record)
    {
        switch (record.Kind)
        {
            case RecordKinds.RunStart:
                var start = RunStartCodec.Read(record.Payload);
                var (site, desk, before) = _desks.Again(start);
                _run = (site, desk, before, plantOf(site), start.IsPaper);
                _commands = new(found.Order.Id, _run.Value.Plant);
                break;
            case RecordKinds.Checkpoint when record.Number == found.Checkpoint:
                var (part, digest) = Checkpoint.Read(record.Payload);
                _control = StateCodec.Read(parts.Read(part), digest);
                break;
            case RecordKinds.Step:
                Step(record);
                break;
            case RecordKinds.Pass when record.At >= found.At - _before || record.Number >= found.Checkpoint:
                Pass(record);
                break;
        }
    }

    private void Step(JournalRecord record)
    {
        var run = _run!.Value;
        var observation = StepCodec.ReadObservation(record.Payload);
        var before = observation.Measured.IsEmpty ? run.State.Groups : [.. observation.Measured.Select(static one => one.After)];
        if (_steps.Count > 0)
        {
            _steps[^1] = _steps[^1] with
            {
                Measured = observation.Measured,
                Price = observation.Frame.SettlementPrice,
                Hashprice = observation.Frame.SettlementHashprice,
            };
        }

        var (state, step) = DeskStep.Next(run.Desk, run.State, observation);
        _run = run with { State = state };
        if (observation.Next is { } slot && step.Decision is { } decision)
        {
            var planned = new Megawatts(decision.Commands.Sum(static command => command.Power.Value));
            _steps.RemoveAll(old => old.Slot.End < found.At - _before);
            _steps.Add(new(slot, observation, before, state, planned) { Commands = decision.Commands });
        }
    }

    private void Pass(JournalRecord record)
    {
        var plant = _run!.Value.Plant;
        var (frame, turn) = PassCodec.Read(record.Payload);
        _control = _control?.Apply(plant, frame, turn);
        if (frame.Meter is { } meter)
        {
            _metered = new(meter.At, meter.Power, true, record.Number);
        }

        if (_metered is { } sample && turn.At - sample.At <= plant.Rules.Staleness.Meter)
        {
            _curve.Add(sample with { At = turn.At, Number = record.Number });
        }
        else if (_control is { } control)
        {
            _curve.Add(new(turn.At, SitePower.Drawn(plant, control), false, record.Number));
        }

        if (turn.Bounds.CeilingBy is not null && _steps.Count > 0)
        {
            _steps[^1] = _steps[^1] with { IsDisturbed = true };
        }

        if (record.Number >= found.Number)
        {
            _commands!.Take(record.Number, frame, turn);
        }
    }
}
