using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Shouldly;
using Spillway.App.Records;
using Spillway.IntegrationTests.Cli;
using Spillway.Journal.Sqlite;
using Spillway.Tests.Engine.Forecasts.CoincidentPeaks;
using Xunit;

namespace Spillway.IntegrationTests.Desk;

/// <summary>The desk as a process that tells a hot afternoon again, five hours in twenty seconds, with the system's load beside the prices.</summary>
public sealed class PeakDeskTests : IDisposable
{
    private const string Site = """
        site: peak-test
        time_zone: America/Chicago
        currency: USD
        market:
          operator: ercot
          settlement_point: LZ_WEST
        interconnection:
          import_limit_mw: 5
        loads:
          - id: hall-a
            kind: miner
            machines: 1000
            power_w: 4000
            hashrate_th_per_s: 200
            value_usd_per_mwh: 50
        prices:
          replay: prices.csv
          replay_from: 2023-08-17T20:00:00Z
          speed: 900
        publications:
          load: loads
        desk:
          policy: strike
          pass_seconds: 60
          coincident_peak_usd_per_mw_year: 75527

        """;

    private const int BetweenLooksMilliseconds = 500;
    private static readonly TimeSpan _most = TimeSpan.FromMinutes(3);
    private static readonly Instant _begin = Instant.FromUtc(2023, 8, 17, 20, 0);

    private readonly CliProcess _cli = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task The_desk_comes_down_for_a_likely_peak_keeps_the_load_in_its_journal_and_decides_the_same_when_replayed()
    {
        _cli.Write("site.yaml", Site);
        _cli.Write("prices.csv", Prices());
        var loads = Directory.CreateDirectory(Path.Combine(_cli.Folder, "loads")).FullName;
        foreach (var year in Loads().GroupBy(load => load.Key.InUtc().Year))
        {
            File.WriteAllLines(Path.Combine(loads, $"{year.Key}.csv"), ["interval_start_utc,load_mw", .. year.Select(Row)]);
        }

        var (stops, told) = await RunUntilItStopsAsync();
        told.ShouldNotBeEmpty();
        told.ShouldAllBe(one => one.KnownAt <= one.Seen && one.Start + Duration.FromHours(2) == one.KnownAt);
        var replay = _cli.Run("replay");
        replay.Code.ShouldBe(0, replay.Output + replay.Errors);
        replay.Output.ShouldContain("Equal.");
        _cli.Run("verify").Code.ShouldBe(0);
    }

    [Fact]
    public void Without_a_source_of_loads_the_desk_says_that_it_weighs_no_peak()
    {
        _cli.Write("site.yaml", Site.Replace("publications:\n  load: loads\n", "", StringComparison.Ordinal));
        _cli.Write("prices.csv", Prices());

        var run = _cli.Run("run", Path.Combine(_cli.Folder, "site.yaml"), "--paper", "--port", "0", "--for", "1");

        run.Code.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("no-system-load: ");
    }

    private async Task<(List<Instant> Stops, List<(Instant Start, Instant KnownAt, Instant Seen)> Told)> RunUntilItStopsAsync()
    {
        using var run = _cli.Start(CliProcess.Program, ["run", Path.Combine(_cli.Folder, "site.yaml"), "--paper", "--port", "0"]);
        try
        {
            await EmulatedDesk.SaysAsync(run, " on http://127.0.0.1:");
            var said = run.StandardOutput.ReadToEndAsync(Cancellation);
            var began = TimeProvider.System.GetTimestamp();
            while (await StepsAsync() is var (stops, told) && (stops.Count == 0 || told.Count == 0))
            {
                TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(_most, $"20 $/MWh is far below what a MWh is worth, the peak is not: {stops.Count} stops, {told.Count} loads told");
                run.WaitForExit(BetweenLooksMilliseconds).ShouldBeFalse("it runs until it is ended");
            }

            CliProcess.Interrupt(run);
            await run.WaitForExitAsync(Cancellation);
            run.ExitCode.ShouldBe(0);
            (await said).ShouldNotContain("ALARM publications");
        }
        finally
        {
            if (!run.HasExited)
            {
                run.Kill(entireProcessTree: true);
            }
        }

        return await StepsAsync();
    }

    private async Task<(List<Instant> Stops, List<(Instant Start, Instant KnownAt, Instant Seen)> Told)> StepsAsync()
    {
        var stops = new List<Instant>();
        var told = new List<(Instant Start, Instant KnownAt, Instant Seen)>();
        await foreach (var record in SqliteJournal.ReadBeside(SqliteJournal.FolderIn(_cli.Home), 1, Cancellation))
        {
            if (record.Kind == RecordKinds.Step && StepCodec.ReadObservation(record.Payload) is { Next: { } slot } seen)
            {
                told.AddRange(seen.Frame.Publications.Select(one => (one.Start, one.KnownAt, slot.Start)));
                if (StepCodec.ReadDecided(record.Payload).Any(command => command.Machines == 0))
                {
                    stops.Add(slot.Start);
                }
            }
        }

        return (stops, told);
    }

    private static string Prices() => "interval_start_utc,LZ_WEST\n" + string.Concat(
        Enumerable.Range(-4, 40).Select(index => string.Create(
            CultureInfo.InvariantCulture, $"{InstantPattern.ExtendedIso.Format(_begin + (Duration.FromMinutes(15) * index))},20\n")));

    private static string Row(KeyValuePair<Instant, double> load) =>
        string.Create(CultureInfo.InvariantCulture, $"{InstantPattern.ExtendedIso.Format(load.Key)},{load.Value:0.000}");

    // The day that is told is three in a hundred above all of its month.
    private static SortedDictionary<Instant, double> Loads()
    {
        var loads = DrawnLoad.Years(2021, 2023);
        var (from, to) = (DrawnLoad.Local(2023, 8, 17, 0), DrawnLoad.Local(2023, 8, 18, 0));
        var month = loads.Where(load => load.Key >= DrawnLoad.Local(2023, 8, 1, 0) && load.Key < from).Max(load => load.Value);
        var today = loads.Where(load => load.Key >= from && load.Key < to).ToList();
        var factor = month * 1.03 / today.Max(load => load.Value);
        today.ForEach(load => loads[load.Key] = Math.Round(load.Value * factor, 3));
        return loads;
    }
}
