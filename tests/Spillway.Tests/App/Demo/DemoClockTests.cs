using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Shouldly;
using Spillway.App.Demo;
using Xunit;

namespace Spillway.Tests.App.Demo;

public sealed class DemoClockTests : IDisposable
{
    private static readonly Instant _start = Instant.FromUtc(2024, 3, 25, 5, 0);
    private static readonly Duration _interval = Duration.FromMinutes(15);
    private static readonly TimeSpan _step = TimeSpan.FromMilliseconds(40);

    private readonly FakeTimeProvider _wall = new();
    private readonly DemoClock _clock;

    public DemoClockTests() => _clock = new(_wall, _start, _interval);

    [Fact]
    public void It_stands_until_it_is_started_and_then_runs_at_its_speed()
    {
        _wall.Advance(TimeSpan.FromSeconds(5));
        _clock.Now.ShouldBe(_start);

        _clock.Start();
        _clock.Speed = 100;
        Steps(10);

        _clock.Now.ShouldBe(_start + Duration.FromSeconds(40));
        _clock.GetElapsedTime(0, _clock.GetTimestamp()).ShouldBe(TimeSpan.FromSeconds(40));
    }

    [Fact]
    public void It_waits_for_the_desk_at_the_end_of_an_interval()
    {
        _clock.Start();
        _clock.Speed = 40_000;
        Steps(100);

        _clock.Now.ShouldBe(_start + _interval + Duration.FromSeconds(2));

        _clock.Seen(_start + _interval);
        Steps(100);

        _clock.Now.ShouldBe(_start + (_interval * 2) + Duration.FromSeconds(2));
    }

    [Fact]
    public void An_instant_to_be_met_is_approached_slowly()
    {
        var meets = _start + Duration.FromMinutes(5);
        _clock.Meet(meets);
        _clock.Start();
        _clock.Speed = 3_000;
        Steps(3);

        _clock.Now.ShouldBe(meets - Duration.FromSeconds(3));

        Steps(1);

        _clock.Now.ShouldBe(meets - Duration.FromSeconds(2.4));
    }

    [Fact]
    public async Task Timers_go_by_it_whatever_its_speed()
    {
        _clock.Start();
        var delay = Task.Delay(TimeSpan.FromMinutes(1), _clock, TestContext.Current.CancellationToken);
        var fired = 0;
        await using var periodic = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));
        Steps(5);
        delay.IsCompleted.ShouldBeFalse();
        fired.ShouldBe(0);

        _clock.Speed = 250;
        Steps(6);

        await delay.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        fired.ShouldBeInRange(5, 6);

        periodic.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var last = fired;
        Steps(10);
        fired.ShouldBe(last);
    }

    public void Dispose() => _clock.Dispose();

    private void Steps(int count)
    {
        for (; count > 0; count--)
        {
            _wall.Advance(_step);
        }
    }
}
