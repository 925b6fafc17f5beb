using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.App.Composition;

/// <summary>The field of a paper desk: reads what is, sends nothing. What the desk tells a machine is done on paper: from then on
/// that machine is as it was told after the time its driver declares, and the meter reads so much less or more.</summary>
/// <remarks>Machines that were told nothing are what they really are. Called by the desk's one thread.</remarks>
public sealed class PaperField : IField
{
    private readonly IField _real;
    private readonly Plant _plant;
    private readonly TimeProvider _time;
    private readonly Dictionary<int, PaperMachine> _machines = [];
    private readonly Dictionary<int, MachineNote> _seen = [];
    private readonly Dictionary<int, FeedPosition> _feeds = [];
    private readonly List<CommandOutcome> _outcomes = [];
    private readonly List<MachineNote> _notes = [];
    private readonly List<FeedNote> _feedNotes = [];

    /// <summary>Puts paper before a field.</summary>
    /// <param name="real">The field; it is only read.</param>
    /// <param name="plant">The plant.</param>
    /// <param name="time">The desk's clock.</param>
    public PaperField(IField real, Plant plant, TimeProvider time)
    {
        _real = real;
        _plant = plant;
        _time = time;
    }

    /// <inheritdoc/>
    public async ValueTask<FieldFrame> ObserveAsync(Instant until, CancellationToken cancellation)
    {
        var frame = await _real.ObserveAsync(until, cancellation).ConfigureAwait(false);
        Follow(frame.At);
        foreach (var note in frame.Machines)
        {
            _seen[note.Machine] = note;
        }

        var onPaper = frame with
        {
            Meter = frame.Meter is { } meter ? meter with { Power = meter.Power + Difference() } : null,
            Machines = [.. frame.Machines.Where(note => !_machines.ContainsKey(note.Machine)), .. _notes],
            Feeds = [.. frame.Feeds.Where(note => !_feeds.ContainsKey(note.Feed)), .. _feedNotes],
            Outcomes = [.. _outcomes],
        };
        _notes.Clear();
        _feedNotes.Clear();
        _outcomes.Clear();
        return onPaper;
    }

    /// <inheritdoc/>
    public ValueTask SendAsync(ControlTurn turn, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var now = Instant.FromDateTimeOffset(_time.GetUtcNow());
        foreach (var command in turn.Machines)
        {
            Tell(command.Machine, command.Action == ControlAction.Sleep ? LoadGroup.OffIndex : command.ModeIndex, now);
            _outcomes.Add(new(command.Id, OutcomeKind.Done));
        }

        foreach (var command in turn.Feeds)
        {
            Switch(command, now);
            _outcomes.Add(new(command.Id, OutcomeKind.Done));
        }

        // Watchdogs are fed: a paper desk beside a live one must not let its breakers open.
        return _real.SendAsync(turn with { Machines = [], Feeds = [], Unanswered = [] }, cancellation);
    }

    /// <inheritdoc/>
    public ValueTask IdleAsync(bool feedsWatchdogs, CancellationToken cancellation) => _real.IdleAsync(feedsWatchdogs, cancellation);

    private void Tell(int machine, int mode, Instant now)
    {
        var can = Group(machine).Abilities;
        var isStart = mode != LoadGroup.OffIndex;
        _machines[machine] = new(isStart ? MachineCondition.Running : MachineCondition.Asleep, mode, now + (isStart ? can.HashWithin : can.SleepWithin));
        if (isStart)
        {
            _notes.Add(new(machine, MachineCondition.Starting, mode, Power(machine, mode)));
        }
    }

    private void Switch(FeedCommand command, Instant now)
    {
        var feed = _plant.Feeds[command.Feed];
        var isOpen = command.Action == FeedAction.Open;
        _feeds[command.Feed] = isOpen ? FeedPosition.Open : FeedPosition.Closed;
        _feedNotes.Add(new(command.Feed, _feeds[command.Feed], false));
        for (var machine = feed.FirstMachine; machine < feed.EndMachine; machine++)
        {
            if (isOpen)
            {
                _machines[machine] = new(MachineCondition.Unpowered, LoadGroup.OffIndex, now);
            }
            else
            {
                Tell(machine, Group(machine).Load.NormalModeIndex, now);
            }
        }
    }

    private void Follow(Instant now)
    {
        foreach (var (machine, told) in _machines)
        {
            if (!told.IsTold && told.At <= now)
            {
                _notes.Add(new(machine, told.Condition, told.ModeIndex, Power(machine, told.ModeIndex)));
                _machines[machine] = told with { IsTold = true };
            }
        }
    }

    // What the site would draw more on paper than it does, at the grid connection.
    private Megawatts Difference()
    {
        var watts = 0m;
        foreach (var (machine, told) in _machines)
        {
            var onPaper = told.IsTold || told.ModeIndex != LoadGroup.OffIndex ? Power(machine, told.ModeIndex).Value : Real(machine);
            watts += (onPaper - Real(machine)) * Group(machine).Load.OverheadRatio.Value;
        }

        return new(watts / 1_000_000m);
    }

    private decimal Real(int machine) =>
        _seen.TryGetValue(machine, out var note) ? note.Power?.Value ?? Power(machine, note.ModeIndex).Value : 0m;

    private Watts Power(int machine, int mode) => Group(machine).Load.Modes[mode].Power;

    private PlantGroup Group(int machine) => _plant.Groups[_plant.GroupOfMachine[machine]];

    private readonly record struct PaperMachine(MachineCondition Condition, int ModeIndex, Instant At)
    {
        public bool IsTold { get; init; }
    }
}
