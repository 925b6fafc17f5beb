using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Shouldly;
using Spillway.Engine.Signals;
using Spillway.Markets.Feeds;
using Xunit;

namespace Spillway.Tests.Markets.Feeds;

public sealed class PublicationWatchTests : IDisposable
{
    private static readonly Instant _noon = Instant.FromUtc(2026, 7, 26, 12, 0);
    private static readonly Duration _hour = Duration.FromHours(1);

    private readonly FakeTimeProvider _time = new(_noon.ToDateTimeOffset());
    private readonly TestFolder _folder = new();
    private int _writings;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_load_hour_is_taken_one_hour_after_its_end_and_once()
    {
        Write("load.csv", 10, 50_000, 51_000, 52_000);
        await using var watch = Watch("load.csv");

        watch.Begin(_noon, Cancellation).Select(one => one.Value).ShouldBe([50_000.0]);
        watch.Take(_noon).ShouldBeEmpty();
        watch.Take(_noon + _hour).ShouldHaveSingleItem().ShouldBe(
            new(PublicationKind.SystemLoad, "load_mw", _noon - _hour, _hour, _noon + _hour, 51_000.0));
        watch.Take(_noon + _hour).ShouldBeEmpty();
        watch.Take(Instant.MaxValue).ShouldHaveSingleItem().Value.ShouldBe(52_000.0);
    }

    [Fact]
    public async Task What_comes_late_or_is_corrected_is_taken_with_the_time_it_could_have_been_known()
    {
        await using var watch = Watch("load.csv");
        watch.Begin(_noon, Cancellation).ShouldBeEmpty();
        watch.Fault.ShouldNotBeNull().ShouldContain("is not there");

        Write("load.csv", 8, 50_000, 51_000);
        watch.Look(Cancellation);
        watch.Fault.ShouldBeNull();
        watch.Take(_noon).Select(one => one.KnownAt).ShouldBe([_noon - (2 * _hour), _noon - _hour]);

        Write("load.csv", 8, 50_000, 51_500);
        watch.Look(Cancellation);
        watch.Take(_noon).ShouldHaveSingleItem().Value.ShouldBe(51_500.0);
    }

    [Fact]
    public async Task Files_of_a_folder_are_laid_over_each_other_in_the_order_of_their_names()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Root, "loads"));
        Write("loads/2-later.csv", 7, 60_000);
        Write("loads/1-earlier.csv", 6, 50_000, 51_000);
        await using var watch = Watch("loads");

        watch.Begin(_noon, Cancellation).Select(one => one.Value).ShouldBe([50_000.0, 60_000.0]);
        Write("loads/3-latest.csv", 8, 70_000);
        watch.Look(Cancellation);

        watch.Take(_noon).ShouldHaveSingleItem().Value.ShouldBe(70_000.0);
    }

    [Fact]
    public async Task A_file_that_is_refused_changes_nothing_and_is_read_again()
    {
        Write("load.csv", 8, 50_000);
        await using var watch = Watch("load.csv");
        watch.Begin(_noon, Cancellation).Length.ShouldBe(1);

        File.AppendAllText(Path.Combine(_folder.Root, "load.csv"), "2026-07-26T09:00:00Z,\"51");
        watch.Look(Cancellation);
        watch.Fault.ShouldNotBeNull().ShouldContain("load.csv");
        watch.Take(_noon).ShouldBeEmpty();

        Write("load.csv", 8, 50_000, 51_000);
        watch.Look(Cancellation);
        watch.Fault.ShouldBeNull();
        watch.Take(_noon).ShouldHaveSingleItem().Value.ShouldBe(51_000.0);
    }

    [Fact]
    public async Task Of_more_than_a_record_holds_the_newest_come_first()
    {
        await using var watch = Watch("load.csv");
        watch.Begin(_noon, Cancellation);
        Write("load.csv", 12 - 4_102, [.. Enumerable.Range(1, 4_101).Select(hour => 40_000 + hour)]);
        watch.Look(Cancellation);

        var first = watch.Take(_noon + (3 * _hour));
        (first.Length, first[0].Value, first[^1].Value).ShouldBe((4_000, 40_102.0, 44_101.0));
        watch.Take(_noon + (3 * _hour)).Length.ShouldBe(101);
        watch.Take(_noon + (3 * _hour)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_the_points_that_a_decision_reads_are_taken()
    {
        _folder.Write("prices.csv", "interval_start_utc,AEN,HB_HUBAVG,HB_WEST,LZ_SOUTH,LZ_WEST\n2026-07-26T05:00:00Z,1,2,3,4,5\n2026-07-26T06:00:00Z,1,2,3,4,5\n");
        await using var watch = new PublicationWatch(
            [new(new(PublicationKind.DayAheadPrice, Path.Combine(_folder.Root, "prices.csv")), "ercot", "LZ_WEST", null)], TimeSpan.FromSeconds(30), _time);

        watch.Begin(_noon, Cancellation).Select(one => one.Point).Distinct().Order(StringComparer.Ordinal).ShouldBe(["AEN", "HB_HUBAVG", "HB_WEST", "LZ_WEST"]);
    }

    [Fact]
    public async Task A_started_watch_looks_at_every_turn()
    {
        await using var watch = Watch("load.csv");
        watch.Begin(_noon, Cancellation);
        watch.Start();
        Write("load.csv", 8, 50_000);

        _time.Advance(TimeSpan.FromSeconds(30));

        SpinWait.SpinUntil(() => watch.Fault is null, TimeSpan.FromSeconds(30)).ShouldBeTrue();
        watch.Take(_noon).ShouldHaveSingleItem();
    }

    private PublicationWatch Watch(string name) =>
        new([new(new(PublicationKind.SystemLoad, Path.Combine(_folder.Root, name)), "ercot", "LZ_WEST", null)], TimeSpan.FromSeconds(30), _time);

    // Hours of the day of the test; each writing has another length or time.
    private void Write(string name, int firstHour, params int[] megawatts)
    {
        var path = _folder.Write(name, "interval_start_utc,load_mw\n" + string.Concat(megawatts.Select((load, index) => string.Create(
            CultureInfo.InvariantCulture, $"{_noon + (_hour * (firstHour - 12 + index)):uuuu-MM-dd'T'HH:mm:ss'Z'},{load}\n"))));
        File.SetLastWriteTimeUtc(path, _noon.ToDateTimeUtc().AddSeconds(++_writings));
    }
}
