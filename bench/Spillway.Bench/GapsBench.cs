using Spillway.Engine.Plans;
using Spillway.Engine.Sites;
using Spillway.Simulation.Backtest;
using Spillway.Units;

namespace Spillway.Bench;

/// <summary>How far foresight's run stands below its bound where limits and ramps couple the groups.</summary>
internal static class GapsBench
{
    private static readonly Backtester _backtester = new(TimeProvider.System);

    public static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("spillway-bench-");
        try
        {
            var year = PriceYear.Load(folder.FullName);
            Timing.Machine();
            Timing.Line($"prices: {Path.GetFileName(year.File)} ({year.Kind})");
            var halls = BenchSite.Of(3);
            var mixed = halls with
            {
                Loads =
                [
                    halls.Loads[0],
                    halls.Loads[1] with { RestartTime = new(25m), WearPerStart = new(0.02m) },
                    halls.Loads[2] with { MinimumUpTime = new(60m), MinimumDownTime = new(45m) },
                ],
            };
            Measure(year, "import 100 MW", Limited(halls, 100m, null));
            Measure(year, "import 70 MW", Limited(halls, 70m, null));
            Measure(year, "import 30 MW", Limited(halls, 30m, null));
            Measure(year, "import 100 MW, other restarts, wear, minimum times", Limited(mixed, 100m, null));
            Measure(year, "ramps 60 MW a minute", Limited(halls, 120m, 60m));
            Measure(year, "ramps 4 MW a minute", Limited(halls, 120m, 4m));
            Measure(year, "ramps 2 MW a minute", Limited(halls, 120m, 2m));
            Measure(year, "import 100 MW, ramps 1 MW a minute", Limited(halls, 100m, 1m));
            Measure(year, "three modes, import 100 MW", Limited(halls with { Loads = [.. halls.Loads.Select(WithModes)] }, 100m, null));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Measure(PriceYear year, string name, Site site)
    {
        var input = BenchSite.Input(site, year.Series, year.From, year.To);
        var strike = _backtester.Run(input, new StrikePolicy(), null, CancellationToken.None);
        var best = new ForesightSearch(_backtester).Best(input, [strike], null, CancellationToken.None);
        var (net, gap) = (best.Run.Totals.Net.ToMoney().Value, best.Gap.ToMoney().Value);
        var uplift = net - strike.Totals.Net.ToMoney().Value;
        Timing.Line($"{name}: net {net:0}, gap {gap:0}, {100m * gap / net:0.0000} % of net, {100m * gap / uplift:0.00} % of foresight less strike, exact {best.IsExact}");
    }

    private static Site Limited(Site site, decimal import, decimal? ramp)
    {
        Megawatts? rate = ramp is { } known ? new Megawatts(known) : null;
        return site with { Limits = new(new(import), rate, rate) };
    }

    private static LoadGroup WithModes(LoadGroup group)
    {
        var normal = group.Modes[group.NormalModeIndex];
        return new(
            group.Id,
            group.Kind,
            group.Machines,
            [.. group.Modes, new("low", new(normal.Power.Value * 0.6m), new(normal.HashRate.Value * 0.7m)), new("boost", new(normal.Power.Value * 1.2m), new(normal.HashRate.Value * 1.1m))],
            group.NormalModeIndex,
            group.OverheadRatio,
            group.RestartTime,
            group.MinimumUpTime,
            group.MinimumDownTime,
            group.WearPerStart,
            group.Value,
            group.PoolFee);
    }
}
