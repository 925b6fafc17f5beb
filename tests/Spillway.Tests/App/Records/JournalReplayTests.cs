using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Shouldly;
using Spillway.App.Records;
using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;
using Spillway.Journal;
using Spillway.Journal.Memory;
using Spillway.Tests.Engine;
using Spillway.Tests.Engine.Control;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Records;

public sealed class JournalReplayTests : IDisposable
{
    private static readonly Instant _noon = Instant.FromUtc(2026, 7, 1, 12, 0);
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("spillway-replay-");
    private readonly PartStore _parts;
    private readonly List<JournalEntry> _entries = [];
    private readonly Plant _plant = Plants.Of(Halls.Site(20m, Halls.Hall("a", 10, 66m), Halls.Hall("b", 10, 50m)), Plants.Plain, 5);

    public JournalReplayTests() => _parts = new(_home.FullName);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public async Task A_recorded_run_comes_out_again_to_the_last_byte()
    {
        Record();

        var report = await ReplayAsync();

        report.Difference.ShouldBeNull();
        report.ReplayedHash.ShouldBe(report.DecisionHash);
        (report.Runs, report.Steps, report.Passes).ShouldBe((1, 5, 40));
    }

    [Fact]
    public async Task A_pass_that_decided_otherwise_is_named_with_what_differs()
    {
        Record();
        var index = _entries.FindIndex(entry => entry.Kind == RecordKinds.Pass && Text(entry).Contains("\"told\":"));
        Replace(index, Text(_entries[index]).Replace("\"told\":[[", "\"told\":[[9"));

        var report = await ReplayAsync();

        report.Difference.ShouldNotBeNull().Number.ShouldBe(index + 1);
        report.Difference.Kind.ShouldBe(RecordKinds.Pass);
        report.Difference.Recorded.ShouldContain("told");
        report.ReplayedHash.ShouldNotBe(report.DecisionHash);
    }

    [Fact]
    public async Task A_step_that_saw_another_price_decides_otherwise()
    {
        Record();
        var index = _entries.FindIndex(entry => entry.Kind == RecordKinds.Step && Text(entry).Contains("\"price_per_mwh\":500"));
        Replace(index, Text(_entries[index]).Replace("\"price_per_mwh\":500", "\"price_per_mwh\":5"));

        var report = await ReplayAsync();

        report.Difference.ShouldNotBeNull().Number.ShouldBe(index + 1);
        report.Difference.Kind.ShouldBe(RecordKinds.Step);
    }

    [Fact]
    public async Task No_decision_rests_on_the_other_price_of_the_sites_zone()
    {
        Record();
        var plain = await ReplayAsync();
        for (var index = 0; index < _entries.Count; index++)
        {
            if (_entries[index].Kind == RecordKinds.Step && Text(_entries[index]).Contains("\"settlement_price_per_mwh\""))
            {
                Replace(index, Text(_entries[index]).Replace("\"settlement_price_per_mwh\"", "\"paired\":[{\"point\":\"LZ_WEST@LZEW\",\"start_utc\":\"2026-07-01T11:45:00Z\",\"price_per_mwh\":4999}],\"settlement_price_per_mwh\""));
            }
        }

        var report = await ReplayAsync();

        report.Difference.ShouldBeNull();
        report.DecisionHash.ShouldNotBe(plain.DecisionHash, "the records are kept to the last byte");
        (report.Runs, report.Steps, report.Passes).ShouldBe((1, 5, 40));
    }

    [Fact]
    public async Task A_checkpoint_that_the_passes_do_not_lead_to_is_named()
    {
        Record();
        var other = new Checkpoint(new string('0', 64), "otherwise").Write();
        _entries.Add(new(RecordKinds.Checkpoint, RecordKinds.Version, other));

        (await ReplayAsync()).Difference.ShouldNotBeNull().Replayed.ShouldNotBe("otherwise");
    }

    [Fact]
    public async Task A_part_that_was_changed_is_refused()
    {
        Record();
        foreach (var part in Directory.GetFiles(Path.Combine(_home.FullName, "parts")))
        {
            File.AppendAllText(part, " ");
        }

        (await Should.ThrowAsync<RefusedException>(ReplayAsync)).Code.ShouldBe(RecordErrors.MissingPart);
    }

