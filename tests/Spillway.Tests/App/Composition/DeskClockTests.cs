using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Shouldly;
using Spillway.App.Composition;
using Spillway.Engine.Signals;
using Xunit;

namespace Spillway.Tests.App.Composition;

public sealed class DeskClockTests
{
    private static readonly Instant _noon = Instant.FromUtc(2026, 8, 17, 12, 0);
    private static readonly Duration _quarter = Duration.FromMinutes(15);
    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_begins_with_the_interval_that_runs_and_goes_on_one_by_one()
    {
        var time = new FakeTimeProvider((_noon + Duration.FromMinutes(7)).ToDateTimeOffset());
        var clock = new LiveClock(time, _quarter);

        (await clock.NextAsync(_cancellation)).ShouldBe(new Slot(_noon, _quarter));
        time.SetUtcNow((_noon + _quarter).ToDateTimeOffset());
        (await clock.NextAsync(_cancellation)).ShouldBe(new Slot(_noon + _quarter, _quarter));
    }

    [Fact]
    public async Task After_a_long_sleep_it_goes_on_with_the_interval_that_runs()
    {
        var time = new FakeTimeProvider(_noon.ToDateTimeOffset());
        var clock = new LiveClock(time, _quarter);
        await clock.NextAsync(_cancellation);

        time.SetUtcNow((_noon + Duration.FromHours(2) + Duration.FromMinutes(1)).ToDateTimeOffset());

        (await clock.NextAsync(_cancellation)).ShouldBe(new Slot(_noon + Duration.FromHours(2), _quarter));
    }

    [Theory]
    [InlineData(10, 15)]
    [InlineData(60, -60)]
    public async Task Set_back_a_little_it_goes_on_with_the_next_and_set_back_far_with_the_interval_it_stands_in(int backMinutes, int startsAfterMinutes)
    {
        var time = new FakeTimeProvider(_noon.ToDateTimeOffset());
        var clock = new LiveClock(time, _quarter);
        await clock.NextAsync(_cancellation);

        time.AdjustTime((_noon - Duration.FromMinutes(backMinutes)).ToDateTimeOffset());
        var next = clock.NextAsync(_cancellation).AsTask();
        time.Advance(TimeSpan.FromMinutes(15));

        (await next)!.Value.Start.ShouldBe(_noon + Duration.FromMinutes(startsAfterMinutes));
    }

    [Fact]
    public void A_shifted_clock_begins_elsewhere_and_runs_faster()
    {
        var wall = new FakeTimeProvider();
        var time = new ShiftedTime(wall, _noon.ToDateTimeOffset(), 60);
        var stamp = time.GetTimestamp();
        using var rung = new ManualResetEventSlim();
        using var timer = time.CreateTimer(_ => rung.Set(), null, TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);

        wall.Advance(TimeSpan.FromMilliseconds(999));
        rung.IsSet.ShouldBeFalse();
        wall.Advance(TimeSpan.FromMilliseconds(1));

        rung.IsSet.ShouldBeTrue("a minute of its own is a second of the wall");
        time.GetUtcNow().ShouldBe((_noon + Duration.FromMinutes(1)).ToDateTimeOffset());
        time.GetElapsedTime(stamp).ShouldBe(TimeSpan.FromMinutes(1));
    }
}
