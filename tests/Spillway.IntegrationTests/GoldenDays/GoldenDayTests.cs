using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Shouldly;
using Spillway.App.Cli;
using Spillway.Tests;
using Xunit;

namespace Spillway.IntegrationTests.GoldenDays;

/// <summary>Days worth remembering at LZ_WEST, with everything that four policies decided and earned on them. Only the day
/// itself is read, so look-ahead has no history and its plan without a model is what is kept here.</summary>
public sealed class GoldenDayTests : IDisposable
{
    private static readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spillway-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("2021-02-15", "the winter storm: most of the day at the cap of 9,000")]
    [InlineData("2023-08-17", "a summer evening at the cap of 5,000")]
    [InlineData("2022-11-06", "the day of 25 hours")]
    [InlineData("2022-02-15", "every interval below zero, the lowest mean of any such day from 2020 to 2023")]
    public async Task A_day_is_decided_and_settled_as_it_was_before(string day, string why)
    {
        var date = DateTime.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var prices = await DayAsync(date);
        var json = await BacktestAsync(day, date.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), prices);

        Approval.Matches($"tests/Spillway.IntegrationTests/GoldenDays/{day}.approved.txt", Shown(day, why, json));
    }

    private static string Shown(string day, string why, string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"LZ_WEST {day}: {why}\n");
        text.Append(CultureInfo.InvariantCulture, $"from {root.GetProperty("from_utc")} to {root.GetProperty("to_utc")}: {root.GetProperty("intervals")} intervals decided, {root.GetProperty("gaps")} gaps\n");
        foreach (var policy in root.GetProperty("policies").EnumerateArray())
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{policy.GetProperty("policy").GetString()}\n");
            foreach (var figure in policy.EnumerateObject().Where(figure => figure.Name is not ("policy" or "seconds")))
            {
                text.Append(CultureInfo.InvariantCulture, $"  {figure.Name}: {figure.Value.GetRawText().Trim('"')}\n");
            }
        }

        return text.ToString();
    }

    private async Task<string> BacktestAsync(string from, string to, string prices)
    {
        var site = Path.Combine(_folder.FullName, "site.yaml");
        await File.WriteAllTextAsync(site, SiteText, TestContext.Current.CancellationToken);
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var terminal = new Terminal(output, errors, false, 120, TimeProvider.System, Path.Combine(_folder.FullName, "home"));
        string[] arguments = ["backtest", site, "--prices", prices, "--from", from, "--to", to, "--json", "-"];
        var code = await CommandLine.RunAsync(arguments, terminal, TestContext.Current.CancellationToken);
        code.ShouldBe(0, errors.ToString());
        return output.ToString();
    }

    private async Task<string> DayAsync(DateTime date)
    {
        var year = string.Create(CultureInfo.InvariantCulture, $"ercot_rtm_spp_15min_{date.Year}.csv.gz");
        using var reader = new StreamReader(new GZipStream(
            File.OpenRead(RealFiles.Find("ercot", "rtm_spp", year)), CompressionMode.Decompress));
        var (from, to) = (Text(date), Text(date.AddDays(1)));
        var rows = new StringBuilder(await reader.ReadLineAsync(TestContext.Current.CancellationToken)).Append('\n');
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } row)
        {
            if (string.CompareOrdinal(row, from) >= 0 && string.CompareOrdinal(row, to) < 0)
            {
                rows.Append(row).Append('\n');
            }
        }

        var path = Path.Combine(_folder.FullName, "day.csv");
        await File.WriteAllTextAsync(path, rows.ToString(), TestContext.Current.CancellationToken);
        return path;
    }

    private static string Text(DateTime local) =>
        TimeZoneInfo.ConvertTimeToUtc(local, _zone).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private const string SiteText = """
        site: golden
        time_zone: America/Chicago
        currency: USD
        market:
          operator: ercot
          settlement_point: LZ_WEST
        interconnection:
          import_limit_mw: 100
        loads:
          - {id: old, kind: miner, machines: 10000, power_w: 3250, hashrate_th_per_s: 110, overhead_ratio: 1.05, restart_minutes: 10}
          - {id: mid, kind: miner, machines: 12000, power_w: 3010, hashrate_th_per_s: 140, overhead_ratio: 1.05, restart_minutes: 10}
          - {id: new, kind: miner, machines: 11000, power_w: 3500, hashrate_th_per_s: 200, overhead_ratio: 1.05, restart_minutes: 25, wear_usd_per_start: 0.02}
        revenue:
          hashprice_usd_per_ph_day: 55
          pool_fee_ratio: 0.01
        contracts:
          - {kind: fixed-block, id: block-1, mw: 60, price_usd_per_mwh: 28}

        """;
}
