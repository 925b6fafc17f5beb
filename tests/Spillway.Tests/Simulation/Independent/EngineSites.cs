using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Simulation.Backtest;
using Spillway.Units;

namespace Spillway.Tests.Simulation.Independent;

/// <summary>The same site and the same prices, as the engine takes them.</summary>
internal static class EngineSites
{
    public static readonly SettlementPoint Point = SettlementPoint.FromColumn("LZ_WEST");

    public static Site Site(SlowSite site) => new(
        new("random"),
        new(new(site.ImportMw), Rate(site.RampDownMwPerMinute), Rate(site.RampUpMwPerMinute)),
        [.. site.Loads.Select(Load)],
        [.. site.Blocks.Select((block, index) => new FixedBlock(new($"block-{index}"), new(block.Mw), new(block.Price)))]);

    public static BacktestInput Input(SlowSite site, IReadOnlyList<SlowInterval> grid)
    {
        var length = Duration.FromMinutes((double)site.IntervalMinutes);
        var intervals = grid
            .Where(interval => interval.Price is not null)
            .Select(interval => new PricedInterval(
                Instant.FromDateTimeUtc(interval.StartUtc), new(interval.Price!.Value), [(double)interval.Price.Value], []))
            .ToImmutableArray();
        var days = Enumerable.Range(-1, (int)(grid[^1].StartUtc.Date - grid[0].StartUtc.Date).TotalDays + 2)
            .Select(day => grid[0].StartUtc.Date.AddDays(day))
            .ToDictionary(LocalDate.FromDateTime, day => new Hashprice(site.HashpriceOfUtcDay(day)));
        return new(
            Site(site),
            new(Point, [Point], length, intervals, []),
            HashpriceSeries.Dated(days),
            [],
            Instant.FromDateTimeUtc(grid[0].StartUtc),
            Instant.FromDateTimeUtc(grid[^1].StartUtc) + length,
            Knowledge.Previous);
    }

    private static Megawatts? Rate(decimal? rate) => rate is { } mw ? new Megawatts(mw) : null;

    private static LoadGroup Load(SlowLoad load) => new(
        new(load.Id),
        "miner",
        load.Machines,
        [.. load.Modes.Select(mode => new OperatingMode(mode.Name, new(mode.Watts), new(mode.Terahashes)))],
        SlowLoad.Normal,
        new(load.Overhead),
        new(load.RestartMinutes),
        new(load.MinimumUp),
        new(load.MinimumDown),
        new(load.WearPerStart),
        load.Value is { } value ? new EnergyPrice(value) : null,
        new(load.Value is null ? load.PoolFee : 0m));
}
