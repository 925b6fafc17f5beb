using Shouldly;
using Spillway.Tests.App.Reports;
using Xunit;

namespace Spillway.Tests.App.Cli;

public sealed class BacktestScreenTests
{
    private static readonly SampleMarket _market = new(new(2023, 6, 1), new(2023, 6, 15)) { IsGap = number => number is 40 or 41 };

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public async Task What_a_person_sees_fits_the_width(int width)
    {
        using var folder = new BacktestFolder(_market, BacktestFolder.TwoHalls);

        (await folder.Run(width, TestContext.Current.CancellationToken, "--policy", "strike:price=80,restart=60")).ShouldBe(0);

        var shown = folder.Output.ToString();
        shown.Split('\n').ShouldAllBe(line => line.Length <= width);
        shown.ShouldNotContain("\u001b");
        Approval.Matches($"tests/Spillway.Tests/App/Cli/BacktestScreenTests.{width}-columns.approved.txt", Trimmed(shown));
    }

    [Fact]
    public async Task Of_many_groups_only_those_that_ran_otherwise_than_foresight_are_named()
    {
        var halls = string.Concat(Enumerable.Range(1, 9).Select(number =>
            $"  - {{id: hall-{number}, kind: miner, machines: 100, power_w: 3000, restart_minutes: 10, value_usd_per_mwh: {(number == 5 ? 110 : 5000)}}}\n"));
        var site = BacktestFolder.TwoHalls[..BacktestFolder.TwoHalls.IndexOf("  - id: new", StringComparison.Ordinal)] + halls;
        using var folder = new BacktestFolder(_market, site);

        (await folder.Run("--policy", "strike")).ShouldBe(0);

        // Halls worth 5,000 always run and so does foresight, so hall-5 alone can differ.
        var named = folder.Output.ToString().Split('\n').Where(line => line.StartsWith("    hall-", StringComparison.Ordinal)).ToList();
        named.ShouldNotBeEmpty();
        named.ShouldAllBe(line => line.StartsWith("    hall-5 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_strike_that_loses_nothing_says_so()
    {
        using var folder = new BacktestFolder(_market, BacktestFolder.TwoHalls.Replace("value_usd_per_mwh: 110", "value_usd_per_mwh: 5000", StringComparison.Ordinal).Replace("value_usd_per_mwh: 60", "value_usd_per_mwh: 6000", StringComparison.Ordinal));

        (await folder.Run("--policy", "strike")).ShouldBe(0);

        folder.Output.ToString().ShouldContain("Judged is strike: in no interval did it earn less than with every price known.");
    }

    // Tables pad their cells; blanks at the end of a line are not part of what is meant.
    private static string Trimmed(string text) => string.Join('\n', text.Split('\n').Select(line => line.TrimEnd()));
}
