using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Shouldly;
using Spillway.App.Streams.Webhooks;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites.Rules;
using Spillway.Markets.Archive;
using Spillway.Markets.Feeds;
using Spillway.Markets.Files;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Markets.Feeds;

/// <summary>A source that has both prices of the site's zone gives both, each once, exactly as published.</summary>
public sealed class PairedFeedTests : IDisposable
{
    private static readonly Instant _noon = Instant.FromUtc(2026, 9, 26, 12, 0);
    private static readonly Duration _quarter = Duration.FromMinutes(15);
    private static readonly SettlementPoint _own = SettlementPoint.FromColumn("LZ_WEST");
    private static readonly SettlementPoint _weighted = SettlementPoint.FromColumn("LZ_WEST@LZEW");
    private static readonly ZonePair _pair = new(SettlementPointType.ZoneEnergyWeighted, SettlementPointType.Zone);
    private readonly TestFolder _folder = new();
    private readonly FakeTimeProvider _time = new(_noon.ToDateTimeOffset());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string PriceFile => Path.Combine(_folder.Root, "prices.csv");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_followed_file_tells_the_other_price_when_its_interval_is_over_and_a_correction_again()
    {
        await using var watch = Watch(new FollowedFile(PriceFile, "ercot", _own, _pair));
        Write("40,41.005", "60,", "70,71");
        await watch.AskOnceAsync(Cancellation);

        watch.TakePaired(_noon + _quarter).ShouldBe([Paired(0, 41.005m)]);
        watch.TakePaired(_noon + (_quarter * 2)).ShouldBeEmpty();
        watch.TakePaired(Instant.MaxValue).ShouldBe([Paired(2, 71m)]);

        // The second comes late, the first is corrected; own prices are as they were.
        Write("40,42", "60,61", "70,71 ");
        await watch.AskOnceAsync(Cancellation);
        watch.TakePaired(Instant.MaxValue).ShouldBe([Paired(0, 42m), Paired(1, 61m)]);
    }

    [Fact]
    public async Task What_was_known_when_the_desk_began_is_no_news()
    {
        Write("40,41", "60,61");
        await using var watch = new PriceWatch(
            new FollowedFile(PriceFile, "ercot", _own, _pair), PriceHistory.Empty([_own], 0), _quarter, TimeSpan.FromSeconds(5), _time) { KnownPaired = [Paired(0, 41m)] };

        await watch.AskOnceAsync(Cancellation);

        watch.TakePaired(Instant.MaxValue).ShouldBe([Paired(1, 61m)]);
    }

    [Fact]
    public async Task Without_a_pair_the_file_gives_the_sites_own_price_alone()
    {
        Write("40,41", "60,61");
        await using var watch = Watch(new FollowedFile(PriceFile, "ercot", _own));

        await watch.AskOnceAsync(Cancellation);

        watch.Take(Instant.MaxValue).Length.ShouldBe(2);
        watch.TakePaired(Instant.MaxValue).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_desk_sees_the_other_price_beside_its_own_in_one_frame()
    {
        Write("40,41", "60,61");
        var series = PriceSeriesLoader.FromFiles(MarketFileReader.Read(PriceFile, Cancellation), "ercot", _own, _pair).Series;
        await using var watch = Watch(new ReplayedSeries(series, _time));
        _time.Advance(TimeSpan.FromMinutes(15));
        await watch.AskOnceAsync(Cancellation);

        var frame = await new WatchedSignals(watch, null).ReadAsync(new(_noon, _quarter), new(_noon + _quarter, _quarter), Cancellation);

        frame.Prices.ShouldHaveSingleItem().Price.Value.ShouldBe(40m);
        frame.Paired.ShouldBe([Paired(0, 41m)], "the second is not over by the desk's clock");
    }

    [Fact]
    public async Task Of_rows_that_name_their_point_those_of_the_other_are_kept_beside_the_sites()
    {
        const string Rows = "from,point,price\n2026-09-26T12:00:00Z,LZ_WEST,40\n2026-09-26T12:00:00Z,LZ_WEST@LZEW,41.5\n2026-09-26T12:00:00Z,HB_NORTH,9\n";
        var mapping = new FeedMapping(FeedForm.Csv, "", "from", FeedTimeForm.Iso, IsTimeOfEnd: false, _quarter, "price", "point");
        await using var server = await LocalServer.StartAsync(http => http.Response.WriteAsync(Rows));
        var options = new PolledSourceOptions(server.Address, "ercot", _own, mapping, null, TimeSpan.FromSeconds(10))
        {
            Connect = TargetGuard.Connecting(isLocalAllowed: true, static what => new InvalidOperationException(what)),
        };
        using var single = new PolledSource(options);
        using var both = new PolledSource(options with { Pair = _pair });

        (await single.ReadAsync(Cancellation)).Paired.ShouldBeEmpty();
        var answer = await both.ReadAsync(Cancellation);

        answer.Prices.ShouldHaveSingleItem().Price.Value.ShouldBe(40m);
        answer.Paired.ShouldBe([Paired(0, 41.5m)]);
    }

    private static PairedPrice Paired(int index, decimal price) => new(_weighted, _noon + (_quarter * index), new(price));

    private PriceWatch Watch(IPriceSource source) => new(source, PriceHistory.Empty([_own], 0), _quarter, TimeSpan.FromSeconds(5), _time);

    private void Write(params string[] rows) => File.WriteAllText(PriceFile, "interval_start_utc,LZ_WEST,LZ_WEST@LZEW\n" + string.Concat(
        rows.Select((row, index) => $"{_noon + (_quarter * index)},{row}\n")));
}
