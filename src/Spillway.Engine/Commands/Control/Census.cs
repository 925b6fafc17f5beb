using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>One pass's count of the plant: what can be done with each machine, and what each group draws and will draw.</summary>
internal sealed class Census
{
    private const decimal WattsPerMegawatt = 1_000_000m;
    private readonly Standing[] _standings;
    private readonly GroupCensus[] _groups;
    private readonly Nameplate[] _nameplates;

    public Census(Plant plant, ControlState state, LockOuts lockOuts)
    {
        Plant = plant;
        State = state;
        LockOuts = lockOuts;
        _standings = new Standing[plant.Machines];
        _groups = new GroupCensus[plant.Groups.Length];
        _nameplates = new Nameplate[plant.Groups.Length];
        for (var index = 0; index < _groups.Length; index++)
        {
            _nameplates[index] = new(plant.Groups[index]);
            Count(index);
            Expected += InMegawatts(index, _groups[index].ExpectedW);
            Worst += InMegawatts(index, _groups[index].WorstW);
            Drawn += state.Draws[index].Power(plant.Groups[index]);
        }

        Expected += state.Unexplained;
        Worst += state.Unexplained;
        Drawn += state.Unexplained;
    }

    public Plant Plant { get; }

    public ControlState State { get; }

    public LockOuts LockOuts { get; }

    /// <summary>What the site will draw when every command so far has been followed.</summary>
    public Megawatts Expected { get; }

    /// <summary>The most it can draw until then.</summary>
    public Megawatts Worst { get; }

    /// <summary>What it draws now by the word of its machines.</summary>
    public Megawatts Drawn { get; }

    public ref readonly GroupCensus Group(int group) => ref _groups[group];

    public Nameplate Nameplate(int group) => _nameplates[group];

    public Standing StandingOf(int machine) => _standings[machine];

    /// <summary>Watts at the machines' walls as MW at the grid connection.</summary>
    public Megawatts InMegawatts(int group, long watts) =>
        new(watts * Plant.Groups[group].Load.OverheadRatio.Value / WattsPerMegawatt);

    private void Count(int index)
    {
        var group = Plant.Groups[index];
        var machines = State.Machines.AsSpan();
        ref var census = ref _groups[index];
        ref readonly var nameplate = ref _nameplates[index];
        for (var number = group.FirstMachine; number < group.EndMachine; number++)
        {
            ref readonly var machine = ref machines[number];
            var standing = Judge(group, index, number, in machine);
            _standings[number] = standing;
            census.Lost += machine.Condition == MachineCondition.Lost ? 1 : 0;
            census.Unheard += machine.Condition == MachineCondition.Unknown ? 1 : 0;
            Add(ref census, in nameplate, standing, in machine, WillDraw(number, in machine));
        }
    }

    private static void Add(
        ref GroupCensus census, in Nameplate nameplate, Standing standing, in MachineState machine, bool willDraw)
    {
        var expected = 0;
        switch (standing)
        {
            case Standing.Ready:
                var aim = machine.Aim(nameplate.NormalMode);
                census.ReadyOn += aim != LoadGroup.OffIndex ? 1 : 0;
                census.ReadyOff += aim == LoadGroup.OffIndex ? 1 : 0;
                expected = nameplate.InModeW(aim);
                break;
            case Standing.Dark:
                census.Dark++;
                break;
            default:
                expected = willDraw ? nameplate.InModeW(nameplate.NormalMode) : nameplate.NominalW(in machine);
                census.FixedOn += expected > nameplate.SleepW ? 1 : 0;
                census.FixedW += expected;
                break;
        }

        census.ExpectedW += expected;
        census.WorstW += Math.Max(expected, nameplate.DrawnW(in machine));
    }

    private Standing Judge(PlantGroup group, int index, int number, in MachineState machine)
    {
        var feed = Plant.FeedOfMachine[number];
        if (LockOuts.HasGroup(index) || (feed >= 0 && LockOuts.HasFeed(feed)))
        {
            return Standing.Fixed;
        }

        if (feed >= 0 && State.Feeds[feed].IsParted(Plant.Feeds[feed], State.Now))
        {
            return State.Feeds[feed].IsOurs && !IsComing(feed) ? Standing.Dark : Standing.Fixed;
        }

        var isHeard = machine.Condition is MachineCondition.Running or MachineCondition.Asleep or MachineCondition.Starting;
        return isHeard && group.Abilities.CanSleep && !machine.IsMarked(group, Plant.Rules.Retries, State.Now)
            ? Standing.Ready
            : Standing.Fixed;
    }

    private bool IsComing(int feed) => State.Feeds[feed].IsComing(Plant.Feeds[feed], State.Now);

    // Behind a feed that is about to close: what does not sleep on will draw its full power.
    private bool WillDraw(int number, in MachineState machine)
    {
        var feed = Plant.FeedOfMachine[number];
        return feed >= 0 && IsComing(feed) && !machine.SleepsOn(Plant.Groups[Plant.Feeds[feed].GroupIndex].Abilities);
    }
}
