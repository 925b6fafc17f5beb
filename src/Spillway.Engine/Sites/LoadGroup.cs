using System.Collections.Immutable;
using Spillway.Units;

namespace Spillway.Engine.Sites;

/// <summary>Identical machines behind one breaker, with the ways they can run.</summary>
/// <param name="Id">The group's name in the site file.</param>
/// <param name="Kind">What the machines are: <c>miner</c> or <c>gpu</c>.</param>
/// <param name="Machines">How many; at least one.</param>
/// <param name="Modes">Off first, then every running mode; at least two.</param>
/// <param name="NormalModeIndex">Which of <paramref name="Modes"/> is the normal one; never 0.</param>
/// <param name="OverheadRatio">Site power per machine power (cooling, transformer); at least 1 in practice, above 0.</param>
/// <param name="RestartTime">From a start on: draws full power, produces nothing.</param>
/// <param name="MinimumUpTime">A started machine runs at least this long.</param>
/// <param name="MinimumDownTime">A stopped machine rests at least this long.</param>
/// <param name="WearPerStart">Cost of one start of one machine.</param>
/// <param name="Value">What one site MWh earns while producing; null where the hash price tells it.</param>
/// <param name="PoolFee">Share of the mining income kept by the pool; 0 where <paramref name="Value"/> is given.</param>
public sealed record LoadGroup(
    GroupId Id,
    string Kind,
    int Machines,
    ImmutableArray<OperatingMode> Modes,
    int NormalModeIndex,
    Ratio OverheadRatio,
    Minutes RestartTime,
    Minutes MinimumUpTime,
    Minutes MinimumDownTime,
    Money WearPerStart,
    EnergyPrice? Value,
    Ratio PoolFee)
{
    /// <summary>The index of the off mode in <see cref="Modes"/>.</summary>
    public const int OffIndex = 0;

    private const decimal WattsPerMegawatt = 1_000_000m;

    private readonly ImmutableArray<Megawatts> _powerPerMachine =
        [.. Modes.Select(mode => new Megawatts(mode.Power.Value * OverheadRatio.Value / WattsPerMegawatt))];

    /// <summary>Off first, then every running mode; at least two. Fixed when the group is made.</summary>
    public ImmutableArray<OperatingMode> Modes { get; } = Modes;

    /// <summary>Site power per machine power (cooling, transformer). Fixed when the group is made.</summary>
    public Ratio OverheadRatio { get; } = OverheadRatio;

    /// <summary>What one machine draws from the grid in a mode, the site's overhead included.</summary>
    /// <param name="modeIndex">Index in <see cref="Modes"/>.</param>
    /// <returns>Power at the grid connection, consumption positive.</returns>
    public Megawatts PowerPerMachine(int modeIndex) => _powerPerMachine[modeIndex];

    /// <summary>What the group draws when some machines run in a mode and the rest are off.</summary>
    /// <param name="modeIndex">The mode of those that run.</param>
    /// <param name="running">How many run; 0 to <see cref="Machines"/>.</param>
    /// <returns>Power at the grid connection, consumption positive.</returns>
    public Megawatts Power(int modeIndex, int running) =>
        running == Machines
            ? PowerPerMachine(modeIndex) * running
            : (PowerPerMachine(modeIndex) * running) + (PowerPerMachine(OffIndex) * (Machines - running));

    /// <summary>What one machine earns in a day of producing, in the site's currency.</summary>
    /// <param name="modeIndex">Index in <see cref="Modes"/>.</param>
    /// <param name="hashprice">The hash price that counts; unused where <see cref="Value"/> is given.</param>
    /// <returns>Currency per machine and day; zero for off.</returns>
    public decimal DailyRevenuePerMachine(int modeIndex, Hashprice? hashprice)
    {
        if (modeIndex == OffIndex)
        {
            return 0m;
        }

        if (Value is { } value)
        {
            return value.Value * PowerPerMachine(modeIndex).Value * 24m;
        }

        Invariant.Holds(hashprice is not null);
        return Modes[modeIndex].HashRate.Value * hashprice.Value.Value * (1m - PoolFee.Value) / 1000m;
    }

    /// <summary>What it wears to take one MW of the group off and to start it again.</summary>
    /// <param name="modeIndex">The running mode that it is taken off in.</param>
    /// <returns>Currency per MW taken off; zero where a start costs nothing.</returns>
    public decimal WearPerMegawatt(int modeIndex)
    {
        Invariant.Holds(modeIndex != OffIndex);
        return WearPerStart.Value == 0m ? 0m : WearPerStart.Value / PowerPerMachine(modeIndex).Value;
    }

    /// <summary>What one site MWh earns in a mode: the price above which the machine loses money (its breakeven).</summary>
    /// <param name="modeIndex">A running mode.</param>
    /// <param name="hashprice">The hash price that counts; unused where <see cref="Value"/> is given.</param>
    /// <returns>Currency per MWh.</returns>
    public EnergyPrice Breakeven(int modeIndex, Hashprice? hashprice)
    {
        Invariant.Holds(modeIndex != OffIndex);
        return Value ?? new(DailyRevenuePerMachine(modeIndex, hashprice) / (24m * PowerPerMachine(modeIndex).Value));
    }
}
