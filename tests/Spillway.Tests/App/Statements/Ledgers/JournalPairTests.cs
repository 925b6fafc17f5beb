using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NodaTime;
using Shouldly;
using Spillway.App.Records;
using Spillway.App.Sites;
using Spillway.App.Statements;
using Spillway.App.Statements.Ledgers;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Statements.Ledgers;

/// <summary>A journal that keeps both prices of the site's zone is settled as the files are; one that keeps one price is settled by it, and says so.</summary>
public sealed class JournalPairTests : IDisposable
{
    private static readonly Duration _quarter = Duration.FromMinutes(15);
    private static readonly SettlementPoint _zone = SettlementPoint.FromColumn("LZ_WEST");
    private static readonly SettlementPoint _weighted = SettlementPoint.FromColumn("LZ_WEST@LZEW");
    private readonly SettleDesk _desk = new();
    private long _number;

    public void Dispose() => _desk.Dispose();

    [Theory]
    [InlineData("2024-07-01", 96)]
    [InlineData("2024-03-10", 92)]
    [InlineData("2024-11-03", 100)]
    public void A_day_is_settled_from_the_journal_as_from_files_line_for_line(string day, int intervals)
    {
        var (first, last) = Day(day);
        using var ledger = Ledger();
        Write(ledger, first, intervals, index => 40m + (index / 8m), index => index % 7 == 3 ? null : 41m + (index / 4m));

        var (journal, files) = (Settle(ledger, day), OfFiles(first, intervals, index => 40m + (index / 8m), index => index % 7 == 3 ? null : 41m + (index / 4m), day));

        last.ShouldBe(first + (_quarter * intervals));
        journal.SettledIntervals.ShouldBe(intervals);
        journal.Lines.Select(line => (line.Id, line.Quantity, line.Price, line.Amount, line.Basis.Price!.Value.Series)).ShouldBe(
            files.Lines.Select(line => (line.Id, line.Quantity, line.Price, line.Amount, line.Basis.Price!.Value.Series)));
        var missing = Enumerable.Range(0, intervals).Count(index => index % 7 == 3);
        foreach (var statement in new[] { journal, files })
        {
            statement.Notes.Select(note => note.ToString()).ShouldContain($"LZ_WEST@LZEW has no price in {missing} intervals: LZ_WEST stands in for it as the price of metered load.");
        }
    }

    [Fact]
    public void An_older_journal_with_one_price_is_settled_by_it_and_the_statement_says_so()
    {
        var (first, _) = Day("2024-07-01");
        using var ledger = Ledger();
        Write(ledger, first, 4, _ => 40m, _ => null);

        var statement = Settle(ledger, "2024-07-01");

        statement.SettledIntervals.ShouldBe(4);
        Prices(statement, ChargeKind.EnergyRealTime).ShouldAllBe(price => price == 40m);
        statement.Notes.Select(note => note.ToString()).ShouldContain("The journal holds no energy-weighted price of the zone: LZ_WEST stands in for LZ_WEST@LZEW as the price of metered load.");
    }

    [Fact]
    public void A_price_that_comes_late_or_is_corrected_counts_however_late()
    {
        var (first, _) = Day("2024-07-01");
        using var ledger = Ledger();
        Write(ledger, first, 2, _ => 40m, index => index == 0 ? 41m : null);
        Step(ledger, first + (_quarter * 3), [], [new(_weighted, first, new(43m)), new(_weighted, first + _quarter, new(44m))]);

        Prices(Settle(ledger, "2024-07-01"), ChargeKind.EnergyRealTime).ShouldBe([43m, 44m]);
    }

    [Fact]
    public void What_came_while_no_desk_ran_stands_in_what_the_next_one_began_with()
    {
        var (first, _) = Day("2024-07-01");
        using var ledger = Ledger();
        Write(ledger, first, 2, _ => 40m, _ => null);
        var parts = new PartStore(_desk.At("home"));
        var begun = new RunDesk(parts) { Paired = [new(_weighted, first - _quarter, new(1m)), new(_weighted, first, new(42.01m))] }.Begin(
            Site() with { Policy = "strike" }, "the site file", PriceHistory.Empty([_zone], 0), _quarter, null, new(new(_desk.At("home")), TimeProvider.System), TestContext.Current.CancellationToken).Start;
        begun.Paired.ShouldNotBeNull();
        Take(ledger, RecordKinds.RunStart, RunStartCodec.Write(begun with { At = first }));

        Prices(Settle(ledger, "2024-07-01"), ChargeKind.EnergyRealTime).ShouldBe([42.01m, 40m]);
    }

