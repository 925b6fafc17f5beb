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
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Journal;
using Spillway.Journal.Sqlite;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Statements.Ledgers;

/// <summary>Of a journal of thirty days a statement of one day reads what is about that day, and gives what reading it whole gives.</summary>
public sealed class JournalWindowTests : IDisposable
{
    private const int Days = 30;
    private const int PassesAnInterval = 3;
    private static readonly Instant _first = Instant.FromUtc(2024, 6, 10, 5, 0);
    private static readonly Duration _quarter = Duration.FromMinutes(15);
    private static readonly LocalDate _day = new(2024, 7, 1);
    private readonly SettleDesk _desk = new();
    private readonly SiteDefinition _site;

    public JournalWindowTests() => _site = SiteFile.Read(_desk.At("site.yaml"));

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task A_day_is_settled_from_its_part_of_the_journal_as_from_the_whole()
    {
        await Write(Duration.Zero);

        using var part = await Part();
        using var whole = await LedgerOfSite.ReadAsync(_site, _desk.At("home"), TestContext.Current.CancellationToken);

        // Two days lie before the day's own; 19 of the 30 before them are not read.
        part.First.ShouldBeInRange(18 * 96 * (PassesAnInterval + 1), 20 * 96 * (PassesAnInterval + 1));
        part.Next.ShouldBe(whole.Next - PassesAnInterval, "the passes after the day are not loaded");
        var (one, other) = (Settle(part), Settle(whole));
        one.SettledIntervals.ShouldBe(96);
        one.Lines.Select(line => (line.Id, line.Quantity, line.Price, line.Basis.JournalSequence)).ShouldBe(other.Lines.Select(line => (line.Id, line.Quantity, line.Price, line.Basis.JournalSequence)));
        one.Production.ShouldBe(other.Production);
    }

    [Fact]
    public async Task A_price_that_came_days_after_its_day_still_counts()
    {
        await Write(Duration.Zero);

        using var part = await Part();

        // The last step of the journal corrects the first price of the day.
        Settle(part).Lines.First(line => line.Id.Start == _day.AtStartOfDayInZone(_site.TimeZone).ToInstant()).Price.ShouldBe(777m);
    }

    [Fact]
    public async Task The_journal_of_a_desk_that_replayed_another_time_is_read_whole()
    {
        await Write(Duration.FromDays(400));

        using var part = await Part();

        part.First.ShouldBe(1);
        Settle(part).SettledIntervals.ShouldBe(96);
    }

    private Task<JournalLedger> Part() => LedgerOfSite.ReadAsync(_site, _desk.At("home"), Request(), TestContext.Current.CancellationToken);

    private SettleRequest Request() => new(_desk.At("site.yaml"), [], [], [], null, _day, _day.PlusDays(1));

    private Spillway.Engine.Settlements.Statements.Statement Settle(JournalLedger ledger) =>
        SettleLoading.Load(_site, Request(), _desk.At("home"), ledger, TestContext.Current.CancellationToken).Settle();

    // The desk's clock is behind the journal's by as much as a replay is.
    private async Task Write(Duration behind)
    {
        var time = new FakeTimeProvider((_first + behind).ToDateTimeOffset());
        await using var journal = SqliteJournal.Open(SqliteJournal.FolderIn(_desk.At("home")), time, new());
        var records = new List<JournalEntry>();
        for (var index = 0; index < Days * 96; index++)
        {
            var start = _first + (_quarter * index);
            records.Add(Step(index, index == (Days * 96) - 1));
            for (var pass = 0; pass < PassesAnInterval; pass++)
            {
                var at = start + (Duration.FromSeconds(1) * pass);
                records.Add(new(RecordKinds.Pass, 1, Encoding.UTF8.GetBytes($"{{\"at_utc\":\"{at}\",\"meter_at_utc\":\"{at}\",\"meter_mw\":{40 + (index % 50)}}}")));
            }

            time.Advance(TimeSpan.FromMinutes(15));
            if (index % 4 == 3)
            {
                // An hour at a time: the record's instant and the desk's are an hour apart at most.
                await journal.AppendAsync([.. records], TestContext.Current.CancellationToken);
                records.Clear();
            }
        }
    }

    private JournalEntry Step(int index, bool corrects)
    {
        var slot = new Slot(_first + (_quarter * index), _quarter);
        var prices = index == 0 ? [] : ImmutableArray.Create(Price(index - 1, 20m + (index % 97)));
        var corrected = corrects ? prices.Add(Price((int)((_day.AtStartOfDayInZone(_site.TimeZone).ToInstant() - _first) / _quarter), 777m)) : prices;
        ImmutableArray<GroupRun> measured = index == 0 ? []
            : [new(GroupState.Settled(_site.Site.Loads[0], 40_000), 1, 40_000, ExactEnergy.From(new(50m), new(15m)), new(600_000m), new(0m), 0)];
        return new(RecordKinds.Step, 1, StepCodec.Write(new(slot, SignalFrame.Empty with { Prices = corrected }, measured), new StepRecord(null, null, [])));
    }

    private static PriceReport Price(int index, decimal price) => new(_first + (_quarter * index), new(price), [(double)price]);
}
