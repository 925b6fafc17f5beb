using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Shouldly;
using Spillway.App.Composition;
using Spillway.App.Earnings;
using Spillway.App.Records;
using Spillway.App.Sites;
using Spillway.App.Statements;
using Spillway.App.Statements.Ledgers;
using Spillway.Engine;
using Spillway.Engine.Settlements.Clauses;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Journal.Sqlite;
using Spillway.Tests.Engine.Settlements.Clauses;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Statements.Ledgers;

/// <summary>A desk's own journal says how high the months were that a ratchet looks back to, sealed ones too, and each is read once.</summary>
public sealed class MonthDemandTests : IDisposable
{
    private static readonly Duration _quarter = Duration.FromMinutes(15);
    private static readonly Instant _january = Ledger.Local(2026, 1, 31, 20);
    private static readonly Instant _march = Ledger.Local(2026, 3, 8, 1);
    private static readonly Instant _april = Ledger.Local(2026, 4, 1);
    private readonly SettleDesk _desk = new();
    private readonly SiteDefinition _site;
    private readonly FakeTimeProvider _time = new(_january.ToDateTimeOffset());

    public MonthDemandTests()
    {
        _desk.Site(SettleDesk.OneHall + "  - {kind: delivery, id: wires, demand_usd_per_kw_month: 1, energy_usd_per_mwh: 0, ratchet_ratio: 0.8, fee_usd_per_month: 0, from: 2026-02-01}\n");
        _site = SiteFile.Read(_desk.At("site.yaml"));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Kept => Path.Combine(_desk.At("home"), "demand", "2026-03.900.json");

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task The_ratchet_looks_back_to_the_highest_of_sealed_months_and_names_the_records()
    {
        await WriteAll();
        Directory.GetFiles(SqliteJournal.FolderIn(_desk.At("home")), "*.seal*").Length.ShouldBeGreaterThanOrEqualTo(2, "months that are over are sealed");

        var statement = await Settle();

        // 0.8 of the 90 MW of the night in which the clocks went forward, over the 20 MW of the day: a day of 30.
        Ratchet(statement).Quantity.ShouldBe((72m - 20m) * 0.033333333m);
        statement.Sources.Count(source => source.Form == JournalLedger.Form).ShouldBe(3, "the day's own records, and those of two months");

        // Of February 23 intervals have one and of March 9, a month that is four quarters shorter.
        statement.Notes.Select(note => note.ToString()).ShouldContain(
            "The ratchet looks back to months of which the journal has no reading in some intervals; their highest demand is that of the others: 2026-02 (2665), 2026-03 (2963).");
    }

    [Fact]
    public async Task A_month_that_was_read_is_kept_and_not_read_again_unless_the_journal_is_another()
    {
        await WriteAll();
        await Settle();
        var text = await File.ReadAllTextAsync(Kept, Cancellation);

        // Who asks next takes what was kept.
        await File.WriteAllTextAsync(Kept, text.Replace("\"highest_mw\":90", "\"highest_mw\":95", StringComparison.Ordinal), Cancellation);
        Ratchet(await Settle()).Quantity.ShouldBe((76m - 20m) * 0.033333333m);

        // A hash that is not the journal's, another site file, or a file cut short: the journal itself is read.
        string[] wrong =
        [
            text.Replace("\"last_hash\":\"", "\"last_hash\":\"0", StringComparison.Ordinal).Replace(":90", ":95", StringComparison.Ordinal),
            text.Replace("\"read_by\":\"", "\"read_by\":\"0", StringComparison.Ordinal).Replace(":90", ":95", StringComparison.Ordinal),
            text[..40],
        ];
        foreach (var other in wrong)
        {
            await File.WriteAllTextAsync(Kept, other, Cancellation);
            Ratchet(await Settle()).Quantity.ShouldBe((72m - 20m) * 0.033333333m);
            (await File.ReadAllTextAsync(Kept, Cancellation)).ShouldBe(text);
        }
    }

    [Fact]
    public async Task A_running_desk_that_was_started_this_month_settles_its_ratchet_by_the_months_before()
    {
        await WriteAll();
        await using var journal = SqliteJournal.Open(SqliteJournal.FolderIn(_desk.At("home")), _time, new());
        using var desk = new DeskStatement(_site, new(_desk.At("site.yaml"), _desk.At("home"), IsPaper: false, null, [], null, null), journal, _time) { IsWallClock = true };

        var loaded = await desk.LoadAsync(new(new(2026, 4, 1), new(2026, 4, 2)), new WorkProgress(), Cancellation);

        Ratchet(loaded.Settle()).Quantity.ShouldBe((72m - 20m) * 0.033333333m);
    }

    [Fact]
    public async Task A_day_in_the_middle_of_a_month_and_one_of_the_next_look_back_to_the_whole_of_the_month_between()
    {
        await WriteAll();
        var request = new SettleRequest(_desk.At("site.yaml"), [], [], [], null, new(2026, 3, 20), new(2026, 4, 2));
        using var ledger = await LedgerOfSite.ReadAsync(_site, _desk.At("home"), request, Cancellation);

        var statement = SettleLoading.Load(_site, request, _desk.At("home"), ledger, Cancellation).Settle();

        Ratchet(statement).Quantity.ShouldBe((72m - 20m) * 0.033333333m);
    }

    [Fact]
    public async Task A_month_that_the_journal_joins_in_its_middle_is_not_told_by_a_part()
    {
        _time.SetUtcNow(_march.ToDateTimeOffset());
        await Write(_march, 16, 90m);
        await Write(_april, 8, 20m);

        var refusal = await Should.ThrowAsync<RefusedException>(Settle);

        refusal.Code.ShouldBe(ClauseErrors.NoEarlierPeak);
        File.Exists(Kept).ShouldBeFalse();
    }

    private static StatementLine Ratchet(Statement statement) =>
        statement.Lines.Single(line => line.Id is { Charge: ChargeKind.Delivery, Component: LineComponent.Ratchet } && line.Id.Start >= _april);

    private async Task<Statement> Settle()
    {
        var request = new SettleRequest(_desk.At("site.yaml"), [], [], [], null, new(2026, 4, 1), new(2026, 4, 2));
        using var ledger = await LedgerOfSite.ReadAsync(_site, _desk.At("home"), request, Cancellation);
        return SettleLoading.Load(_site, request, _desk.At("home"), ledger, Cancellation).Settle();
    }

    // The journal begins before February; on 8 March the night has no hour from two to three.
    private async Task WriteAll()
    {
        await Write(_january, 40, 50m);
        await Write(_march, 10, 90m);
        await Write(_april, 12, 20m);
        await Write(_april + Duration.FromHours(24), 2, 20m);
    }

    // The meter is heard once an interval: what the machines say stands in for the rest of it.
    private async Task Write(Instant first, int intervals, decimal megawatts)
    {
        _time.SetUtcNow(first.ToDateTimeOffset());
        await using var journal = SqliteJournal.Open(SqliteJournal.FolderIn(_desk.At("home")), _time, new());
        for (var index = 0; index < intervals; index++)
        {
            var start = first + (_quarter * index);
            var frame = SignalFrame.Empty with { Prices = index == 0 ? [] : [new PriceReport(start - _quarter, new(40m), [40.0])] };
            ImmutableArray<GroupRun> measured = index == 0 ? []
                : [new(GroupState.Settled(_site.Site.Loads[0], 40_000), 1, 40_000, ExactEnergy.From(new(megawatts), new(15m)), new(600_000m), new(0m), 0)];
            var pass = string.Create(CultureInfo.InvariantCulture, $"{{\"at_utc\":\"{start}\",\"meter_at_utc\":\"{start}\",\"meter_mw\":{megawatts}}}");
            await journal.AppendAsync(
                [
                    new(RecordKinds.Step, RecordKinds.Version, StepCodec.Write(new(new Slot(start, _quarter), frame, measured), new StepRecord(null, null, []))),
                    new(RecordKinds.Pass, RecordKinds.Version, Encoding.UTF8.GetBytes(pass)),
                ],
                Cancellation);
            _time.Advance(TimeSpan.FromMinutes(15));
        }
    }
}
