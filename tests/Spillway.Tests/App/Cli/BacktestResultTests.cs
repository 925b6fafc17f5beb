using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Shouldly;
using Spillway.Tests.App.Reports;
using Xunit;

namespace Spillway.Tests.App.Cli;

public sealed class BacktestResultTests
{
    private static readonly SampleMarket _market = new(new(2023, 6, 1), new(2023, 6, 9)) { IsGap = number => number is 40 or 41 };

    [Fact]
    public async Task The_decisions_add_up_to_the_totals_to_the_cent()
    {
        using var folder = new BacktestFolder(_market, BacktestFolder.TwoHalls);

        (await folder.Run("--policy", "strike:price=80", "--json", folder.At("r.json"), "--decisions", folder.At("d.csv.gz"))).ShouldBe(0);

        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(folder.At("r.json"), TestContext.Current.CancellationToken));
        var rows = Unzipped(folder.At("d.csv.gz"));
        var intervals = json.RootElement.GetProperty("intervals").GetInt32();
        foreach (var policy in json.RootElement.GetProperty("policies").EnumerateArray())
        {
            var own = rows.Where(row => row["policy"] == policy.GetProperty("policy").GetString()).ToList();
            own.Count.ShouldBe(2 * intervals);
            Sum(own, "energy_mwh").ShouldBe(policy.GetProperty("energy_mwh").GetDecimal());
            Cents(own, "cost_usd").ShouldBe(policy.GetProperty("energy_cost_usd").GetDecimal());
            Cents(own, "revenue_usd").ShouldBe(policy.GetProperty("production_revenue_usd").GetDecimal());
            Cents(own, "restart_loss_usd").ShouldBe(policy.GetProperty("restart_loss_usd").GetDecimal());
            Cents(own, "wear_usd").ShouldBe(policy.GetProperty("wear_usd").GetDecimal());
            Cents(own, "contract_usd").ShouldBe(policy.GetProperty("contract_usd").GetDecimal());
            var net = Sum(own, "revenue_usd") - Sum(own, "cost_usd") + Sum(own, "contract_usd") - Sum(own, "wear_usd");
            Math.Round(net, 2, MidpointRounding.AwayFromZero).ShouldBe(policy.GetProperty("net_usd").GetDecimal());
            own.ShouldAllBe(row => Number(row, "energy_mwh") == Number(row, "mw") / 4m);
            own.ShouldAllBe(row => row["explanation"].StartsWith(row["group"] + " " + row["mode"] + ": ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_JSON_has_the_agreed_fields_in_the_agreed_order()
    {
        using var folder = new BacktestFolder(_market, BacktestFolder.TwoHalls);

        (await folder.Run("--policy", "strike", "--json", "-")).ShouldBe(0);

        using var json = JsonDocument.Parse(folder.Output.ToString());
        json.RootElement.EnumerateObject().Select(field => field.Name)
            .ShouldBe(["site", "settlement_point", "from_utc", "to_utc", "interval_minutes", "intervals", "gaps", "knows", "foresight_upper_bound_usd", "foresight_gap_usd", "foresight_is_exact", "policies", "inputs"]);
        json.RootElement.GetProperty("from_utc").GetString().ShouldBe("2023-06-01T05:00:00Z");
        json.RootElement.GetProperty("intervals").GetInt32().ShouldBe((8 * 96) - 2);
        json.RootElement.GetProperty("gaps").GetInt32().ShouldBe(2);
        json.RootElement.GetProperty("policies").EnumerateArray().Select(policy => policy.GetProperty("policy").GetString())
            .ShouldBe(["always-on", "strike", "foresight"]);
        foreach (var policy in json.RootElement.GetProperty("policies").EnumerateArray())
        {
            policy.EnumerateObject().Select(field => field.Name).ShouldBe([
                "policy", "energy_mwh", "energy_cost_usd", "production_revenue_usd", "restart_loss_usd", "contract_usd", "wear_usd", "net_usd",
                "curtailed_mwh", "curtailed_ratio", "restarts", "uplift_capture_ratio", "regret_ratio", "decision_hash", "seconds"]);
            policy.EnumerateObject().Where(field => field.Value.ValueKind == JsonValueKind.Number)
                .ShouldAllBe(field => field.Value.GetRawText().Count(char.IsDigit) <= 16);
            policy.EnumerateObject().Where(field => field.Name.EndsWith("_usd", StringComparison.Ordinal))
                .ShouldAllBe(field => decimal.Round(field.Value.GetDecimal(), 2) == field.Value.GetDecimal());
        }

        json.RootElement.GetProperty("inputs").EnumerateArray().Select(input => input.GetProperty("gives").GetString()).ShouldBe(["site", "prices"]);
    }

    [Fact]
    public async Task Money_fields_end_in_the_currency_of_the_site()
    {
        var site = BacktestFolder.TwoHalls.Replace("USD", "CNY", StringComparison.Ordinal).Replace("_usd", "_cny", StringComparison.Ordinal);
        using var folder = new BacktestFolder(_market, site);

        (await folder.Run("--policy", "strike", "--json", "-")).ShouldBe(0, folder.Errors.ToString());

        folder.Output.ToString().ShouldContain("\"net_cny\"");
        folder.Output.ToString().ShouldNotContain("usd");
    }

    [Theory]
    [InlineData("SW4121", "--json", "a", "--html", "./a")]
    [InlineData("SW4121", "--json", "-", "--decisions", "-")]
    [InlineData("SW4122", "--html", "site.yaml")]
    [InlineData("SW4122", "--json", "prices.csv")]
    [InlineData("SW4107", "--json", "missing/r.json")]
    [InlineData("SW4107", "--decisions", "home")]
    [InlineData("SW4107", "--html", "")]
    public async Task A_place_that_cannot_take_a_result_is_refused_before_anything_is_read(string code, params string[] options)
    {
        using var folder = new BacktestFolder(_market, BacktestFolder.TwoHalls);
        Directory.CreateDirectory(folder.At("home"));
        var places = options.Select(option => option is "-" or "" || option.StartsWith("--", StringComparison.Ordinal) ? option : folder.At(option));

        // A price file that is no price file would be refused too, with another code, if it were read first.
        var site = await File.ReadAllTextAsync(folder.At("site.yaml"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.At("prices.csv"), "not a price", TestContext.Current.CancellationToken);
        (await folder.Run([.. places])).ShouldBe(1);

        folder.Errors.ToString().ShouldContain(code);
        folder.Output.ToString().ShouldBeEmpty();
        (await File.ReadAllTextAsync(folder.At("site.yaml"), TestContext.Current.CancellationToken)).ShouldBe(site);
        Directory.EnumerateFileSystemEntries(folder.Folder).Select(Path.GetFileName).Order().ShouldBe(["home", "prices.csv", "site.yaml"]);
    }

    [Fact]
    public async Task An_interrupted_run_leaves_nothing_behind()
    {
        using var folder = new BacktestFolder(_market, BacktestFolder.TwoHalls);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        (await folder.Run(80, stop.Token, "--json", folder.At("r.json"), "--html", folder.At("r.html"))).ShouldBe(130);

        Directory.EnumerateFiles(folder.Folder).Select(Path.GetFileName).Order().ShouldBe(["prices.csv", "site.yaml"]);
    }

    [Fact]
    public async Task A_report_replaces_an_older_one_whole()
    {
        using var folder = new BacktestFolder(_market, BacktestFolder.TwoHalls);
        await File.WriteAllTextAsync(folder.At("r.html"), new string('x', 10_000_000), TestContext.Current.CancellationToken);

        (await folder.Run("--policy", "strike", "--html", folder.At("r.html"))).ShouldBe(0);

        var page = await File.ReadAllTextAsync(folder.At("r.html"), TestContext.Current.CancellationToken);
        page.ShouldStartWith("<!doctype html>");
        page.ShouldEndWith("</html>\n");
        folder.Output.ToString().ShouldContain($"Report: {folder.At("r.html")}");
    }

    private static List<Dictionary<string, string>> Unzipped(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var names = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => names.Zip(Cells(line)).ToDictionary(cell => cell.First, cell => cell.Second))];
    }

    private static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var (cell, isQuoted) = (new System.Text.StringBuilder(), false);
        foreach (var letter in line)
        {
            if (letter == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (letter == ',' && !isQuoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(letter);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }

    private static decimal Number(Dictionary<string, string> row, string column) => decimal.Parse(row[column], CultureInfo.InvariantCulture);

    private static decimal Sum(IEnumerable<Dictionary<string, string>> rows, string column) => rows.Sum(row => Number(row, column));

    private static decimal Cents(IEnumerable<Dictionary<string, string>> rows, string column) =>
        Math.Round(Sum(rows, column), 2, MidpointRounding.AwayFromZero);
}
