using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Cli;
using Spillway.App.Sites;
using Spillway.App.Statements;
using Spillway.Engine.Settlements.Statements;
using Spillway.Tests;
using Xunit;

namespace Spillway.IntegrationTests.Published;

/// <summary>One year of a sample site: decided by <c>spillway backtest</c>, its meter file settled month by month.</summary>
internal sealed class PublishedYear : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spillway-published-");

    /// <summary>Power credits of each month of 2023 in millions, January first.</summary>
    public async Task<ImmutableArray<decimal>> CreditsAsync(string site, string policy, params string[] more)
    {
        var file = Path.Combine(Repository.Root, "samples/riot-2023", site);
        var meter = Path.Combine(_folder.FullName, "meter.csv");
        var prices = RealFiles.Find("ercot/rtm_spp/ercot_rtm_spp_15min_2023.csv.gz");
        var hashprice = RealFiles.Find("bitcoin/btc_daily_economics.csv.gz");
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var terminal = new Terminal(output, errors, IsInteractive: false, 120, TimeProvider.System, Path.Combine(_folder.FullName, "home"));
        string[] arguments = ["backtest", file, "--prices", prices, "--hashprice", hashprice, "--from", "2023-01-01", "--to", "2024-01-01", "--policy", policy, "--meter", meter, .. more];
        var exit = await CommandLine.RunAsync(arguments, terminal, TestContext.Current.CancellationToken);
        return exit == 0 ? Months(file, prices, hashprice, meter) : throw new InvalidOperationException(errors.ToString());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private ImmutableArray<decimal> Months(string file, string prices, string hashprice, string meter)
    {
        var site = SiteFile.Read(file);
        var request = new SettleRequest(file, [prices], [meter], [], hashprice, new(2023, 1, 1), new(2024, 1, 1));
        var loaded = SettleLoading.Load(site, request, Path.Combine(_folder.FullName, "home"), TestContext.Current.CancellationToken);
        return
        [
            .. loaded.Input.Intervals.GroupBy(interval => interval.Day.Month).OrderBy(month => month.Key).Select(month =>
            {
                ImmutableArray<MeteredInterval> intervals = [.. month];
                var input = loaded.Input with { Intervals = intervals, Range = new Interval(intervals[0].Slot.Start, intervals[^1].Slot.End) };
                return StatementMaker.Of(input, loaded.Terms).PowerCredits.Value / 1_000_000m;
            }),
        ];
    }
}
