using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Shouldly;
using Spillway.IntegrationTests.Cli;
using Xunit;

namespace Spillway.IntegrationTests.Desk;

/// <summary>What a running desk does when what it stands on fails, and what it leaves behind when it stops everything.</summary>
public sealed class DeskFailureTests : IClassFixture<OwnAddresses>
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
    public async Task A_journal_that_another_program_locks_is_waited_for_and_written_again()
    {
        await using var desk = await EmulatedDesk.StartAsync(DeskSites.Thirty, _cancellation);
        var process = await desk.RunAsync();
        desk.Until(status => Running(status) == 30, "all run");

        await using (var foreign = Segment(desk))
        {
            Run(foreign, "BEGIN IMMEDIATE");
            await EmulatedDesk.SaysAsync(process, "ALARM the journal cannot be written, nothing is commanded");
            Run(foreign, "ROLLBACK");
            await EmulatedDesk.SaysAsync(process, "over the journal is written again");
        }

        desk.Json("shed", "--to", "0.08", "--within", "60", "--reason", "test", "--id", "call-1");
        desk.Until(status => (decimal)status["power_mw"]! <= 0.08m, "the order is followed");
        CliProcess.Interrupt(process);
        await process.WaitForExitAsync(_cancellation);
        process.ExitCode.ShouldBe(0);
        desk.Command("verify").Code.ShouldBe(0);
        desk.Command("replay").Code.ShouldBe(0);
    }

    [Fact]
    public async Task A_damaged_page_is_held_for_the_tables_time_and_then_ends_the_desk_with_the_files_name()
    {
        await using var desk = await EmulatedDesk.StartAsync(DeskSites.Thirty, _cancellation);
        var process = await desk.RunAsync();
        desk.Until(status => Running(status) == 30, "all run");

        await using (var foreign = Segment(desk))
        {
            // A commit of another program has the desk read its pages again.
            Run(foreign, "PRAGMA wal_checkpoint(TRUNCATE)");
            await using (var file = new FileStream(foreign.DataSource, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            {
                file.Position = (RootPage(foreign) - 1) * 4096;
                file.Write(new byte[4096]);
            }

            Run(foreign, "UPDATE segment SET holder = holder");
        }

        await EmulatedDesk.SaysAsync(process, "ALARM nothing is commanded any more, and the desk ends in 10 s");
        await process.WaitForExitAsync(_cancellation);

        process.ExitCode.ShouldBe(1);
        var errors = await process.StandardError.ReadToEndAsync(_cancellation);
        errors.ShouldContain("[SW6206]");
        errors.ShouldContain(".journal'");
        desk.Megawatts.ShouldBeGreaterThan(0.09, "the machines stay as they are");
        desk.Command("verify").Code.ShouldBe(1);
    }

    [Fact]
    public async Task A_desk_whose_journal_another_has_taken_over_ends_at_once()
    {
        await using var desk = await EmulatedDesk.StartAsync(DeskSites.Thirty, _cancellation);
        var process = await desk.RunAsync();
        desk.Until(status => Running(status) == 30, "all run");

        // Somebody removes the lock's file, and with it what keeps a second desk out.
        File.Delete(Path.Combine(desk.Home, "journal", "writer.lock"));
        var second = await desk.RunAsync();
        await process.WaitForExitAsync(_cancellation);

        process.ExitCode.ShouldBe(1);
        (await process.StandardError.ReadToEndAsync(_cancellation)).ShouldContain("[SW6203]");
        second.HasExited.ShouldBeFalse();
        ((string?)desk.Json("status")["mode"]).ShouldBe("live");
        desk.Command("verify").Code.ShouldBe(0);
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
        ((string?)evidence["order"]!["by"]).ShouldBe($"local (for {Environment.UserName})");
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

    private static SqliteConnection Segment(EmulatedDesk desk)
    {
        var connection = new SqliteConnection($"Data Source={Directory.GetFiles(Path.Combine(desk.Home, "journal"), "*.journal").ShouldHaveSingleItem()};Pooling=False");
        connection.Open();
        return connection;
    }

    private static long RootPage(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT rootpage FROM sqlite_master WHERE name = 'records'";
        return (long)command.ExecuteScalar()!;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static int Running(JsonObject status) => ((JsonArray)status["groups"]!).Sum(group => (int)group!["running"]!);
}
