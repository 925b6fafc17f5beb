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
    private readonly Supply[] _supplies;
    private readonly bool _tellsUnheard;

    /// <param name="plant">The plant.</param>
    /// <param name="state">What the desk remembers.</param>
    /// <param name="lockOuts">What nobody may touch.</param>
    /// <param name="tellsUnheard">Whether power has to come off by an order that is new: then a machine that nobody has heard yet is told to sleep like the others,
    /// where each that is heard already would else go in its stead, whatever it earns.</param>
    public Census(Plant plant, ControlState state, LockOuts lockOuts, bool tellsUnheard)
    {
        Plant = plant;
        State = state;
        LockOuts = lockOuts;
        _tellsUnheard = tellsUnheard;
        _standings = new Standing[plant.Machines];
        _groups = new GroupCensus[plant.Groups.Length];
        _nameplates = new Nameplate[plant.Groups.Length];
        _supplies = new Supply[plant.Feeds.Length];
        for (var index = 0; index < _supplies.Length; index++)
        {
            _supplies[index] = SupplyOf(index);
        }

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

    /// <summary>What one machine of a group draws beyond sleep in a mode, at the grid connection.</summary>
    public Megawatts Each(int group, int modeIndex) => InMegawatts(group, _nameplates[group].InModeW(modeIndex) - _nameplates[group].SleepW);

    private void Count(int index)
    {
        var group = Plant.Groups[index];
        var machines = State.Machines.AsSpan();
        ref var census = ref _groups[index];
        ref readonly var nameplate = ref _nameplates[index];
        var canBeTold = group.Abilities.CanSleep && !LockOuts.HasGroup(index);
        for (var number = group.FirstMachine; number < group.EndMachine; number++)
        {
            ref readonly var machine = ref machines[number];
            var feed = Plant.FeedOfMachine[number];
            var supply = feed < 0 ? Supply.On : _supplies[feed];
            var isStuck = machine.IsStuck(group, Plant.Rules, State.Now);
            var follows = machine.Follows && !isStuck;
            var isMarked = !follows && machine.IsMarked(group, Plant.Rules, State.Now);
            var isReady = machine.IsHeard || (_tellsUnheard && machine.MayBeToldUnheard(group.Abilities, State.Now, State.RestartedAt));
            var standing = !canBeTold || isMarked ? Fixed(canBeTold, supply) : Judge(supply, isReady);
            _standings[number] = standing;
            census.Lost += machine.Condition == MachineCondition.Lost ? 1 : 0;
            census.Unheard += machine.Condition == MachineCondition.Unknown ? 1 : 0;
            census.Unfollowing += follows ? 0 : 1;
            census.Marked += isMarked ? 1 : 0;
            census.Stuck += isStuck ? 1 : 0;
            census.Pending += machine.Pending == CommandId.None ? 0 : 1;
            var willDraw = supply == Supply.Coming && !machine.SleepsOn(group.Abilities);
            var fixedW = willDraw ? nameplate.InModeW(nameplate.NormalMode) : isStuck ? nameplate.DrawnW(in machine) : nameplate.NominalW(in machine);
            census.FixedOn += standing == Standing.Fixed && !isStuck && fixedW > nameplate.SleepW ? 1 : 0;
            Add(ref census, in nameplate, standing, in machine, fixedW);
        }
    }

    private static void Add(
        ref GroupCensus census, in Nameplate nameplate, Standing standing, in MachineState machine, int fixedW)
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
                expected = fixedW;
                census.FixedW += expected;
                break;
        }

        census.ExpectedW += expected;
        census.WorstW += Math.Max(expected, nameplate.DrawnW(in machine));
    }

    private static Standing Judge(Supply supply, bool isReady) => supply switch
    {
        Supply.Ours => Standing.Dark,
        Supply.On when isReady => Standing.Ready,
        _ => Standing.Fixed,
    };

    // A machine that does not follow is as dark as the others behind an open feed, and may follow when it has power again.
    private static Standing Fixed(bool canBeTold, Supply supply) =>
        canBeTold && supply == Supply.Ours ? Standing.Dark : Standing.Fixed;

    private Supply SupplyOf(int index)
    {
        var (feed, state) = (Plant.Feeds[index], State.Feeds[index]);
        return LockOuts.HasFeed(index) ? Supply.Locked
            : state.IsComing(feed, State.Now) ? Supply.Coming
            : !state.IsParted(feed, State.Now) ? Supply.On
            : state.IsOurs ? Supply.Ours
            : Supply.Off;
    }

    /// <summary>How power comes through a feed.</summary>
    private enum Supply : byte
    {
        On,
        Coming,
        Ours,
        Off,
        Locked,
    }
}
