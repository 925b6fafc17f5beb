using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Shouldly;
using Spillway.App.Cli;
using Spillway.Tests;
using Spillway.Tests.Simulation.Independent;
using Xunit;

namespace Spillway.IntegrationTests;

/// <summary>A whole year of LZ_WEST through the command line, and every figure of its JSON calculated a second time from
/// the same CSV by an implementation that shares nothing with the engine.</summary>
public sealed class IndependentArithmeticTests : IDisposable
{
    private const string Point = "LZ_WEST";
    private static readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spillway-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(66)]
    [InlineData(107)]
    public async Task Every_figure_of_a_real_year_equals_an_independent_calculation(int value)
    {
        var prices = RealFiles.Find("ercot", "rtm_spp", "ercot_rtm_spp_15min_2023.csv.gz");
        var (report, decisions) = await BacktestAsync(prices, value);
        using var json = JsonDocument.Parse(report);
        var site = Site(value);
        var grid = Grid(prices, new(2023, 1, 1), new(2024, 1, 1));

        var expected = new Dictionary<string, SlowSums>(StringComparer.Ordinal)
        {
            ["always-on"] = SlowDesk.Run(site, grid, SlowDesk.AlwaysOn(site)),
            ["strike"] = SlowDesk.Run(site, grid, SlowDesk.Strike(site)),
        };
        var best = SlowForesight.Best(site, grid);
        expected["foresight"] = SlowDesk.Run(site, grid, (number, _, _) => [best[number]]);
        var looked = LookAhead(decisions);
        expected["look-ahead"] = SlowDesk.Run(site, grid, (number, _, _) => [looked[number]]);

        var root = json.RootElement;
        root.GetProperty("interval_minutes").GetInt32().ShouldBe(15);
        root.GetProperty("intervals").GetInt32().ShouldBe(35_040);
        root.GetProperty("gaps").GetInt32().ShouldBe(0);
        root.GetProperty("policies").GetArrayLength().ShouldBe(4);
        foreach (var policy in root.GetProperty("policies").EnumerateArray())
        {
            Compare(policy, expected);
        }
    }

    private static void Compare(JsonElement policy, Dictionary<string, SlowSums> expected)
    {
        var name = policy.GetProperty("policy").GetString()!;
        var sums = expected[name];
        var always = expected["always-on"];
        var foresight = expected["foresight"];
        var strike = expected["strike"];
        Figure("energy_mwh", Digits(sums.Energy));
        Figure("energy_cost_usd", Cent(sums.Cost));
        Figure("production_revenue_usd", Cent(sums.Production));
        Figure("restart_loss_usd", Cent(sums.Loss));
        Figure("contract_usd", Cent(sums.Contract));
        Figure("wear_usd", Cent(sums.Wear));
        Figure("net_usd", Cent(sums.Net));
        Figure("curtailed_mwh", Digits(always.Energy - sums.Energy));
        Figure("curtailed_ratio", Digits((always.Energy - sums.Energy) / always.Energy));
        Figure("restarts", sums.Restarts);
        Figure("uplift_capture_ratio", Digits((sums.Net - always.Net) / (foresight.Net - always.Net)));
        Figure("regret_ratio", Digits((foresight.Net - sums.Net) / (foresight.Net - strike.Net)));

        void Figure(string key, decimal figure) => policy.GetProperty(key).GetDecimal().ShouldBe(figure, $"{key} of {name}");
    }

    private async Task<(string Json, string Decisions)> BacktestAsync(string prices, int value)
    {
        var site = Path.Combine(_folder.FullName, "site.yaml");
        var decisions = Path.Combine(_folder.FullName, "decisions.csv");
        await File.WriteAllTextAsync(site, SiteText(value), TestContext.Current.CancellationToken);
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var terminal = new Terminal(output, errors, false, 120, TimeProvider.System, Path.Combine(_folder.FullName, "home"));
        string[] arguments =
        [
            "backtest", site, "--prices", prices, "--from", "2023-01-01", "--to", "2024-01-01",
            "--json", "-", "--decisions", decisions,
        ];

        var code = await CommandLine.RunAsync(arguments, terminal, TestContext.Current.CancellationToken);

        code.ShouldBe(0, errors.ToString());
        return (output.ToString(), await File.ReadAllTextAsync(decisions, TestContext.Current.CancellationToken));
    }

    private static string SiteText(int value) => string.Create(CultureInfo.InvariantCulture, $"""
        site: dadu-1
        time_zone: America/Chicago
        currency: USD
        market:
          operator: ercot
          settlement_point: {Point}
        interconnection:
          import_limit_mw: 120
        loads:
          - id: hall-a
            kind: miner
            machines: 12000
            power_w: 3010
            overhead_ratio: 1.05
            restart_minutes: 10
            wear_usd_per_start: 0.002
            value_usd_per_mwh: {value}
        contracts:
          - kind: fixed-block
            id: block-1
            mw: 60
            price_usd_per_mwh: 28

        """);

    private static SlowSite Site(int value) => new(
        120m,
        null,
        null,
        [new("hall-a", 1, [new("off", 0m, 0m), new("normal", 3010m, 0m)], 1.05m, 10m, 0m, 0m, 0.002m, value, 0m, Weight: 12_000)],
        [(60m, 28m)],
        15m,
        static _ => 0m);

    private static List<SlowInterval> Grid(string path, DateTime fromLocal, DateTime toLocal)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var column = Array.IndexOf(reader.ReadLine()!.Split(','), Point);
        var from = TimeZoneInfo.ConvertTimeToUtc(fromLocal, _zone);
        var to = TimeZoneInfo.ConvertTimeToUtc(toLocal, _zone);
        var known = new Dictionary<DateTime, decimal>();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            var start = DateTime.Parse(cells[0], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
            if (cells[column].Length > 0)
            {
                known.Add(start, decimal.Parse(cells[column], CultureInfo.InvariantCulture));
            }
        }

        var grid = new List<SlowInterval>();
        for (var start = from; start < to; start = start.AddMinutes(15))
        {
            grid.Add(new(start, known.TryGetValue(start, out var price) ? price : null));
        }

        return grid;
    }

    private static List<SlowChoice> LookAhead(string decisions) =>
    [
        .. decisions.Split('\n')
            .Where(row => row.Contains(",look-ahead,", StringComparison.Ordinal))
            .Select(row => row.Split(','))
            .Select(cells => cells[3] == "off" ? new SlowChoice(0, 0) : new SlowChoice(SlowLoad.Normal, 1)),
    ];

    private static decimal Cent(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);

    // At most 15 significant digits.
    private static decimal Digits(decimal figure)
    {
        var whole = Math.Truncate(Math.Abs(figure));
        var digits = whole == 0m ? 0 : whole.ToString(CultureInfo.InvariantCulture).Length;
        return Math.Round(figure, 15 - digits, MidpointRounding.AwayFromZero);
    }
}
