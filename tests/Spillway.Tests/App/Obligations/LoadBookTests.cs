using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Shouldly;
using Spillway.App.Obligations;
using Spillway.App.Records;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites;
using Spillway.Journal;
using Spillway.Journal.Memory;
using Spillway.Journal.Sqlite;
using Spillway.Tests.Engine.Control;
using Spillway.Tests.Journal;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Obligations;

/// <summary>What a desk's own journal says the site drew: half an hour by the meter, a quarter by the machines.</summary>
public sealed class LoadBookTests
{
    private static readonly SiteDefinition _site = BaselineSites.Site("baseline: 10-of-10; baseline_price_usd_per_mwh: 80");
    private static readonly Instant _from = BaselineSites.At(13, 0, 16, 0).Start;
    private static readonly LocalDateTime _local = BaselineSites.Day + new LocalTime(13, 0);
    private readonly FakeTimeProvider _time = new(_from.ToDateTimeOffset());

    [Fact]
    public async Task It_reads_the_meters_intervals_and_the_machines_word_where_it_is_silent()
    {
        await using var journal = new MemoryJournal(_time);
        await WriteAsync(journal, _from, 100m, 60m);
        await using var book = new LoadBook(_site, journal, _time, _time);
        book.Known.IsRead.ShouldBeFalse();

        var known = await ReadAsync(book);

        known.History.At(_local).ShouldBe(new Megawatts(100m));
        known.History.At(_local.PlusMinutes(15)).ShouldBe(new Megawatts(60m));
        known.History.At(_local.PlusMinutes(30)).ShouldBe(new Megawatts(40m));
        known.History.At(_local.PlusMinutes(45)).ShouldBeNull();
        known.Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_lies_before_the_days_that_a_baseline_looks_at_is_not_read()
    {
        await using var journal = new MemoryJournal(_time);
        await WriteAsync(journal, _from, 100m, 60m);
        _time.Advance(TimeSpan.FromDays(70));
        await WriteAsync(journal, _from + Duration.FromDays(70), 80m, 80m);
        await using var book = new LoadBook(_site, journal, _time, _time);

        var known = await ReadAsync(book);

        known.History.At(_local).ShouldBeNull();
        known.History.At(_local.PlusDays(70)).ShouldBe(new Megawatts(80m));
    }

    [Fact]
    public async Task A_day_on_which_the_programme_called_is_known()
    {
        await using var journal = new MemoryJournal(_time);
        var order = Plants.Ceiling(10m, 30, OrderRank.Obligation);
        var plant = Plants.Of(50m, Plants.Plain, Spillway.Tests.Engine.Halls.Hall("hall-a", 10, 70m));
        var state = ControlState.Before(plant, _from);
        var frame = new TinyFleet(plant, _from).Observe(null, [order]);
        await AppendAsync(journal, RecordKinds.Pass, PassCodec.Write(frame, ControlStep.Decide(plant, state, frame)));
        await using var book = new LoadBook(_site, journal, _time, _time);

        (await ReadAsync(book)).Events.ShouldBe([BaselineSites.Day]);
    }

    [Fact]
    public async Task A_journal_that_cannot_be_read_at_first_is_asked_again_a_minute_later()
    {
        using var room = new JournalRoom();
        await using var journal = SqliteJournal.Open(room.Folder, _time, new());
        await WriteAsync(journal, _from, 100m, 60m);
        var waits = new WatchedClock(_time.GetUtcNow());
        await using var book = new LoadBook(_site, journal, waits, waits);

        // The writer has the files open; whoever opens them by their names finds something else.
        var month = room.Segment();
        string[] files = [month, month + "-wal", month + "-shm"];
        Array.ForEach(files, static file => File.Move(file, file + ".away"));
        await File.WriteAllTextAsync(month, new string('x', 4096), TestContext.Current.CancellationToken);
        book.Begin();
        (await waits.Waited.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken)).ShouldBe(TimeSpan.FromMinutes(1));
        book.Known.IsRead.ShouldBeFalse();

        Array.ForEach(files, static file => File.Move(file + ".away", file, overwrite: true));
        waits.Advance(TimeSpan.FromMinutes(1));

        (await KnownAsync(book)).History.At(_local).ShouldBe(new Megawatts(100m));
    }

    [Fact]
    public async Task A_site_whose_programmes_look_at_no_day_reads_nothing()
    {
        await using var journal = new MemoryJournal(_time);
        await using var book = new LoadBook(BaselineSites.Site("baseline: before-instruction; baseline_price_usd_per_mwh: 80"), journal, _time, _time);

        book.Begin();

        book.Known.IsRead.ShouldBeFalse();
    }

    // Two quarters metered, one in which the machines alone say 40 MW, and the step that ends it.
    private static async Task WriteAsync(IRecordJournal journal, Instant from, decimal first, decimal second)
    {
        await StepAsync(journal, from, null);
        await MeterAsync(journal, from, first);
        await StepAsync(journal, from + BaselineSites.Quarter, first);
        await MeterAsync(journal, from + BaselineSites.Quarter, second);
        await StepAsync(journal, from + (BaselineSites.Quarter * 2), second);
        await PassAsync(journal, from + (BaselineSites.Quarter * 2), null);
        await StepAsync(journal, from + (BaselineSites.Quarter * 3), 40m);
    }

    private static Task StepAsync(IRecordJournal journal, Instant start, decimal? measured)
    {
        ImmutableArray<GroupRun> runs = measured is { } power
            ? [new(GroupState.Settled(_site.Site.Loads[0], 10_000), 1, 10_000, ExactEnergy.From(new(power), new(15m)), new(150_000m), new(0m), 0)]
            : [];
        return AppendAsync(journal, RecordKinds.Step, StepCodec.Write(new(new Slot(start, BaselineSites.Quarter), SignalFrame.Empty, runs), new StepRecord(null, null, [])));
    }

    private static async Task MeterAsync(IRecordJournal journal, Instant from, decimal megawatts)
    {
        for (var at = from; at < from + BaselineSites.Quarter; at += Duration.FromSeconds(15))
        {
            await PassAsync(journal, at, megawatts);
        }
    }

    private static Task PassAsync(IRecordJournal journal, Instant at, decimal? megawatts) => AppendAsync(journal, RecordKinds.Pass, Encoding.UTF8.GetBytes(megawatts is { } power
        ? string.Create(CultureInfo.InvariantCulture, $"{{\"at_utc\":\"{at}\",\"meter_at_utc\":\"{at}\",\"meter_mw\":{power},\"machines\":[]}}")
        : $"{{\"at_utc\":\"{at}\",\"machines\":[]}}"));

    private static async Task AppendAsync(IRecordJournal journal, string kind, byte[] payload) =>
        await journal.AppendAsync([new(kind, RecordKinds.Version, payload)], TestContext.Current.CancellationToken);

    private static async Task<KnownLoads> ReadAsync(LoadBook book)
    {
        book.Begin();
        return await KnownAsync(book);
    }

    private static async Task<KnownLoads> KnownAsync(LoadBook book)
    {
        using var most = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        most.CancelAfter(TimeSpan.FromSeconds(60));
        while (!book.Known.IsRead)
        {
            await Task.Delay(10, most.Token);
        }

        return book.Known;
    }

    /// <summary>A clock that stands still and tells how long the first who waits by it means to.</summary>
    private sealed class WatchedClock(DateTimeOffset start) : FakeTimeProvider(start)
    {
        private readonly TaskCompletionSource<TimeSpan> _waited = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<TimeSpan> Waited => _waited.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _waited.TrySetResult(dueTime);
            return timer;
        }
    }
}