    [Fact]
    public async Task What_retention_left_of_an_older_run_is_passed_over()
    {
        Record();
        _entries.RemoveRange(0, 1);

        var report = await ReplayAsync();

        (report.Runs, report.Steps, report.Passes, report.Difference).ShouldBe((0, 0, 0, null));
    }

    private void Record()
    {
        var known = PriceHistory.Empty([SettlementPoint.FromColumn("LZ_WEST")], 0).With(new(_noon - Duration.FromMinutes(15), new(30m), [30.0]));
        var site = File.ReadAllText(Repository.Path("samples/one-machine/site.yaml"));
        var (desk, begun) = new RunDesk(_parts).Begin(
            Spillway.App.Sites.SiteFile.Read(Repository.Path("samples/one-machine/site.yaml")) with { Policy = "strike" },
            site, known, Duration.FromMinutes(15), null, new(new(_home.FullName), TimeProvider.System), Cancellation);
        var stand = new ControlStand(_plant);
        var groups = ImmutableArray.Create(GroupState.Settled(desk.Site.Loads[0], 1));
        Add(RecordKinds.RunStart, RunStartCodec.Write(begun with { Groups = groups, Power = desk.Site.Loads[0].Power(1, 1), At = _noon, Control = stand.State.Digest() }));
        Steps(desk, RunDesk.Before(desk, known, groups, desk.Site.Loads[0].Power(1, 1)));
        Add(RecordKinds.Checkpoint, Checkpoint.Of(stand.State, previous: null, _parts).Write());
        for (var pass = 0; pass < 40; pass++)
        {
            Passed(stand, pass);
        }

        Add(RecordKinds.Checkpoint, Checkpoint.Of(stand.State, previous: null, _parts).Write());
    }

    private void Steps(Desk desk, DeskState state)
    {
        decimal[] prices = [40m, 500m, 20m, 70m, 10m];
        ImmutableArray<GroupRun> measured = [];
        for (var index = 0; index < prices.Length; index++)
        {
            var slot = new Slot(_noon + Duration.FromMinutes(15 * index), Duration.FromMinutes(15));
            var settled = index == 0 ? (EnergyPrice?)null : new(prices[index - 1]);
            var frame = new SignalFrame(
                index == 0 ? [] : [new(slot.Start - slot.Length, settled!.Value, [(double)settled.Value.Value])], [], settled, null, null);
            var observation = new Observation(slot, frame, measured);
            var before = state;
            (state, var step) = DeskStep.Next(desk, state, observation);
            Add(RecordKinds.Step, StepCodec.Write(observation, step));
            var command = step.Decision!.Commands[0];
            measured = [before.Groups[0].Run(desk.Site.Loads[0], command.ModeIndex, command.Machines, slot.Minutes)];
        }
    }

    private void Passed(ControlStand stand, int pass)
    {
        if (pass == 5)
        {
            stand.Decide(10, 0);
        }

        var before = stand.State;
        stand.Fleet.Advance(Duration.FromSeconds(1));
        var frame = stand.Fleet.Observe(null, pass == 15 ? [Plants.Ceiling(4m, 10)] : pass == 30 ? [Plants.Release("ceiling-4")] : []);
        stand.Pass(frame);
        stand.State.ShouldNotBe(before);
        Add(RecordKinds.Pass, PassCodec.Write(frame, stand.Turn));
    }

    private async Task<ReplayReport> ReplayAsync()
    {
        await using var journal = new MemoryJournal(new FakeTimeProvider());
        await journal.AppendAsync(_entries, Cancellation);
        using var replay = new JournalReplay(_parts, _ => _plant);
        return await replay.RunAsync(journal.ReadAsync(1, Cancellation), null, Cancellation);
    }

    private void Add(string kind, byte[] payload) => _entries.Add(new(kind, RecordKinds.Version, payload));

    private void Replace(int index, string text) => _entries[index] = _entries[index] with { Payload = Encoding.UTF8.GetBytes(text) };

    private static string Text(JournalEntry entry) => Encoding.UTF8.GetString(entry.Payload.Span);
}
