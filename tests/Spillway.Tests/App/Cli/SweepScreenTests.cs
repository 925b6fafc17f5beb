using System.Text.Json;
using Shouldly;
using Spillway.Tests.App.Reports;
using Xunit;

namespace Spillway.Tests.App.Cli;

public sealed class SweepScreenTests
{
    private static readonly SampleMarket _market = new(new(2023, 6, 1), new(2023, 6, 8));

    [Fact]
    public async Task A_sweep_shows_one_row_a_cell_and_writes_JSON_and_a_plot()
    {
        using var folder = new BacktestFolder(_market, BacktestFolder.TwoHalls);

        (await folder.Run(
            80,
            TestContext.Current.CancellationToken,
            "--policy",
            "strike:price=80",
            "--sweep",
            "strike-price=60:120:20",
            "--sweep",
            "restart-minutes=0|10",
            "--json",
            folder.At("s.json"),
            "--html",
            folder.At("s.html"))).ShouldBe(0, folder.Errors.ToString());

        Approval.Matches(
            "tests/Spillway.Tests/App/Cli/SweepScreenTests.strike-price-by-restart.approved.txt",
            string.Join('\n', folder.Output.ToString().Replace(folder.Folder, "FOLDER", StringComparison.Ordinal).Split('\n').Select(line => line.TrimEnd())));
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(folder.At("s.json"), TestContext.Current.CancellationToken));
        json.RootElement.GetProperty("axes").EnumerateArray().Select(axis => axis.GetString()).ShouldBe(["strike_price_usd_per_mwh", "restart_minutes"]);
        var cells = json.RootElement.GetProperty("cells");
        cells.GetArrayLength().ShouldBe(8);
        cells[3].GetProperty("settings").GetProperty("strike_price_usd_per_mwh").GetDecimal().ShouldBe(80m);
        cells[3].GetProperty("settings").GetProperty("restart_minutes").GetDecimal().ShouldBe(10m);
        cells[3].GetProperty("policies").EnumerateArray().Select(policy => policy.GetProperty("policy").GetString())
            .ShouldBe(["always-on", "strike", "strike:price=80", "foresight"]);
        (await File.ReadAllTextAsync(folder.At("s.html"), TestContext.Current.CancellationToken)).ShouldContain("strike:price=…, restart-minutes 10");
    }

    [Theory]
    [InlineData("SW4131", false, "hashprice=40:60:10")]
    [InlineData("SW4131", false, "model=antminer-s21")]
    [InlineData("antminer-s21", true, "model=antminer-s12")]
    [InlineData("SW4132", true, "hashprice=40|40.0")]
    [InlineData("SW4132", true, "hashprice=40|50", "hashprice=60")]
    [InlineData("SW4133", true, "restart-minutes=0|2400")]
    public async Task A_sweep_that_would_change_nothing_or_cannot_run_is_refused_before_prices_are_read(string says, bool isHashing, params string[] axes)
    {
        using var folder = new BacktestFolder(_market, isHashing ? BacktestFolder.Hashing : BacktestFolder.TwoHalls);
        File.Delete(folder.At("prices.csv"));

        (await folder.Run([.. axes.SelectMany(axis => new[] { "--sweep", axis })])).ShouldBe(1);

        folder.Errors.ToString().ShouldContain(says);
    }

    [Fact]
    public async Task A_sweep_writes_no_decisions_and_one_hash_price_only()
    {
        using var folder = new BacktestFolder(_market, BacktestFolder.Hashing);

        (await folder.Run("--sweep", "hashprice=40|50", "--decisions", folder.At("d.csv"))).ShouldBe(1);
        folder.Errors.ToString().ShouldContain("SW4134");

        (await folder.Run("--sweep", "hashprice=40|50", "--hashprice", folder.At("h.csv"))).ShouldBe(1);
        folder.Errors.ToString().ShouldContain("SW4132");
    }
}
