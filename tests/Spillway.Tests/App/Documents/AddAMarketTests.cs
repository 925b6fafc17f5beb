using NodaTime;
using Shouldly;
using Spillway.App.Rules;
using Spillway.Tests.App.Cli;
using Spillway.Tests.Docs;
using Xunit;

namespace Spillway.Tests.App.Documents;

/// <summary>The market of docs/how-to/add-a-market.md, taken from the page itself and used.</summary>
public sealed class AddAMarketTests : IDisposable
{
    private const string Page = "docs/how-to/add-a-market.md";

    private readonly Screen _screen = new();

    public AddAMarketTests()
    {
        var blocks = MarkdownBlock.All("yaml").Where(block => block.Document == Page).ToList();
        Folder = Path.Combine(_screen.Folder, "home", RuleLibrary.FolderName);
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "island.yaml"), blocks.Single(block => block.Text.StartsWith("market:", StringComparison.Ordinal)).Text);
        _screen.Write("harbour.yaml", blocks.Single(block => block.Text.StartsWith("site:", StringComparison.Ordinal)).Text);
    }

    private string Folder { get; }

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void The_market_is_listed_and_shown_as_the_page_says()
    {
        _screen.Run("rules", "list").ShouldBe(0);
        _screen.Output.ShouldContain("island");

        _screen.Run("rules", "show", "island", "--at", "2025-03-31").ShouldBe(0);
        _screen.Output.ShouldStartWith("island: The island's pool, Atlantic/Reykjavik, EUR\n");
        _screen.Output.ShouldContain("30 minutes");
        _screen.Output.ShouldContain("not known");
        _screen.Run("rules", "show", "island", "--at", "2025-04-01").ShouldBe(0);
        _screen.Output.ShouldContain("15 minutes");
    }

    [Fact]
    public void Its_two_prices_of_one_zone_are_shown_as_a_pair()
    {
        var file = Path.Combine(Folder, "island.yaml");
        var pair = MarkdownBlock.All("yaml").Single(block => block.Document == Page && block.Text.StartsWith("settlement_points:", StringComparison.Ordinal)).Text;
        var text = File.ReadAllText(file);
        var single = text[text.IndexOf("settlement_points:", StringComparison.Ordinal)..text.IndexOf("price_limits:", StringComparison.Ordinal)];
        File.WriteAllText(file, text.Replace(single, pair.TrimEnd() + "\n", StringComparison.Ordinal));

        _screen.Run("rules", "show", "island").ShouldBe(0, _screen.Errors);

        _screen.Output.ShouldContain("metered load at ISLAND-EW");
    }

    [Fact]
    public void Its_mistake_is_refused_as_the_page_says()
    {
        var file = Path.Combine(Folder, "island.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace("minutes: 30,", "minutes: half an hour,", StringComparison.Ordinal));

        _screen.Run("rules", "show", "island").ShouldBe(1);

        var said = MarkdownBlock.All("text").Single(block => block.Document == Page).Text.Trim();
        _screen.Errors.ShouldStartWith(Path.Combine(Folder, said));
    }

    [Fact]
    public void A_site_is_backtested_there_and_intervals_that_the_island_does_not_have_are_said()
    {
        Backtest("2025-03-30", 30).ShouldNotContain("interval-length");
        Backtest("2025-04-02", 15).ShouldNotContain("interval-length");
        Backtest("2025-03-30", 15).ShouldContain("interval-length: ISLAND has prices of 15 min where island.yaml has settlement 30 min; they are taken as they are.");
        Backtest("2025-04-02", 30).ShouldContain("where island.yaml has settlement 15 min");
        Backtest("2025-04-02", 15).ShouldContain("market-rules: island is read from '");
    }

    [Fact]
    public void A_site_is_settled_there_by_its_rules_and_each_line_names_them()
    {
        var prices = _screen.Write("prices.csv", "interval_start_utc,ISLAND\n2025-04-02T00:00:00Z,50\n2025-04-02T00:30:00Z,60\n");
        var meter = _screen.Write("meter.csv", "interval_start_utc,meter,energy_mwh,quality\n2025-04-02T00:00:00Z,main,1.5,actual\n2025-04-02T00:30:00Z,main,1,actual\n");
        var csv = Path.Combine(_screen.Folder, "lines.csv");

        _screen.Run(
            "settle", Path.Combine(_screen.Folder, "harbour.yaml"), "--prices", prices, "--meter", meter, "--from", "2025-04-02", "--to", "2025-04-03", "--csv", csv).ShouldBe(0, _screen.Errors);

        // 1.5 MWh at 50 and 1 MWh at 60; half-hours ended with March.
        File.ReadAllText(csv).ShouldContain("island.yaml pool ");
        _screen.Output.ShouldContain("135.00");
        _screen.Output.ShouldContain("where island.yaml has settlement 15 min");
    }

    [Fact]
    public void Day_ahead_prices_are_known_there_from_noon()
    {
        var island = RuleLibrary.Open(Path.Combine(_screen.Folder, "home")).Require("island");
        var file = _screen.Write("ahead.csv", "interval_start_utc,ISLAND\n2025-04-02T00:00:00Z,40\n2025-04-02T01:00:00Z,41\n");

        var known = Spillway.Markets.Archive.PublicationLoader.FromFiles(
            Spillway.Markets.Files.MarketFileReader.Read(file, TestContext.Current.CancellationToken), Spillway.Engine.Signals.PublicationKind.DayAheadPrice, "island", island);
        var without = Spillway.Markets.Archive.PublicationLoader.FromFiles(
            Spillway.Markets.Files.MarketFileReader.Read(file, TestContext.Current.CancellationToken), Spillway.Engine.Signals.PublicationKind.DayAheadPrice, "island", null);

        known.Publications.ShouldAllBe(one => one.KnownAt == Instant.FromUtc(2025, 4, 1, 12, 0));
        without.Publications.ShouldAllBe(one => one.KnownAt == Instant.FromUtc(2025, 4, 1, 13, 30));
    }

    [Fact]
    public void Without_its_file_the_site_runs_and_a_line_says_what_is_done()
    {
        File.Delete(Path.Combine(Folder, "island.yaml"));

        Backtest("2025-04-02", 15).ShouldContain("no-market-rules: the market 'island' has no rules file: its days are those of UTC, day-ahead prices count as known from 13:30");
    }

    private string Backtest(string day, int minutes)
    {
        var from = NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value;
        var start = from.AtMidnight().InUtc().ToInstant();
        var rows = Enumerable.Range(0, NodaConstants.MinutesPerDay / minutes).Select(number => $"{start + Duration.FromMinutes(number * minutes)},{50 + number}\n");
        var prices = _screen.Write("prices.csv", "interval_start_utc,ISLAND\n" + string.Concat(rows));
        _screen.Run("backtest", Path.Combine(_screen.Folder, "harbour.yaml"), "--prices", prices, "--from", day, "--to", from.PlusDays(1).ToString("uuuu-MM-dd", null), "--policy", "strike", "--json", "-").ShouldBe(0, _screen.Errors);
        return _screen.Errors;
    }
}
