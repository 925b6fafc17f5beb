using NodaTime;
using Shouldly;
using Spillway.App.Backtests;
using Spillway.App.Sites;
using Spillway.Engine.Plans;
using Spillway.Engine.Sites;
using Spillway.Simulation.Backtest;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Backtests;

/// <summary>Look-ahead with nothing or little to learn from, on real prices.</summary>
public sealed class ShortHistoryTests : IDisposable
{
    private const decimal ShareOfUplift = 0.05m;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spillway-short-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("2022", 66, "01-01", 0)]
    [InlineData("2023", 66, "01-01", 0)]
    [InlineData("2022", 66, "05-15", 1)]
    [InlineData("2023", 66, "05-15", 1)]
    public void It_gives_up_no_more_than_a_twentieth_of_what_strike_gains(string year, int value, string from, int models)
    {
        var file = RealFiles.Find("ercot", "rtm_spp", $"ercot_rtm_spp_15min_{year}.csv.gz");
        var site = Site(value);
        var request = new BacktestRequest(
            "site", [file], null, [], [], [],
            BacktestRange.Date("--from", $"{year}-{from}"), BacktestRange.Date("--to", $"{year}-12-31"), []);
        var input = BacktestLoading.Load(site, request, _folder.FullName, CancellationToken.None).Input;
        var (setup, known, note) = new LookAheadLearning(new(_folder.FullName), TimeProvider.System).Prepare(input, site.TimeZone, CancellationToken.None);
        var always = Net(input, new AlwaysOnPolicy());
        var strike = Net(input, new StrikePolicy());
        var own = Net(input, new LookAheadPolicy("look-ahead", setup, known));

        note.Models.ShouldBe(models);
        strike.ShouldBeGreaterThan(always);
        own.ShouldBeGreaterThanOrEqualTo(strike - (ShareOfUplift * (strike - always)));
    }

    private static decimal Net(BacktestInput input, IPolicy policy) =>
        new Backtester(TimeProvider.System).Run(input, policy, null, CancellationToken.None).Totals.Net.ToCent().Value;

    private static SiteDefinition Site(int value)
    {
        var hall = new LoadGroup(
            new("hall"), "miner", 12_000, [new("off", new(0m), new(0m)), new("normal", new(3_010m), new(140m))], 1,
            new(1.05m), new(10m), Minutes.Zero, Minutes.Zero, Money.Zero, new EnergyPrice(value), new(0m));
        return new(
            new(new("short"), new(new(120m), null, null), [hall], []), "short", DateTimeZoneProviders.Tzdb["America/Chicago"],
            "USD", "ercot", SettlementPoint.FromColumn("LZ_WEST"), null, "look-ahead", Knowledge.Previous);
    }
}
