using System.Globalization;
using System.Text.Json.Nodes;
using Shouldly;
using Spillway.App.Records;
using Spillway.IntegrationTests.Cli;
using Spillway.Journal.Sqlite;
using Spillway.Units;
using Xunit;

namespace Spillway.IntegrationTests.Desk;

/// <summary>A desk under orders is killed at random moments, and the next one takes up where it stood.</summary>
/// <remarks>3 kills; SPILLWAY_DESK_KILLS sets another number, SPILLWAY_DESK_SEED another seed.</remarks>
public sealed class DeskKillTests : IClassFixture<OwnAddresses>
{
    private const int LongestMilliseconds = 3_000;
    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    private static int Kills => Number("SPILLWAY_DESK_KILLS", 3);

    private static int Seed => Number("SPILLWAY_DESK_SEED", 4);

    [Fact]
    public async Task Orders_outlive_kills_and_no_command_is_given_twice_or_left_without_an_outcome()
    {
        TestContext.Current.SendDiagnosticMessage($"seed {Seed}, {Kills} kills");
        var random = new Random(Seed);
        await using var desk = await EmulatedDesk.StartAsync(DeskSites.Thirty, _cancellation);
        var isHeld = false;
        var process = await desk.RunAsync();
        desk.Until(status => Running(status) == 30, "all run");
        for (var kill = 0; kill < Kills; kill++)
        {
            var orders = Task.Run(() => isHeld = Order(desk, kill, isHeld), _cancellation);
            process.WaitForExit(random.Next(LongestMilliseconds)).ShouldBeFalse("the desk runs until it is killed");
            await orders;
            process.WaitForExit(random.Next(LongestMilliseconds)).ShouldBeFalse("the desk runs until it is killed");
            process.Kill();
            await process.WaitForExitAsync(_cancellation);

            var verified = desk.Command("verify");
            verified.Code.ShouldBe(0, $"kill {kill}: {verified.Output}{verified.Errors}");
            process = await desk.RunAsync();
            var status = desk.Json("status");
            ((JsonArray)status["orders"]!).Select(order => (string?)order!["id"]).ShouldBe(isHeld ? [$"call-{kill}"] : [], $"kill {kill}");
        }

        if (isHeld)
        {
            desk.Json("release", $"call-{Kills - 1}");
        }

        desk.Until(status => Running(status) + Count(status, "starting") == 30, "all come back");
        CliProcess.Interrupt(process);
        await process.WaitForExitAsync(_cancellation);
        process.ExitCode.ShouldBe(0);
        desk.Command("verify").Code.ShouldBe(0);
        var replayed = desk.Command("replay");
        replayed.Code.ShouldBe(0, replayed.Output + replayed.Errors);
        replayed.Output.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"{Kills + 1} runs"));
        await ShouldHaveOneOutcomeEachAsync(desk.Home);
        await ShouldHaveHadNoEffectTwiceAsync(desk);
    }

    // Every second kill finds the order released again, the others find it in force.
    private static bool Order(EmulatedDesk desk, int kill, bool isHeld)
    {
        if (isHeld)
        {
            desk.Json("release", string.Create(CultureInfo.InvariantCulture, $"call-{kill - 1}"));
        }

        desk.Json("shed", "--to", "0.05", "--within", "60", "--reason", "test", "--id", string.Create(CultureInfo.InvariantCulture, $"call-{kill}"));
        if (kill % 2 == 1)
        {
            desk.Json("release", string.Create(CultureInfo.InvariantCulture, $"call-{kill}"));
            return false;
        }

        return true;
    }

    private static async Task ShouldHaveOneOutcomeEachAsync(string home)
    {
        var given = new HashSet<CommandId>();
        var ended = new HashSet<CommandId>();
        await foreach (var record in SqliteJournal.ReadBeside(SqliteJournal.FolderIn(home), 1, _cancellation))
        {
            if (record.Kind != RecordKinds.Pass)
            {
                continue;
            }

            var (frame, turn) = PassCodec.Read(record.Payload);
            foreach (var outcome in frame.Outcomes.Concat(turn.Unanswered))
            {
                given.ShouldContain(outcome.Command, $"record {record.Number}: an outcome of a command that was never given");
                ended.Add(outcome.Command).ShouldBeTrue($"record {record.Number}: command {outcome.Command} has two outcomes");
            }

            foreach (var id in turn.Machines.Select(command => command.Id).Concat(turn.Feeds.Select(command => command.Id)))
            {
                given.Add(id).ShouldBeTrue($"record {record.Number}: command {id} is given twice");
            }
        }

        given.Count.ShouldBeGreaterThan(30);
        given.Except(ended).ShouldBeEmpty("commands without an outcome");
    }

    // What the machines did, by their own count, against what the journal says that they were told: a command that reached a machine once
    // more after another would have changed it more often than its commands can.
    private static async Task ShouldHaveHadNoEffectTwiceAsync(EmulatedDesk desk)
    {
        var told = new ToldChanges(DeskSites.ThirtyFeeds, machines: 30);
        await foreach (var record in SqliteJournal.ReadBeside(SqliteJournal.FolderIn(desk.Home), 1, _cancellation))
        {
            if (record.Kind == RecordKinds.Pass)
            {
                told.Take(PassCodec.Read(record.Payload).Turn);
            }
        }

        var changes = desk.Changes;
        TestContext.Current.SendDiagnosticMessage($"told to change {told.Counts.Sum()} times, changed {changes.Sum()} times");
        changes.Sum().ShouldBeGreaterThan(0, "the orders reach the machines");
        for (var machine = 0; machine < changes.Count; machine++)
        {
            changes[machine].ShouldBeLessThanOrEqualTo(told.Counts[machine], $"machine {machine}");
        }
    }

    private static int Running(JsonObject status) => Count(status, "running");

    private static int Count(JsonObject status, string what) => ((JsonArray)status["groups"]!).Sum(group => (int)group![what]!);

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