    [Fact]
    public void A_desk_at_the_energy_weighted_price_has_positions_at_the_zones_and_none_before_it_kept_them()
    {
        _desk.Site(SettleDesk.OneHall.Replace("LZ_WEST", "LZ_WEST@LZEW", StringComparison.Ordinal));
        var (first, _) = Day("2024-07-01");
        using var ledger = Ledger();

        // The second quarter's program is the first that keeps the zone's own price; in the third nobody told it.
        Write(ledger, first, 4, _ => 41m, index => index is 1 or 3 ? 40m : null, _zone);

        var statement = Settle(ledger, "2024-07-01");

        Prices(statement, ChargeKind.EnergyRealTime).ShouldBe([41m, 41m, 41m]);
        statement.Lines.Where(line => line.Id is { Charge: ChargeKind.FixedBlock, Component: LineComponent.RealTimeValue }).Select(line => line.Price).ShouldBe([41m, 40m, 40m]);
        statement.Notes.Select(note => note.ToString()).ShouldContain($"The journal holds prices of LZ_WEST from {first + _quarter} on: before that LZ_WEST@LZEW stands in for it as the price of positions.");
    }

    [Fact]
    public void An_older_journal_of_a_desk_at_the_energy_weighted_price_is_settled_by_it_and_says_so()
    {
        _desk.Site(SettleDesk.OneHall.Replace("LZ_WEST", "LZ_WEST@LZEW", StringComparison.Ordinal));
        var (first, _) = Day("2024-07-01");
        using var ledger = Ledger();
        Write(ledger, first, 4, _ => 41m, _ => null);

        var statement = Settle(ledger, "2024-07-01");

        statement.SettledIntervals.ShouldBe(4);
        statement.Notes.Select(note => note.ToString()).ShouldContain("The journal holds no price of LZ_WEST: LZ_WEST@LZEW stands in for it as the price of positions.");
    }

    private static decimal[] Prices(Statement statement, ChargeKind charge) => [.. statement.Lines.Where(line => line.Id.Charge == charge).Select(line => line.Price)];

    private SiteDefinition Site() => SiteFile.Read(_desk.At("site.yaml"));

    private JournalLedger Ledger() => LedgerOfSite.Empty(Site(), _desk.At("home"));

    private (Instant First, Instant Last) Day(string day)
    {
        var date = NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value;
        var zone = Site().TimeZone;
        return (date.AtStartOfDayInZone(zone).ToInstant(), date.PlusDays(1).AtStartOfDayInZone(zone).ToInstant());
    }

    private Statement Settle(JournalLedger ledger, string day) =>
        SettleLoading.Load(Site(), Request(day), _desk.At("home"), ledger, TestContext.Current.CancellationToken).Settle();

    private SettleRequest Request(string day)
    {
        var date = NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value;
        return new(_desk.At("site.yaml"), [], [], [], null, date, date.PlusDays(1));
    }

    private Statement OfFiles(Instant first, int intervals, Func<int, decimal> zone, Func<int, decimal?> weighted, string day)
    {
        var prices = new StringBuilder("interval_start_utc,LZ_WEST,LZ_WEST@LZEW\n");
        for (var index = 0; index < intervals; index++)
        {
            prices.Append(CultureInfo.InvariantCulture, $"{first + (_quarter * index)},{zone(index)},{weighted(index)}\n");
        }

        _desk.PriceFile(prices.ToString());
        _desk.MeterFile(SettleDesk.Rows("main", first.ToString(), [.. Enumerable.Repeat(25m, intervals)]));
        var request = Request(day) with { Prices = [.. _desk.Prices], Meters = [.. _desk.Meters] };
        return SettleLoading.Load(Site(), request, _desk.At("home"), TestContext.Current.CancellationToken).Settle();
    }

    // Every interval at 100 MW, its prices told by the step that ends it.
    private void Write(JournalLedger ledger, Instant first, int intervals, Func<int, decimal> own, Func<int, decimal?> paired, SettlementPoint? other = null)
    {
        for (var index = 0; index <= intervals; index++)
        {
            var start = first + (_quarter * index);
            var before = start - _quarter;
            Step(
                ledger,
                start,
                index == 0 ? [] : [new(before, new(own(index - 1)), [(double)own(index - 1)])],
                index > 0 && paired(index - 1) is { } price ? [new(other ?? _weighted, before, new(price))] : [],
                index > 0);
            for (var second = 0; second < 900 && index < intervals; second += 15)
            {
                var at = start + Duration.FromSeconds(second);
                Take(ledger, RecordKinds.Pass, Encoding.UTF8.GetBytes($"{{\"at_utc\":\"{at}\",\"meter_at_utc\":\"{at}\",\"meter_mw\":100}}"));
            }
        }
    }

    private void Step(JournalLedger ledger, Instant start, ImmutableArray<PriceReport> prices, ImmutableArray<PairedPrice> paired, bool hasRun = false)
    {
        ImmutableArray<GroupRun> measured = hasRun
            ? [new(GroupState.Settled(Site().Site.Loads[0], 40_000), 1, 40_000, ExactEnergy.From(new(100m), new(15m)), new(600_000m), new(0m), 0)]
            : [];
        var frame = SignalFrame.Empty with { Prices = prices, Paired = paired };
        Take(ledger, RecordKinds.Step, StepCodec.Write(new(new Slot(start, _quarter), frame, measured), new(null, null, [])));
    }

    private void Take(JournalLedger ledger, string kind, byte[] payload) => ledger.Take(new(++_number, default, kind, RecordKinds.Version, payload));
}
