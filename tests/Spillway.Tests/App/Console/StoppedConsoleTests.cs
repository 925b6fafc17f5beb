using Shouldly;
using Spillway.Bench;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Console;

public sealed class StoppedConsoleTests
{
    // What the console says may be on its way to a page that has not said that it came, and what was being read when it stopped.
    private const int MostPending = 4 + 1;
    private const int Passes = 12;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_console_that_stops_reading_holds_up_neither_the_desk_nor_others_and_little_waits_for_it()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(_patience);
        await using var rig = await ApiRig.StartAsync(limit.Token, furnish: static room => room with { HasConsole = true, IsDemo = true });
        var desk = new Uri($"http://127.0.0.1:{rig.Port}");
        await using var stopped = await BlazorClient.OpenAsync(desk, limit.Token);
        await using var other = await BlazorClient.OpenAsync(desk, limit.Token);
        await stopped.FrameAsync(limit.Token);
        stopped.StopReading();
        stopped.Forget();
        other.Forget();

        for (var pass = 0; pass < Passes; pass++)
        {
            rig.Pass();
            await other.FrameAsync(limit.Token);
        }

        other.TakeFrames().Count().ShouldBeGreaterThanOrEqualTo(Passes - MostPending);
        await stopped.ReadOnAsync(limit.Token);
        var frames = stopped.TakeFrames().Count();
        while (frames == 0)
        {
            // On a busy machine the desk may not yet have drawn for it what it drew for the other.
            await stopped.FrameAsync(limit.Token);
            frames = stopped.TakeFrames().Count();
        }

        frames.ShouldBeInRange(1, MostPending + 1);

        // And it goes on from what the desk is now.
        stopped.Forget();
        rig.Pass();
        await stopped.FrameAsync(limit.Token);
    }
}
