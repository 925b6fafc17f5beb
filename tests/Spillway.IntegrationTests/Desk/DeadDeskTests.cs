using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Spillway.IntegrationTests.Desk;

/// <summary>The desk itself is dead: what breakers and machines do then is what the fail-safe table says.</summary>
public sealed class DeadDeskTests : IClassFixture<OwnAddresses>
{
    private const double Speed = 2;
    private const double HallB = 0.033;
    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    // The emulated contactors open 30 s after they were fed last, by the clock of their world.
    private static readonly TimeSpan _watchdog = TimeSpan.FromSeconds(30 / Speed);

    [Fact]
    public async Task Where_the_table_says_stop_watchdogs_open_the_feeds_of_a_killed_desk_and_the_next_one_leaves_them_to_people()
    {
        await using var desk = await EmulatedDesk.StartAsync(DeskSites.Watched("stop"), _cancellation, speed: Speed);
        var process = await desk.RunAsync();
        desk.Until(status => Running(status) == 30, "all run");
        await EmulatedDesk.WorldUntilAsync(() => desk.Megawatts > 0.09, _watchdog, "all draw");

        var killed = TimeProvider.System.GetTimestamp();
        process.Kill();
        await process.WaitForExitAsync(_cancellation);
        desk.Megawatts.ShouldBeGreaterThan(0.09, "watchdogs take their time");
        await EmulatedDesk.WorldUntilAsync(() => desk.Megawatts < HallB * 1.1, _watchdog * 2, "the feeds of the first hall are open");

        TimeProvider.System.GetElapsedTime(killed).ShouldBeGreaterThan(_watchdog * 0.5);
        desk.Megawatts.ShouldBeGreaterThan(HallB * 0.9, "the second hall has no watchdog and goes on");
        await desk.RunAsync();
        desk.Until(status => Running(status) == 10 && Count(status, "unpowered") == 20, "the next desk sees what is open");
        desk.Megawatts.ShouldBeLessThan(HallB * 1.1, "what the desk did not open is a person's to close");
        desk.Command("verify").Code.ShouldBe(0);
    }

    [Fact]
    public async Task Where_the_table_says_go_on_nothing_moves_when_the_desk_is_killed()
    {
        await using var desk = await EmulatedDesk.StartAsync(DeskSites.Watched("go-on"), _cancellation, speed: Speed);
        var process = await desk.RunAsync();
        desk.Until(status => Running(status) == 30, "all run");

        process.Kill();
        await process.WaitForExitAsync(_cancellation);
        var killed = TimeProvider.System.GetTimestamp();
        await EmulatedDesk.WorldUntilAsync(
            () => desk.Megawatts < 0.09 || TimeProvider.System.GetElapsedTime(killed) > _watchdog * 1.5, _watchdog * 2, "the time of a watchdog is over");

        desk.Megawatts.ShouldBeGreaterThan(0.09, "nobody armed the watchdogs");
    }

    private static int Running(JsonObject status) => Count(status, "running");

    private static int Count(JsonObject status, string what) => ((JsonArray)status["groups"]!).Sum(group => (int)group![what]!);
}
