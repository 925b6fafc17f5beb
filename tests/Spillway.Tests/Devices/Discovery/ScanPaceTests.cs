using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Spillway.Devices.Discovery;
using Xunit;

namespace Spillway.Tests.Devices.Discovery;

public sealed class ScanPaceTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Connections_begin_evenly_and_never_faster_than_the_rate()
    {
        var pace = new ScanPace(5, _time);
        var turns = Enumerable.Range(0, 11).Select(_ => pace.TurnAsync(CancellationToken.None)).ToList();

        for (var passed = 0; passed <= 10; passed++)
        {
            turns.Count(turn => turn.IsCompletedSuccessfully).ShouldBe(passed + 1, $"after {passed * 200} ms");
            _time.Advance(TimeSpan.FromMilliseconds(199));
            turns.Count(turn => turn.IsCompletedSuccessfully).ShouldBe(passed + 1, $"after {(passed * 200) + 199} ms");
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }
    }

    [Fact]
    public void A_rest_is_not_made_up_for_by_a_burst()
    {
        var pace = new ScanPace(10, _time);
        pace.TurnAsync(CancellationToken.None).IsCompleted.ShouldBeTrue();
        _time.Advance(TimeSpan.FromSeconds(60));

        pace.TurnAsync(CancellationToken.None).IsCompleted.ShouldBeTrue();
        pace.TurnAsync(CancellationToken.None).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public void Nobody_gets_a_turn_while_the_system_recovers()
    {
        var pace = new ScanPace(1000, _time);
        pace.Hold(TimeSpan.FromSeconds(2));
        var turn = pace.TurnAsync(CancellationToken.None);

        _time.Advance(TimeSpan.FromMilliseconds(1999));
        turn.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        turn.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task Waiting_for_a_turn_can_be_given_up()
    {
        using var stop = new CancellationTokenSource();
        var pace = new ScanPace(1, _time);
        await pace.TurnAsync(stop.Token);
        var turn = pace.TurnAsync(stop.Token);

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => turn);
    }
}
