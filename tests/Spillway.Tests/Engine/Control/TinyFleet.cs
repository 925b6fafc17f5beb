using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Commands;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Tests.Engine.Control;

/// <summary>Machines, feeds and a meter that follow after some seconds, with faults that a test switches on. It tells what
/// changed, and gives every command exactly one outcome.</summary>
internal sealed class TinyFleet
{
    private readonly Plant _plant;
    private readonly Machine[] _machines;
    private readonly Breaker[] _feeds;
    private readonly List<CommandOutcome> _outcomes = [];
    private readonly HashSet<int> _changed;
    private readonly HashSet<int> _changedFeeds;

    public TinyFleet(Plant plant, Instant at, int followsWithinS = 2)
    {
        _plant = plant;
        Now = at;
        FollowsWithinS = followsWithinS;
        _machines = [.. plant.GroupOfMachine.Select(group => new Machine { Mode = plant.Groups[group].Load.NormalModeIndex, Condition = MachineCondition.Running })];
        _feeds = [.. plant.Feeds.Select(_ => new Breaker { Position = FeedPosition.Closed })];
        _changed = [.. Enumerable.Range(0, plant.Machines)];
        _changedFeeds = [.. Enumerable.Range(0, plant.Feeds.Length)];
    }

    public Instant Now { get; private set; }

    public int FollowsWithinS { get; set; }

    /// <summary>Machines that say yes and do nothing.</summary>
    public HashSet<int> Deaf { get; } = [];

    /// <summary>Machines that refuse.</summary>
    public HashSet<int> Refusing { get; } = [];

    /// <summary>Machines that cannot be reached.</summary>
    public HashSet<int> Unreachable { get; } = [];

    /// <summary>Feeds that do not move.</summary>
    public HashSet<int> Stuck { get; } = [];

    /// <summary>Machines that are not asked yet: nothing of them is told.</summary>
    public HashSet<int> Unheard { get; } = [];

    /// <summary>Commands to these get no outcome.</summary>
    public HashSet<int> Silent { get; } = [];

    public bool HasMeter { get; set; } = true;

    /// <summary>A load that the meter sees and no machine is.</summary>
    public Megawatts HouseLoad { get; set; }

    /// <summary>What a machine that runs draws and says, as a share of its plate.</summary>
    public decimal ShareOfPlate { get; set; } = 1m;

    public Megawatts Power => HouseLoad + new Megawatts(_machines.Select((machine, number) => Watts(number) * _plant.Groups[_plant.GroupOfMachine[number]].Load.OverheadRatio.Value / 1_000_000m).Sum());

    public int Running(int group) => Enumerable.Range(_plant.Groups[group].FirstMachine, _plant.Groups[group].Load.Machines)
        .Count(number => _machines[number].Condition is MachineCondition.Running or MachineCondition.Starting);

    public MachineCondition Condition(int machine) => _machines[machine].Condition;

    public FeedPosition Position(int feed) => _feeds[feed].Position;

    /// <summary>Something happens to a machine that nobody ordered.</summary>
    public void Befalls(int machine, MachineCondition condition)
    {
        var runsFromSleep = condition == MachineCondition.Running && _machines[machine].Mode == LoadGroup.OffIndex;
        _machines[machine].Mode = runsFromSleep ? _plant.Groups[_plant.GroupOfMachine[machine]].Load.NormalModeIndex : _machines[machine].Mode;
        _machines[machine].Condition = condition;
        _machines[machine].Due = null;
        _changed.Add(machine);
    }

    public void Befalls(int feed, FeedPosition position)
    {
        _feeds[feed].Position = position;
        _changedFeeds.Add(feed);
        Energise(feed);
    }

    public void Advance(Duration time)
    {
        Now += time;
        for (var number = 0; number < _machines.Length; number++)
        {
            var machine = _machines[number];
            if (machine.Due is { } due && due <= Now && machine.Condition != MachineCondition.Unpowered)
            {
                machine.Due = null;
                machine.Mode = machine.NextMode;
                machine.Condition = machine.NextMode == 0 ? MachineCondition.Asleep : MachineCondition.Running;
                _changed.Add(number);
            }
        }
    }

