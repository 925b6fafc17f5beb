using NodaTime;
using Shouldly;
using Spillway.App.Composition;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Plans;
using Spillway.Engine.Sites.Plants;
using Spillway.Journal;
using Spillway.Journal.Memory;
using Spillway.Tests.Engine;
using Spillway.Tests.Engine.Control;
using Xunit;

namespace Spillway.Tests.App.Composition;

/// <summary>What the desk does when its journal fails it, by the fail-safe table.</summary>
public sealed class DeskJournalTests : IDisposable
{
    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("spillway-desk-journal-");

    public static TheoryData<string> Passing => new(JournalErrors.Full.Id, JournalErrors.Unwritable.Id);

    public static TheoryData<string> BeyondRepair => new(
        JournalErrors.Damaged.Id, JournalErrors.ChainBroken.Id, JournalErrors.TailCut.Id, JournalErrors.HeadUnreadable.Id, JournalErrors.Stopped.Id);

    public void Dispose() => _home.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task What_passes_is_waited_for_with_nothing_commanded_and_the_watchdogs_fed(string code)
    {
        var rig = new Rig(_home.FullName, FailSafeReaction.Hold);
        rig.Fails(code, times: 3);

        await rig.RunAsync();

        rig.Calls.Take(4).ShouldBe(["idle, fed", "idle, fed", "idle, fed", "send"]);
        rig.Said[0].ShouldStartWith("ALARM the journal cannot be written, nothing is commanded: ");
        rig.Said[1].ShouldBe("over the journal is written again");
    }

    [Theory]
    [MemberData(nameof(BeyondRepair))]
    public async Task What_is_beyond_repair_ends_the_desk_after_the_tables_time_with_its_own_words(string code)
    {
        var rig = new Rig(_home.FullName, FailSafeReaction.Hold);
        rig.Fails(code, int.MaxValue);

        var refusal = await Should.ThrowAsync<RefusedException>(rig.RunAsync);

        refusal.Code.Id.ShouldBe(code);
        refusal.Message.ShouldContain("/a/file");
        rig.Calls.ShouldBe(Enumerable.Repeat("idle, fed", 30));
        rig.Said.ShouldHaveSingleItem().ShouldBe($"ALARM nothing is commanded any more, and the desk ends in 30 s: {refusal.Message}");
    }

    [Theory]
    [InlineData("SW6206", FailSafeReaction.Stop)]
    [InlineData("SW6203", FailSafeReaction.Hold)]
    public async Task Where_the_table_says_stop_or_another_desk_writes_it_ends_at_once(string code, FailSafeReaction reaction)
    {
        var rig = new Rig(_home.FullName, reaction);
        rig.Fails(code, int.MaxValue);

        (await Should.ThrowAsync<RefusedException>(rig.RunAsync)).Code.Id.ShouldBe(code);

        rig.Calls.ShouldBeEmpty();
        rig.Said.ShouldHaveSingleItem().ShouldContain("the desk ends in 0 s");
    }

    private sealed class Rig : IField, IRecordJournal
    {
        private static readonly ErrorCode[] _codes =
            [JournalErrors.Full, JournalErrors.Unwritable, JournalErrors.Damaged, JournalErrors.ChainBroken, JournalErrors.TailCut, JournalErrors.HeadUnreadable, JournalErrors.Stopped, JournalErrors.Fenced];

        private readonly MemoryJournal _kept = new(TimeProvider.System);
        private readonly TinyFleet _fleet;
        private readonly ControlLoop _loop;
        private ErrorCode _code = JournalErrors.Full;
        private int _failures;

        public Rig(string home, FailSafeReaction reaction)
        {
            var rules = Plants.Plain with { FailSafe = FailSafeTable.Default with { JournalUnwritable = reaction, DeskDead = FailSafeReaction.Stop } };
            var plant = Plants.Of(Halls.Site(50m, Halls.Hall("hall-a", 10, 70m)), rules, machinesPerFeed: 5);
            _fleet = new(plant, Halls.Slot(0).Start);
            var journal = new DeskJournal(this, rules, this, new(), new(home), Said.Add);
            _loop = new(plant, ControlState.Before(plant, Halls.Slot(0).Start), this, journal);
            journal.State = () => _loop.State;
        }

        public List<string> Calls { get; } = [];

        public List<string> Said { get; } = [];

        public JournalHead Head => _kept.Head;

        public void Fails(string code, int times) => (_code, _failures) = (_codes.Single(one => one.Id == code), times);

        public async Task RunAsync() => await _loop.RunAsync(
            new(Halls.Slot(0), [new(new("hall-a"), 1, "normal", 4, new(4), new(ReasonCode.AlwaysOn))], null), _cancellation);

        public ValueTask<long> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation) =>
            _failures-- > 0 ? throw new RefusedException(_code, "The journal '/a/file' fails.") : _kept.AppendAsync(entries, cancellation);

        public IAsyncEnumerable<JournalRecord> ReadAsync(long from, CancellationToken cancellation) => _kept.ReadAsync(from, cancellation);

        public ValueTask<FieldFrame> ObserveAsync(Instant until, CancellationToken cancellation)
        {
            _fleet.Advance(Duration.Min(Duration.FromSeconds(1), until - _fleet.Now));
            return ValueTask.FromResult(_fleet.Observe(null, []));
        }

        public ValueTask SendAsync(ControlTurn turn, CancellationToken cancellation)
        {
            Calls.Add("send");
            _fleet.Take(turn);
            return ValueTask.CompletedTask;
        }

        public ValueTask IdleAsync(bool feedsWatchdogs, CancellationToken cancellation)
        {
            Calls.Add(feedsWatchdogs ? "idle, fed" : "idle, not fed");
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => _kept.DisposeAsync();
    }
}
