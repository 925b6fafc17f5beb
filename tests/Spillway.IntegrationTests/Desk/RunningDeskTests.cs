using System.Text.Json.Nodes;
using Shouldly;
using Spillway.IntegrationTests.Cli;
using Xunit;

namespace Spillway.IntegrationTests.Desk;

/// <summary>The desk as a process against emulated machines, breakers and a meter on loopback.</summary>
public sealed class RunningDeskTests : IClassFixture<OwnAddresses>
{
    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shed_keeps_its_promise_by_the_meter_and_a_second_desk_is_refused()
    {
        await using var desk = await EmulatedDesk.StartAsync(DeskSites.Thirty, _cancellation);
        var process = await desk.RunAsync();
        var before = desk.Until(status => Running(status) == 30 && (string?)status["power_from"] == "meter", "all run and the meter is read");
        var full = (decimal)before["power_mw"]!;
        full.ShouldBeInRange(0.09m, 0.11m);

        var second = desk.RunAgain();
        second.Code.ShouldBe(1);
        second.Errors.ShouldContain("[SW6202]");

        var answer = desk.Json("shed", "--to", "0.05", "--within", "60", "--reason", "test", "--id", "call-1");

        ((decimal)answer["promise"]!["left_over_mw"]!).ShouldBe(0m);
        ((decimal)answer["promise"]!["reduction_mw"]!).ShouldBe(full - 0.05m, 0.005m);
        desk.Until(status => (decimal)status["power_mw"]! <= 0.05m, "the meter shows no more than 0.05 MW");
        desk.Megawatts.ShouldBeLessThanOrEqualTo(0.0505, "that is what the emulated machines draw");
        var again = desk.Json("shed", "--to", "0.05", "--within", "60", "--reason", "test", "--id", "call-1");
        ((string?)again["verdict"]).ShouldBe("known");

        var polls = desk.Command("polls", "--last", "30");
        polls.Code.ShouldBe(0, polls.Errors);
        polls.Output.ShouldContain("\"STATUS\"", Case.Sensitive, "raw answers of the machines are kept");
        desk.Json("release", "call-1");
        desk.Until(status => ((JsonArray)status["orders"]!).Count == 0, "no order holds");
        CliProcess.Interrupt(process);
        await process.WaitForExitAsync(_cancellation);
        process.ExitCode.ShouldBe(0);
        File.Exists(Path.Combine(desk.Home, "desk.json")).ShouldBeFalse();
        Directory.GetFiles(Path.Combine(desk.Home, "evidence")).Length.ShouldBe(1);
        desk.Command("verify").Code.ShouldBe(0);
    }

    [Fact]
    public async Task After_a_kill_the_orders_hold_on_and_nothing_comes_up_that_may_not()
    {
        await using var desk = await EmulatedDesk.StartAsync(DeskSites.Thirty, _cancellation);
        var process = await desk.RunAsync();
        desk.Until(status => Running(status) == 30, "all run");
        desk.Json("shed", "--to", "0.05", "--within", "60", "--reason", "test", "--id", "call-2");

        process.Kill();
        await process.WaitForExitAsync(_cancellation);
        desk.Command("verify").Code.ShouldBe(0);
        await desk.RunAsync();

        var status = desk.Until(status => (decimal)status["power_mw"]! <= 0.05m && (string?)status["power_from"] == "meter", "the ceiling holds");
        ((string?)status["orders"]![0]!["id"]).ShouldBe("call-2");
        ((string?)status["ceiling_by"]).ShouldBe("call-2");
        desk.Megawatts.ShouldBeLessThanOrEqualTo(0.0505);
    }

    [Fact]
    public async Task A_paper_desk_moves_nothing()
    {
        await using var desk = await EmulatedDesk.StartAsync(DeskSites.Thirty, _cancellation);
        await desk.RunAsync("--paper");
        desk.Until(status => Running(status) == 30, "all run");

        desk.Json("shed", "--to", "0.05", "--within", "60", "--reason", "test");

        var status = desk.Until(status => (decimal)status["power_mw"]! <= 0.05m, "the shed is done on paper");
        ((string?)status["mode"]).ShouldBe("paper");
        desk.Megawatts.ShouldBeGreaterThan(0.09, "the machines run on");
    }

    [Theory]
    [InlineData("shelly")]
    [InlineData("mqtt\n          template: tasmota\n          device: plug-1\n          channel: 1")]
    public async Task An_order_that_firmware_is_too_slow_for_opens_the_feed_behind_a_relay(string wiring)
    {
        await using var desk = await EmulatedDesk.StartAsync(DeskSites.Relayed(wiring), _cancellation);
        await desk.RunAsync();
        desk.Until(status => Running(status) == 30 && (string?)status["power_from"] == "meter", "all run and the meter is read");

        var answer = desk.Json("shed", "--to", "0.04", "--within", "5", "--reason", "test", "--id", "call-3");

        ((decimal)answer["promise"]!["left_over_mw"]!).ShouldBe(0m);
        desk.Until(status => ((JsonArray)status["groups"]!).Sum(group => (int)group!["unpowered"]!) == 20, "both feeds of the first hall say that they are open");
        desk.Megawatts.ShouldBeLessThanOrEqualTo(0.0404, "the relay really opened: the other feed alone leaves more");
        desk.Command("verify").Code.ShouldBe(0);
    }

    private static int Running(JsonObject status) => ((JsonArray)status["groups"]!).Sum(group => (int)group!["running"]!);
}
