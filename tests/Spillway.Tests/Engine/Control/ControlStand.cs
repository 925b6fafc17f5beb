using System.Globalization;
using NodaTime;
using Shouldly;
using Spillway.Engine;
using Spillway.Engine.Commands;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Tests.Engine.Control;

/// <summary>A plant, its fleet and the passes between them, one a second. What must always hold is checked in every pass.</summary>
internal sealed class ControlStand
{
    private readonly HashSet<CommandId> _given = [];
    private readonly HashSet<CommandId> _ended = [];
    private ControlState _shadow;
    private Decision? _decision;

    /// <summary>A plant whose first pass is <paramref name="firstAfterS"/> seconds after its desk began, and of which some
    /// machines are not heard.</summary>
    public ControlStand(Plant plant, int followsWithinS = 2, bool hasMeter = true, int firstAfterS = 1, int[]? unheard = null)
    {
        Plant = plant;
        Fleet = new(plant, Halls.Slot().Start, followsWithinS) { HasMeter = hasMeter };
        Fleet.Unheard.UnionWith(unheard ?? []);
        State = ControlState.Before(plant, Halls.Slot().Start);
        _shadow = State;
        Pass(Duration.FromSeconds(firstAfterS));
    }

    public Plant Plant { get; }

    public TinyFleet Fleet { get; }

    public ControlState State { get; private set; }

    public ControlTurn Turn { get; private set; } = null!;

    public List<Alarm> Alarms { get; } = [];

    /// <summary>The next pass carries a new decision: how many machines of each group run, in their normal mode or another.</summary>
    public ControlStand Decide(params int[] machines) => Decide(machines, null);

    public ControlStand Decide(int[] machines, int[]? modes, Hashprice? hashprice = null)
    {
        var commands = machines.Select((count, group) =>
        {
            var load = Plant.Groups[group].Load;
            var mode = count == 0 ? 0 : modes?[group] ?? load.NormalModeIndex;
            return new GroupCommand(load.Id, mode, load.Modes[mode].Name, count, load.Power(mode, count), new(ReasonCode.AlwaysOn));
        });
        _decision = new(new Slot(Fleet.Now, Duration.FromMinutes(15)), [.. commands], hashprice);
        return this;
    }

    /// <summary>One pass after a second, with orders that came meanwhile.</summary>
    public ControlTurn Pass(params Order[] orders) => Pass(Duration.FromSeconds(1), orders);

    public ControlTurn Pass(Duration after, params Order[] orders)
    {
        Fleet.Advance(after);
        return Pass(Fleet.Observe(_decision, [.. orders]));
    }

    public ControlTurn Pass(FieldFrame frame)
    {
        _decision = null;
        Turn = ControlStep.Decide(Plant, State, frame);
        var before = State;
        State = State.Apply(Plant, frame, Turn);
        Check(before, frame);
        Fleet.Take(Turn);
        Alarms.AddRange(Turn.Alarms);
        return Turn;
    }

    /// <summary>Passes until some seconds are over.</summary>
    public void Run(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            Pass();
        }
    }

    /// <summary>What a turn tells, in words: <c>sleep a×3, wake b×1, open a-1</c>; empty where it tells nothing.</summary>
    public string Told() => string.Join(", ", Turn.Machines
        .GroupBy(command => (command.Action, Plant.GroupOfMachine[command.Machine], command.ModeIndex))
        .Select(told => string.Create(CultureInfo.InvariantCulture, $"{Verb(told.Key.Action, told.Key.ModeIndex, told.Key.Item2)} {Plant.Groups[told.Key.Item2].Load.Id}×{told.Count()}"))
        .Concat(Turn.Feeds.Select(command => $"{(command.Action == FeedAction.Open ? "open" : "close")} {Plant.Feeds[command.Feed].Id}")));

    private string Verb(ControlAction action, int mode, int group) => action switch
    {
        ControlAction.Sleep => "sleep",
        ControlAction.Wake when mode == Plant.Groups[group].Load.NormalModeIndex => "wake",
        _ => Plant.Groups[group].Load.Modes[mode].Name,
    };

    private void Check(ControlState before, FieldFrame frame)
    {
        // Deciding changes nothing, and the same twice is the same.
        using var once = new ControlHash();
        using var twice = new ControlHash();
        once.Add(Turn);
        twice.Add(ControlStep.Decide(Plant, before, frame));
        twice.Current().ShouldBe(once.Current());

        // A shadow folded from what was kept is the state in memory.
        _shadow = _shadow.Apply(Plant, frame, Turn);
        _shadow.Digest().ShouldBe(State.Digest());

        // Every command has a number of its own and one outcome.
        foreach (var id in Turn.Machines.Select(command => command.Id).Concat(Turn.Feeds.Select(command => command.Id)))
        {
            _given.Add(id).ShouldBeTrue($"command {id} was given twice");
        }

        foreach (var id in frame.Outcomes.Concat(Turn.Unanswered).Select(outcome => outcome.Command))
        {
            _ended.Add(id).ShouldBeTrue($"command {id} ended twice");
        }

        _ended.ShouldBeSubsetOf(_given);
        Turn.Machines.Select(command => command.Machine).ShouldBeUnique();
        CheckLockOuts(before);
    }

    private void CheckLockOuts(ControlState before)
    {
        foreach (var locked in before.Orders.Where(active => active.Order.Kind == OrderKind.LockOut && Turn.Endings.All(ending => ending.Order != active.Order.Id)))
        {
            Turn.Machines.ShouldAllBe(command => Plant.Groups[Plant.GroupOfMachine[command.Machine]].Load.Id != locked.Order.Group);
            Turn.Machines.ShouldAllBe(command => Plant.FeedOfMachine[command.Machine] < 0 || Plant.Feeds[Plant.FeedOfMachine[command.Machine]].Id != locked.Order.Feed);
            Turn.Feeds.ShouldAllBe(command => Plant.Feeds[command.Feed].Id != locked.Order.Feed && Plant.Groups[Plant.Feeds[command.Feed].GroupIndex].Load.Id != locked.Order.Group);
        }
    }
}
