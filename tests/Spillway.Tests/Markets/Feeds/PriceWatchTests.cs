using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Shouldly;
using Spillway.Engine.Signals;
using Spillway.Markets.Feeds;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Markets.Feeds;

public sealed class PriceWatchTests
{
    private static readonly Instant _noon = Instant.FromUtc(2026, 9, 26, 12, 0);
    private static readonly SettlementPoint _own = SettlementPoint.FromColumn("LZ_WEST");
    private static readonly SettlementPoint _peer = SettlementPoint.FromColumn("HB_NORTH");

    private readonly FakeTimeProvider _time = new(_noon.ToDateTimeOffset());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_replayed_price_is_known_at_its_intervals_end_and_taken_once()
    {
        await using var watch = Replaying(30m, 40m, 50m);

        await watch.AskOnceAsync(Cancellation);
        watch.Take(_noon).ShouldBeEmpty();
        _time.Advance(TimeSpan.FromMinutes(30));
        await watch.AskOnceAsync(Cancellation);

        watch.NewestEnd.ShouldBe(_noon + Duration.FromMinutes(30));
        var until = _noon + Duration.FromMinutes(15);
        watch.Take(until).ShouldHaveSingleItem().Price.Value.ShouldBe(30m);
        watch.Take(until).ShouldBeEmpty();
        watch.Take(Instant.MaxValue).ShouldHaveSingleItem().Price.Value.ShouldBe(40m);
    }

    [Fact]
    public async Task A_corrected_price_comes_again_and_an_unchanged_one_does_not()
    {
        var folder = Directory.CreateTempSubdirectory("spillway-feed-");
        try
        {
            var path = Path.Combine(folder.FullName, "prices.csv");
            await using var watch = Watch(new FollowedFile(path, "ercot", _own));
            await watch.AskOnceAsync(Cancellation);
            watch.Fault.ShouldNotBeNull().ShouldContain("is not there");

            Write("30,40\n", "31,41\n");
            await watch.AskOnceAsync(Cancellation);
            watch.Fault.ShouldBeNull();
            watch.Take(Instant.MaxValue).Select(report => report.Peers[1]).ShouldBe([40.0, 41.0]);

            Write("30,40\n", "35,41\n", "36,42\n");
            await watch.AskOnceAsync(Cancellation);
            watch.Take(Instant.MaxValue).Select(report => report.Price.Value).ShouldBe([35m, 36m]);
            watch.PriceOf(_noon + Duration.FromMinutes(15)).ShouldBe(new EnergyPrice(35m));

            Write("30,40\n", "35,41\n", "36,\"42\n");
            await watch.AskOnceAsync(Cancellation);
            watch.Fault.ShouldNotBeNull().ShouldContain("SW2006");
            watch.NewestEnd.ShouldBe(_noon + Duration.FromMinutes(45));

            void Write(params string[] rows) => File.WriteAllText(path, "interval_start_utc,LZ_WEST,HB_NORTH\n" + string.Concat(
                rows.Select((row, index) => $"{_noon + Duration.FromMinutes(15 * index)},{row}")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_source_with_other_intervals_is_a_fault_and_changes_nothing()
    {
        var series = Series(Duration.FromMinutes(5), 1m, 2m);
        await using var watch = Watch(new ReplayedSeries(series, _time));
        _time.Advance(TimeSpan.FromHours(1));

        await watch.AskOnceAsync(Cancellation);

        watch.Fault.ShouldNotBeNull().ShouldContain("5 min");
        watch.Take(Instant.MaxValue).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_history_knew_already_is_no_news()
    {
        var history = PriceHistory.Empty([_own], 0).With(new(_noon, new(30m), [30.0]));
        await using var watch = new PriceWatch(
            new ReplayedSeries(Series(Duration.FromMinutes(15), 30m, 40m), _time), history, Duration.FromMinutes(15), TimeSpan.FromSeconds(5), _time);
        watch.NewestEnd.ShouldBe(_noon + Duration.FromMinutes(15));
        _time.Advance(TimeSpan.FromHours(1));

        await watch.AskOnceAsync(Cancellation);

        watch.Take(Instant.MaxValue).ShouldHaveSingleItem().Price.Value.ShouldBe(40m);
    }

    [Fact]
    public async Task The_desk_sees_prices_up_to_its_interval_and_the_price_that_settles_the_last_one()
    {
        await using var watch = Replaying(30m, 40m);
        var signals = new WatchedSignals(watch, HashpriceSeries.Dated(new Dictionary<LocalDate, Hashprice> { [new(2026, 9, 20)] = new(55m) }));
        var first = new Slot(_noon, Duration.FromMinutes(15));
        var second = new Slot(first.End, first.Length);
        _time.Advance(TimeSpan.FromMinutes(15));
        await watch.AskOnceAsync(Cancellation);

        var frame = await signals.ReadAsync(first, second, Cancellation);

        frame.Prices.ShouldHaveSingleItem().Start.ShouldBe(_noon);
        frame.SettlementPrice.ShouldBe(new EnergyPrice(30m));
        frame.DecisionHashprice.ShouldBe(new Hashprice(55m));
        (await signals.ReadAsync(second, null, Cancellation)).SettlementPrice.ShouldBeNull();
    }

    [Fact]
    public async Task A_started_watch_asks_at_once_and_then_at_every_turn()
    {
        var source = new CountingSource();
        await using var watch = Watch(source);

        watch.Start();
        await source.Asked(1);
        _time.Advance(TimeSpan.FromSeconds(5));

        await source.Asked(2);
    }

    private PriceWatch Replaying(params decimal[] prices) => Watch(new ReplayedSeries(Series(Duration.FromMinutes(15), prices), _time));

    private PriceWatch Watch(IPriceSource source) =>
        new(source, PriceHistory.Empty([_own, _peer], 0), Duration.FromMinutes(15), TimeSpan.FromSeconds(5), _time);

    private static PriceSeries Series(Duration interval, params decimal[] prices) =>
        new(_own, [_own], interval, [.. prices.Select((price, index) => new PricedInterval(_noon + (interval * index), new(price), [(double)price], []))], []);

    private sealed class CountingSource : IPriceSource
    {
        private readonly SemaphoreSlim _asked = new(0);

        public string Name => "counting";

        public ValueTask<FeedAnswer> ReadAsync(CancellationToken cancellation)
        {
            _asked.Release();
            return new(FeedAnswer.Unchanged);
        }

        public async Task Asked(int turn) =>
            (await _asked.WaitAsync(TimeSpan.FromSeconds(20), Cancellation)).ShouldBeTrue($"the source was not asked for turn {turn} within 20 s");

        public void Dispose() => _asked.Dispose();
    }
}