    /// <summary>What changed since the last frame, at the present instant.</summary>
    public FieldFrame Observe(Decision? decision, ImmutableArray<Order> orders, Instant? newestPriceAt = null)
    {
        var frame = new FieldFrame(
            Now,
            HasMeter ? new MeterSample(Now, Power) : null,
            [.. _changed.Except(Unheard).Order().Select(number => new MachineNote(number, _machines[number].Condition, IsOn(number) ? _machines[number].Mode : 0, new Watts(Watts(number))))],
            [.. _changedFeeds.Order().Select(feed => new FeedNote(feed, _feeds[feed].Position, false))],
            [.. _outcomes],
            orders,
            newestPriceAt,
            decision,
            false);
        _changed.IntersectWith(Unheard);
        _changedFeeds.Clear();
        _outcomes.Clear();
        return frame;
    }

    public void Take(ControlTurn turn)
    {
        foreach (var command in turn.Machines)
        {
            var isReached = !Unreachable.Contains(command.Machine);
            Answer(command.Machine, command.Id, !isReached ? OutcomeKind.Unreachable : Refusing.Contains(command.Machine) ? OutcomeKind.Refused : OutcomeKind.Done);
            if (isReached && !Deaf.Contains(command.Machine) && !Refusing.Contains(command.Machine))
            {
                _machines[command.Machine].Due = Now + Duration.FromSeconds(FollowsWithinS);
                _machines[command.Machine].NextMode = command.ModeIndex;
            }
        }

        foreach (var command in turn.Feeds)
        {
            Answer(-1 - command.Feed, command.Id, OutcomeKind.Done);
            if (!Stuck.Contains(command.Feed))
            {
                Befalls(command.Feed, command.Action == FeedAction.Open ? FeedPosition.Open : FeedPosition.Closed);
            }
        }
    }

    private void Answer(int who, CommandId id, OutcomeKind kind)
    {
        if (!Silent.Contains(who))
        {
            _outcomes.Add(new(id, kind));
        }
    }

    private void Energise(int feed)
    {
        var isClosed = _feeds[feed].Position == FeedPosition.Closed;
        for (var number = _plant.Feeds[feed].FirstMachine; number < _plant.Feeds[feed].EndMachine; number++)
        {
            var machine = _machines[number];
            var outlasts = _plant.Groups[_plant.Feeds[feed].GroupIndex].Abilities.SleepOutlastsPowerCut && machine.Mode == 0;
            machine.Condition = !isClosed ? MachineCondition.Unpowered : outlasts ? MachineCondition.Asleep : MachineCondition.Running;
            machine.Mode = isClosed && !outlasts && machine.Mode == 0 ? _plant.Groups[_plant.Feeds[feed].GroupIndex].Load.NormalModeIndex : machine.Mode;
            machine.Due = null;
            _changed.Add(number);
        }
    }

    private bool IsOn(int number) => _machines[number].Condition is MachineCondition.Running or MachineCondition.Starting;

    private decimal Watts(int number)
    {
        var modes = _plant.Groups[_plant.GroupOfMachine[number]].Load.Modes;
        return _machines[number].Condition switch
        {
            MachineCondition.Unpowered => 0m,
            MachineCondition.Asleep => modes[0].Power.Value,
            _ => ShareOfPlate * modes[_machines[number].Mode == 0 ? _plant.Groups[_plant.GroupOfMachine[number]].Load.NormalModeIndex : _machines[number].Mode].Power.Value,
        };
    }

    private sealed class Machine
    {
        public MachineCondition Condition { get; set; }

        public int Mode { get; set; }

        public Instant? Due { get; set; }

        public int NextMode { get; set; }
    }

    private sealed class Breaker
    {
        public FeedPosition Position { get; set; }
    }
}
