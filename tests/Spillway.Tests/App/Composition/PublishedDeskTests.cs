using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Shouldly;
using Spillway.Engine.Forecasts.CoincidentPeaks;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals;
using Spillway.Markets.Feeds;
using Spillway.Tests.App.Events;
using Spillway.Tests.Engine.Forecasts.CoincidentPeaks;
using Spillway.Tests.Markets;
using Xunit;
using static Spillway.Tests.App.Events.EventRig;

namespace Spillway.Tests.App.Composition;

/// <summary>A running desk beside whose prices a file of the system's load grows, on an afternoon that is the hottest of its month.</summary>
public sealed class PublishedDeskTests : IDisposable
{
    private const int Intervals = 14;
    private static readonly Duration _hour = Duration.FromHours(1);
    private static readonly SortedDictionary<Instant, double> _loads = Hot();

    private readonly TestFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string LoadFile => Path.Combine(_folder.Root, "load.csv");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_load_file_that_grows_lets_the_desk_come_down_through_the_likely_peak_and_every_step_is_replayed_to_the_last_byte()
    {
        Write(Begin);
        await using var watch = Watch();
        using var rig = Rig(watch);
        rig.Passing = Grow(watch, Duration.Zero);
        await rig.RunAsync(Cancellation);

        var stopped = Stopped(rig);
        stopped.ShouldContain(6);
        stopped.Count.ShouldBeLessThan(Intervals - 1);
        stopped.ShouldBe(Expected(), "each load hour is seen from one hour after its end on");
        (await rig.ReplayAsync(Cancellation)).Difference.ShouldBeNull();
        rig.Said.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_the_load_the_same_desk_runs_through()
    {
        await using var watch = new PublicationWatch([], TimeSpan.FromSeconds(30), TimeProvider.System);
        using var rig = Rig(watch);
        await rig.RunAsync(Cancellation);

        Stopped(rig).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_load_file_that_comes_late_counts_from_the_next_step_on_and_is_replayed()
    {
        await using var watch = Watch();
        using var rig = Rig(watch);
        var isThere = false;
        rig.Passing = at =>
        {
            if (!isThere && at > At(5, 0))
            {
                isThere = true;
                Write(at);
                watch.Look(Cancellation);
            }
        };
        await rig.RunAsync(Cancellation);

        var late = Stopped(rig);
        late.ShouldNotBeEmpty();
        late.ShouldAllBe(interval => interval >= 6);
        rig.Said.Count.ShouldBe(2);
        rig.Said[0].ShouldStartWith("ALARM publications are not read");
        rig.Said[1].ShouldStartWith("over ");
        (await rig.ReplayAsync(Cancellation)).Difference.ShouldBeNull();
    }

    [Fact]
    public async Task Hours_that_come_out_of_order_and_corrections_are_replayed_too()
    {
        Write(Begin);
        await using var watch = Watch();
        using var rig = Rig(watch);
        rig.Passing = Grow(watch, Duration.FromMinutes(100), correct: true);
        await rig.RunAsync(Cancellation);

        Stopped(rig).ShouldNotBeEmpty();
        (await rig.ReplayAsync(Cancellation)).Difference.ShouldBeNull();
    }

    private static EventRig Rig(PublicationWatch watch) => Weighing(watch, 150, [.. Enumerable.Repeat(20m, Intervals)]);

    private static List<int> Stopped(EventRig rig) =>
        [.. Enumerable.Range(0, Intervals).Where(interval => rig.Decisions[interval].Commands.Any(command => command.Reason.Code == ReasonCode.CoincidentPeak))];

    // By hand: what the estimate says at each start, of all the load that is known then.
    private static List<int> Expected()
    {
        var stopped = new List<int>();
        for (var interval = 1; interval < Intervals; interval++)
        {
            var known = DrawnLoad.Book(_loads.Where(load => load.Key + _hour + _hour <= At(interval, 0)));
            var chance = new PeakEstimator(known, "ERCOT", DrawnLoad.Zone, [6, 7, 8, 9], PeakSettings.Frozen).At(At(interval, 0)).Probability;
            if (20.0 + (chance * 75_527.0) > 50.0)
            {
                stopped.Add(interval);
            }
        }

        return stopped;
    }

    private Action<Instant> Grow(PublicationWatch watch, Duration delay, bool correct = false)
    {
        var written = Begin;
        return at =>
        {
            if (at - written >= Duration.FromMinutes(15))
            {
                written = at;
                Write(at - delay, correct ? at : null);
                watch.Look(Cancellation);
            }
        };
    }

    // Every hour that is over; with a correction the newest hour is a little higher than in the end.
    private void Write(Instant now, Instant? correcting = null)
    {
        var over = _loads.Where(load => load.Key + _hour <= now).ToList();
        var factor = correcting is { } at ? 1.0 + (at.ToUnixTimeSeconds() % 7 / 1000.0) : 1.0;
        File.WriteAllLines(LoadFile, ["interval_start_utc,load_mw", .. over.Select((load, index) => string.Create(
            CultureInfo.InvariantCulture, $"{InstantPattern.ExtendedIso.Format(load.Key)},{load.Value * (index == over.Count - 1 ? factor : 1.0):0.000}"))]);
    }

    private PublicationWatch Watch() =>
        new([new(new(PublicationKind.SystemLoad, LoadFile), "ercot", "LZ_WEST", null)], TimeSpan.FromSeconds(30), TimeProvider.System);

    private static SortedDictionary<Instant, double> Hot()
    {
        var loads = DrawnLoad.Years(2021, 2023);
        var (from, to) = (DrawnLoad.Local(2023, 8, 17, 0), DrawnLoad.Local(2023, 8, 18, 0));
        var month = loads.Where(load => load.Key >= DrawnLoad.Local(2023, 8, 1, 0) && load.Key < from).Max(load => load.Value);
        var today = loads.Where(load => load.Key >= from && load.Key < to).ToList();
        var factor = month * 1.03 / today.Max(load => load.Value);
        foreach (var (start, load) in today)
        {
            loads[start] = Math.Round(load * factor, 3);
        }

        return loads;
    }
}
