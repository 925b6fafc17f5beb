using System.Text.Json.Nodes;
using Shouldly;
using Spillway.IntegrationTests.Cli;
using Xunit;

namespace Spillway.IntegrationTests.Desk;

/// <summary>What a running desk does when what it stands on fails, and what it leaves behind when it stops everything.</summary>
[Collection(EmulatedDesk.OneAfterTheOther)]
public sealed class DeskFailureTests
{
    private const int DiskKibibytes = 4 * 1024;
    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_disk_commands_nothing_and_ends_the_desk_when_its_patience_is_over()
    {
        await using var desk = await EmulatedDesk.StartAsync(DeskSites.Thirty, _cancellation, DiskKibibytes);
        Assert.SkipWhen(desk.Disk is null, "No file system can be mounted here.");
        var process = await desk.RunAsync();
        desk.Until(status => Running(status) == 30, "all run");

        desk.Disk.Fill();
        await EmulatedDesk.SaysAsync(process, "ALARM the journal cannot be written, nothing is commanded");
        desk.Disk.Free();
        await EmulatedDesk.SaysAsync(process, "over the journal is written again");
        desk.Json("shed", "--to", "0.08", "--within", "60", "--reason", "test", "--id", "call-1");
        desk.Until(status => (decimal)status["power_mw"]! <= 0.08m, "the order is followed");

        desk.Disk.Fill();
        await process.WaitForExitAsync(_cancellation);
        process.ExitCode.ShouldBe(1);
        (await process.StandardError.ReadToEndAsync(_cancellation)).ShouldContain("[SW6901]");
        desk.Megawatts.ShouldBeLessThanOrEqualTo(0.0805, "the machines stay as they are");

        desk.Disk.Free();
        desk.Command("verify").Code.ShouldBe(0);
        await desk.RunAsync();
        ((string?)desk.Json("status")["orders"]![0]!["id"]).ShouldBe("call-1");
    }

    [Fact]
    public async Task A_stop_needs_two_confirmations_takes_everything_off_and_leaves_its_evidence()
    {
        await using var desk = await EmulatedDesk.StartAsync(DeskSites.Thirty, _cancellation);
        var process = await desk.RunAsync();
        desk.Until(status => Running(status) == 30, "all run");

        var once = desk.Command("stop", "--yes", "--reason", "smoke");
        once.Code.ShouldBe(1);
        once.Errors.ShouldContain("confirmed twice");
        ((JsonArray)desk.Json("status")["orders"]!).ShouldBeEmpty();

        desk.Json("stop", "--yes", "--yes", "--reason", "smoke", "--id", "stop-1");
        desk.Until(status => (decimal)status["power_mw"]! <= 0.005m, "nothing draws but what sleeps");
        desk.Megawatts.ShouldBeLessThan(0.005);
        CliProcess.Interrupt(process);
        await process.WaitForExitAsync(_cancellation);

        var evidence = (JsonObject)JsonNode.Parse(await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(desk.Home, "evidence")).ShouldHaveSingleItem(), _cancellation))!;
        ((string?)evidence["order"]!["id"]).ShouldBe("stop-1");
        ((string?)evidence["order"]!["reason"]).ShouldBe("smoke");
        ((string?)evidence["order"]!["by"]).ShouldBe(Environment.UserName);
        ((string)evidence["order_sha256"]!).Length.ShouldBe(64);
        ((JsonArray)evidence["curve"]!).Count.ShouldBeGreaterThan(1);
        ((int)evidence["commands"]!["to_machines"]!).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_token_that_others_may_read_is_refused_by_desk_and_commands()
    {
        if (OperatingSystem.IsWindows())
        {
            // Rights are another matter there.
            return;
        }

        await using var desk = await EmulatedDesk.StartAsync(DeskSites.Thirty, _cancellation);
        await desk.RunAsync();
        var token = Path.Combine(desk.Home, "token");
        File.GetUnixFileMode(token).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        File.SetUnixFileMode(token, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        foreach (var refused in new[] { desk.Command("status"), desk.Command("release", "x"), desk.RunAgain() })
        {
            refused.Code.ShouldBe(1);
            refused.Errors.ShouldContain("[SW6404]");
            refused.Errors.ShouldContain("chmod 600");
        }
    }

    private static int Running(JsonObject status) => ((JsonArray)status["groups"]!).Sum(group => (int)group!["running"]!);
}
