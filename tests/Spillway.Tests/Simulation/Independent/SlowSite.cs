namespace Spillway.Tests.Simulation.Independent;

/// <summary>One way of running a machine, in plain numbers.</summary>
internal sealed record SlowMode(string Name, decimal Watts, decimal Terahashes);

/// <summary>A load in plain numbers. <paramref name="Weight"/> real machines always move as one, so that a hall that is
/// only ever switched whole costs no more than a single machine.</summary>
internal sealed record SlowLoad(
    string Id,
    int Machines,
    SlowMode[] Modes,
    decimal Overhead,
    decimal RestartMinutes,
    decimal MinimumUp,
    decimal MinimumDown,
    decimal WearPerStart,
    decimal? Value,
    decimal PoolFee,
    int Weight = 1)
{
    /// <summary>Mode 0 is off; mode 1 is the normal one.</summary>
    public const int Normal = 1;

    /// <summary>Site MW = machines × watts × overhead ÷ 10⁶.</summary>
    public decimal Mw(int mode) => Weight * Modes[mode].Watts * Overhead / 1_000_000m;

    /// <summary>Production revenue of one machine for an hour of producing, times 24,000: so that nothing is divided.</summary>
    public decimal HourlyRevenueTimes24000(int mode, decimal hashprice) => mode == 0
        ? 0m
        : Value is { } value
            ? value * Mw(mode) * 24_000m
            : Weight * Modes[mode].Terahashes * hashprice * (1m - PoolFee);

    /// <summary>What a MWh earns in a mode, times 24,000.</summary>
    public decimal WorthTimes24000(int mode, decimal hashprice) => HourlyRevenueTimes24000(mode == 0 ? Normal : mode, hashprice) / Mw(mode == 0 ? Normal : mode);
}

/// <summary>A site in plain numbers.</summary>
internal sealed record SlowSite(
    decimal ImportMw,
    decimal? RampUpMwPerMinute,
    decimal? RampDownMwPerMinute,
    SlowLoad[] Loads,
    (decimal Mw, decimal Price)[] Blocks,
    decimal IntervalMinutes,
    Func<DateTime, decimal> HashpriceOfUtcDay);

/// <summary>One instant of the grid; no price means a gap.</summary>
internal readonly record struct SlowInterval(DateTime StartUtc, decimal? Price);

/// <summary>How many machines of a load run, and in which mode.</summary>
internal readonly record struct SlowChoice(int Mode, int Machines);
