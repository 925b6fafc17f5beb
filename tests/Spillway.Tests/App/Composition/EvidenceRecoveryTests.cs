using NodaTime;
using Shouldly;
using Spillway.App.Composition;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites.Plants;
using Spillway.Journal.Memory;
using Spillway.Tests.App.Cli;
using Spillway.Tests.App.Sites;
using Spillway.Tests.Engine;
using Spillway.Tests.Engine.Control;
using Xunit;

namespace Spillway.Tests.App.Composition;

/// <summary>A desk that is killed in the middle of an order leaves a journal from which the next one has the order's whole evidence.</summary>
public sealed class EvidenceRecoveryTests : IDisposable
{
    private static readonly Plant _plant = Plants.Of(Halls.Site(50m, Halls.Hall("hall-a", 10, 70m), Halls.Hall("hall-b", 10, 90m)), Plants.Plain, machinesPerFeed: 5);

    private readonly Screen _screen = new();

    public void Dispose() => _screen.Dispose();

    [Fact]
    public async Task Evidence_after_a_kill_covers_an_order_that_began_two_checkpoints_before()
    {
        await using var rig = new Rig(_screen, Duration.FromSeconds(1));
        await rig.PassAsync(100);
        await rig.PassAsync(Plants.Ceiling(8m, 30, id: "first"));
        await rig.PassAsync(5_000);
        await rig.PassAsync(Plants.Ceiling(5m, 30, id: "second"));
        await rig.PassAsync(3_000);

        var recovered = await rig.KillAndRecoverAsync();

        recovered.State!.Digest().ShouldBe(rig.State.Digest());
        var before = rig.Live.Files();
        before.Keys.ShouldBe(["20230817T200141Z-first.json", "20230817T212502Z-second.json"], ignoreOrder: true);
        rig.Recovered.Files().ShouldBe(before);
        before.Values.ShouldAllBe(text => text.Contains("\"kept\":true", StringComparison.Ordinal) && text.Contains("\"without_outcome\":0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_order_that_ended_just_before_the_kill_is_followed_to_the_end_of_its_evidence()
    {
        await using var rig = new Rig(_screen, Duration.FromSeconds(1));
        await rig.PassAsync(Plants.Ceiling(8m, 30, id: "first"));
        await rig.PassAsync(4_000);
        await rig.PassAsync(Plants.Release("first"));
        await rig.PassAsync(20);

        await rig.KillAndRecoverAsync();
        await rig.PassAsync(200);

        var file = rig.Recovered.Files().ShouldHaveSingleItem().Value;
        file.ShouldBe(rig.Live.Files().ShouldHaveSingleItem().Value);
        file.ShouldNotContain("\"ended_utc\":null");
    }

    [Fact]
    public async Task Of_an_order_older_than_a_day_the_last_day_is_gathered_under_a_name_of_its_own()
    {
        await using var rig = new Rig(_screen, Duration.FromSeconds(10));
        await rig.PassAsync(Plants.Ceiling(8m, 30, id: "long"));
        await rig.PassAsync(27 * 360);

        await rig.KillAndRecoverAsync();

        var (name, text) = rig.Recovered.Files().ShouldHaveSingleItem();
        name.ShouldEndWith("-long-continued.json");
        text.ShouldContain("\"gathered_from_utc\":\"2023-08-17T23:");
        rig.Live.Files().ShouldHaveSingleItem().Key.ShouldEndWith("-long.json");
    }

    [Fact]
    public async Task A_desk_that_goes_on_from_a_journal_of_an_older_version_listens_from_there_on()
    {
        await using var rig = new Rig(_screen, Duration.FromSeconds(1)) { IsOlder = true };
        await rig.PassAsync(100);

        var recovered = await rig.KillAndRecoverAsync();

        rig.State.ListensSince.ShouldBeNull();
        recovered.State!.ListensSince.ShouldBe(rig.State.Now);
        (recovered.State with { ListensSince = null }).Digest().ShouldBe(rig.State.Digest());
    }

    /// <summary>A desk whose passes are kept, and the books of evidence of one that lived on and of one that was started again.</summary>
    private sealed class Rig : IField, IAsyncDisposable
    {
        private static readonly Instant _start = Halls.Slot(0).Start;

        private readonly Screen _screen;
        private readonly Duration _period;
        private readonly MemoryJournal _journal = new(TimeProvider.System);
        private readonly TinyFleet _fleet = new(_plant, _start);
        private readonly CheckpointPointer _pointer;
        private readonly DeskJournal _desk;

        public Rig(Screen screen, Duration period)
        {
            _screen = screen;
            _period = period;
            _pointer = new(screen.Folder);
            _desk = new(_journal, _plant.Rules, this, new(), _pointer, _ => { }) { State = () => State };
            Live = new(screen, "live");
            Recovered = new(screen, "recovered");
        }

        public ControlState State { get; private set; } = ControlState.Before(_plant, _start);

        /// <summary>Whether the state is of a version that did not say since when the desk listens.</summary>
        public bool IsOlder
        {
            init => State = value ? State with { ListensSince = null } : State;
        }

        public Book Live { get; }

        public Book Recovered { get; }

        public async Task PassAsync(int count)
        {
            for (var pass = 0; pass < count; pass++)
            {
                await PassAsync();
            }
        }

        public async Task PassAsync(params Order[] orders)
        {
            _fleet.Advance(_period);
            var frame = _fleet.Observe(null, [.. orders]);
            var turn = ControlStep.Decide(_plant, State, frame);
            (await _desk.AppendAsync(frame, turn, TestContext.Current.CancellationToken)).ShouldBeTrue();
            State = State.Apply(_plant, frame, turn);
            _fleet.Take(turn);
            Live.Evidence.Passed(frame, turn, State);
            if (Recovered.IsBegun)
            {
                Recovered.Evidence.Passed(frame, turn, State);
            }
        }

        /// <summary>Nothing of the desk but its journal is left.</summary>
        public async Task<DeskRecovery> KillAndRecoverAsync()
        {
            Recovered.IsBegun = true;
            return await DeskRecovery.ReadAsync(_journal, new(_screen.Folder), _plant, Recovered.Evidence, TestContext.Current.CancellationToken);
        }

        public ValueTask<FieldFrame> ObserveAsync(Instant until, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask SendAsync(ControlTurn turn, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask IdleAsync(bool feedsWatchdogs, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => _journal.DisposeAsync();
    }

    private sealed class Book
    {
        private readonly string _home;

        public Book(Screen screen, string name)
        {
            _home = Path.Combine(screen.Folder, name);
            Evidence = new(_home, SiteFile.Read(screen.Write("site.yaml", BadSiteFiles.Good)), _plant, _ => { });
        }

        public EvidenceBook Evidence { get; }

        public bool IsBegun { get; set; }

        /// <summary>What stands in its files, those of open orders too, by file name.</summary>
        public SortedDictionary<string, string> Files()
        {
            Evidence.Dispose();
            return new(Directory.GetFiles(Path.Combine(_home, EvidenceBook.Folder)).ToDictionary(path => Path.GetFileName(path)!, File.ReadAllText), StringComparer.Ordinal);
        }
    }
}
