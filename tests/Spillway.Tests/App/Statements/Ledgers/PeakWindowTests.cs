using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Shouldly;
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

/// <summary>A desk's own journal says what was drawn at a peak of the year before, and nothing between is read for it.</summary>
public sealed class PeakWindowTests : IDisposable
{
    private static readonly Duration _quarter = Duration.FromMinutes(15);
    private static readonly Instant _summer = Ledger.Local(2025, 7, 30, 15);
    private static readonly Instant _peak = Ledger.Local(2025, 7, 30, 16, 45);
    private static readonly Instant _winter = Ledger.Local(2026, 1, 1);
    private readonly SettleDesk _desk = new();
    private readonly SiteDefinition _site;

    public PeakWindowTests()
    {
        // The official interval of July 2025 ended at 17:00; the other three demands are stated.
        _desk.Site(SettleDesk.OneHall + "  - {kind: coincident-peak, id: 4cp, rate_usd_per_mw_year: 75527, basis: [{month: 2025-06, mw: 0}, {month: 2025-08, mw: 0}, {month: 2025-09, mw: 0}]}\n");
        _site = SiteFile.Read(_desk.At("site.yaml"));
    }

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task The_peak_is_read_from_the_journal_and_named_by_its_record()
    {
        await Write(_summer, 12);
        await Write(_winter, 8);

        using var ledger = await LedgerOfSite.ReadAsync(_site, _desk.At("home"), Request(), TestContext.Current.CancellationToken);
        var statement = SettleLoading.Load(_site, Request(), _desk.At("home"), ledger, TestContext.Current.CancellationToken).Settle();

        // 50 MW at one of four peaks, a day of 31 of a month.
        var line = statement.Lines.Single(line => line.Id.Charge == ChargeKind.CoincidentPeak);
        line.Quantity.ShouldBe(12.5m * 0.032258065m);
        line.Basis.Reading!.Value.Start.ShouldBe(_peak);
        statement.Sources[line.Basis.Reading.Value.Source].Form.ShouldBe(JournalLedger.Form);
        ledger.First.ShouldBeGreaterThan(line.Basis.Reading.Value.Row, "what lies between is not read");
    }

    [Fact]
    public async Task A_journal_that_begins_after_the_peak_leaves_it_refused_with_a_remedy_for_the_site_file()
    {
        await Write(_winter, 8);

        using var ledger = await LedgerOfSite.ReadAsync(_site, _desk.At("home"), Request(), TestContext.Current.CancellationToken);
        var refusal = Should.Throw<RefusedException>(() => SettleLoading.Load(_site, Request(), _desk.At("home"), ledger, TestContext.Current.CancellationToken).Settle());

        refusal.Code.ShouldBe(ClauseErrors.NoPeakDemand);
        refusal.Message.ShouldContain("2025-07-30T21:45:00Z");
        refusal.Message.ShouldContain("in the site file under basis of the contract, as '- {month: 2025-07, mw: 12.5}'");
    }

    private SettleRequest Request() => new(_desk.At("site.yaml"), [], [], [], null, new(2026, 1, 1), new(2026, 1, 2));

    // The meter is heard once an interval: what the machines say, 50 MW, stands in for the rest of it.
    private async Task Write(Instant first, int intervals)
    {
        var time = new FakeTimeProvider(first.ToDateTimeOffset());
        await using var journal = SqliteJournal.Open(SqliteJournal.FolderIn(_desk.At("home")), time, new());
        for (var index = 0; index < intervals; index++)
        {
            var start = first + (_quarter * index);
            var frame = SignalFrame.Empty with { Prices = index == 0 ? [] : [new PriceReport(start - _quarter, new(40m), [40.0])] };
            ImmutableArray<GroupRun> measured = index == 0 ? []
                : [new(GroupState.Settled(_site.Site.Loads[0], 40_000), 1, 40_000, ExactEnergy.From(new(50m), new(15m)), new(600_000m), new(0m), 0)];
            await journal.AppendAsync(
                [
                    new(RecordKinds.Step, 1, StepCodec.Write(new(new Slot(start, _quarter), frame, measured), new StepRecord(null, null, []))),
                    new(RecordKinds.Pass, 1, Encoding.UTF8.GetBytes($"{{\"at_utc\":\"{start}\",\"meter_at_utc\":\"{start}\",\"meter_mw\":50}}")),
                ],
                TestContext.Current.CancellationToken);
            time.Advance(TimeSpan.FromMinutes(15));
        }
    }
}
