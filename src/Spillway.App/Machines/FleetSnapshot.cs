using System.Collections.Immutable;
using NodaTime;
using Spillway.Devices.Fleet;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites.Plants;

namespace Spillway.App.Machines;

/// <summary>All machines of a plant at one instant.</summary>
/// <param name="Number">The board's frame that it was made from.</param>
/// <param name="At">The instant of its control pass.</param>
/// <param name="Rows">The machines, by their number.</param>
/// <param name="UsualCelsius">The middle of what the running machines of each group say of their heat; null where none says it.</param>
public sealed record FleetSnapshot(long Number, Instant At, ImmutableArray<MachineRow> Rows, ImmutableArray<decimal?> UsualCelsius)
{
    /// <summary>So much above the middle of its group a machine is odd. Unit: °C.</summary>
    public const decimal HotBy = 10m;

    /// <summary>Below this share of its mode's hash rate a running machine has probably lost a board: with three boards, one is a third.</summary>
    public const decimal WholeShare = 0.8m;

    /// <summary>From which age on an answer says nothing where no site file says so.</summary>
    public static readonly Duration UsualStale = Duration.FromSeconds(30);

    /// <summary>How many machines are odd.</summary>
    public int Odd { get; } = Rows.Count(static row => row.Oddity != MachineOddity.None);

    /// <summary>How many machines said last what they did longer ago than counts.</summary>
    public int Stale { get; } = Rows.Count(static row => row.IsStale);

    /// <summary>How many machines are as they are, by condition.</summary>
    public ImmutableArray<int> Conditions { get; } = Counted(Rows, (int)MachineCondition.Unpowered + 1, static row => (int)row.State.Condition);

    /// <summary>How many machines are odd in which way.</summary>
    public ImmutableArray<int> Oddities { get; } = Counted(Rows, (int)MachineOddity.None + 1, static row => (int)row.Oddity);

    /// <summary>Makes a snapshot.</summary>
    /// <param name="number">The board's frame.</param>
    /// <param name="plant">The plant.</param>
    /// <param name="state">What the desk remembers.</param>
    /// <param name="telemetry">What a machine said when it last answered.</param>
    /// <param name="stale">From which age on that says nothing of how the machine is.</param>
    public static FleetSnapshot Of(long number, Plant plant, ControlState state, Func<int, MachineTelemetry?> telemetry, Duration stale)
    {
        ArgumentNullException.ThrowIfNull(plant);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(telemetry);
        var said = new MachineTelemetry?[plant.Machines];
        for (var machine = 0; machine < said.Length; machine++)
        {
            said[machine] = telemetry(machine);
        }

        // What is judged is judged by answers that still count.
        var fresh = Array.ConvertAll(said, one => one is not null && state.At - one.At <= stale ? one : null);
        ImmutableArray<decimal?> usual = [.. plant.Groups.Select(group => Usual(group, state, fresh))];
        var rows = ImmutableArray.CreateBuilder<MachineRow>(said.Length);
        for (var machine = 0; machine < said.Length; machine++)
        {
            var group = plant.GroupOfMachine[machine];
            var one = state.Machines[machine];
            rows.Add(new(machine, one, Oddity(plant, group, one, fresh[machine], state.Now, usual[group]), said[machine]) { IsStale = said[machine] is not null && fresh[machine] is null });
        }

        return new(number, state.At, rows.MoveToImmutable(), usual);
    }

    private static MachineOddity Oddity(Plant plant, int group, in MachineState state, MachineTelemetry? said, Instant now, decimal? usual)
    {
        var (own, rules) = (plant.Groups[group], plant.Rules);
        return state.Condition == MachineCondition.Lost ? MachineOddity.Lost
            : state.IsMarked(own, rules, now) ? MachineOddity.NotFollowing
            : state.IsStuck(own, rules, now) ? MachineOddity.StuckStart
            : !state.Follows && (state.HasFailed || now >= state.DueAt(own.Abilities)) ? MachineOddity.ToldNotDone
            : said is null ? MachineOddity.None
            : state.Condition == MachineCondition.Running && IsWeak(own, state, said) ? MachineOddity.BoardLost
            : usual is { } middle && said.Reading.HottestCelsius > middle + HotBy && state.Condition != MachineCondition.Unpowered ? MachineOddity.Hot
            : said.Reading.Faults is { IsDefaultOrEmpty: false } ? MachineOddity.Complains
            : MachineOddity.None;
    }

    // What it said before it came to this condition says nothing about it, and it is not at its full rate as soon as it hashes.
    private static bool IsWeak(PlantGroup group, in MachineState state, MachineTelemetry said) =>
        said.At >= state.Since + group.StartWithin && said.Reading.Hashrate is { } rate && rate.Value < group.Load.Modes[state.ModeIndex].HashRate.Value * WholeShare;

    private static decimal? Usual(PlantGroup group, ControlState state, MachineTelemetry?[] said)
    {
        var heats = new List<decimal>();
        for (var machine = group.FirstMachine; machine < group.EndMachine; machine++)
        {
            if (state.Machines[machine].Condition == MachineCondition.Running && said[machine]?.Reading.HottestCelsius is { } heat)
            {
                heats.Add(heat);
            }
        }

        heats.Sort();
        return heats.Count == 0 ? null : heats[heats.Count / 2];
    }

    private static ImmutableArray<int> Counted(ImmutableArray<MachineRow> rows, int kinds, Func<MachineRow, int> kind)
    {
        var counts = new int[kinds];
        foreach (var row in rows)
        {
            counts[kind(row)]++;
        }

        return [.. counts];
    }
}
