using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Shouldly;
using Spillway.App.Api;
using Spillway.App.Boards;
using Spillway.App.Composition;
using Spillway.App.Records;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites.Plants;
using Spillway.Journal;
using Spillway.Journal.Memory;
using Spillway.Journal.Sqlite;
using Spillway.Tests.App.Cli;
using Spillway.Tests.App.Sites;
using Spillway.Tests.Engine;
using Spillway.Tests.Engine.Control;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Boards;

/// <summary>A desk that is started again shows the hours before it as the desk before it showed them.</summary>
public sealed class PastTrendTests : IDisposable
{
    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private static readonly Plant _plant = Plants.Of(Halls.Site(50m, Halls.Hall("hall-a", 10, 70m), Halls.Hall("hall-b", 10, 90m)), Plants.Plain, machinesPerFeed: 5);

    private readonly Screen _screen = new();

    public void Dispose() => _screen.Dispose();

    [Fact]
    public async Task The_chart_after_a_restart_is_the_one_before_it()
    {
        await using var rig = new Rig(_screen);
        for (var quarter = 0; quarter < 20; quarter++)
        {
            await rig.PriceAsync(30m);
            await rig.PassAsync(90);
        }

        await rig.PassAsync(Plants.Ceiling(8m, 30));
        await rig.PassAsync(2 * 360);
        await rig.PriceAsync(-5m);
        rig.Fleet.HasMeter = false;
        await rig.PassAsync(2 * 360);

        var past = await rig.PastAsync();

        past.ShouldBe(rig.Shown.Samples());
        past.Length.ShouldBe(2161);
        past.Select(sample => sample.Price?.Value).Distinct().ShouldBe([30m, -5m]);
        past.ShouldContain(sample => sample.Power == new Megawatts(8m) && sample.Ceiling == new Megawatts(8m));
    }

    [Fact]
    public async Task What_the_new_desk_has_seen_already_stays_and_nothing_stands_twice()
    {
        await using var rig = new Rig(_screen);
        await rig.PassAsync(30);
        var past = await rig.PastAsync();
        var trend = new DeskTrend();
        trend.Take(past[^1] with { At = past[^1].At + Duration.FromSeconds(5), Power = new(1m) });
        trend.Take(past[^1] with { At = past[^1].At + Duration.FromSeconds(40), Power = new(2m) });

        trend.Precede(past);

        trend.Samples().Select(sample => sample.At).ShouldBe([.. past[..^1].Select(sample => sample.At), past[^1].At + Duration.FromSeconds(5), past[^1].At + Duration.FromSeconds(40)]);
        trend.Take(past[^1] with { At = past[^1].At + Duration.FromSeconds(45) });
        trend.Samples().Length.ShouldBe(31);
    }

    [Fact]
    public async Task A_journal_of_another_plant_or_none_leaves_the_chart_empty()
    {
        await using var rig = new Rig(_screen);
        (await rig.PastAsync()).ShouldBeEmpty();
        await rig.PassAsync(30);

        (await rig.PastAsync(Plants.Of(50m, Plants.Plain, Halls.Hall("hall-a", 10, 70m)))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_record_that_cannot_be_read_is_said_and_the_chart_begins_anew()
    {
        var said = new TaskCompletionSource<string>();
        var trend = new DeskTrend();
        await using var refill = new TrendRefill(trend, _ => throw new RefusedException(JournalErrors.Full, "Record 7 is not as it was written."), said.SetResult);

        (await said.Task.WaitAsync(TimeSpan.FromSeconds(60), _cancellation)).ShouldContain("Record 7");

        trend.Samples().ShouldBeEmpty();
    }

    /// <summary>Of a long past the last hours are read. SPILLWAY_TREND_MACHINES makes it a measurement: a day's journal of so many machines, on
    /// the disk.</summary>
    [Fact]
    public async Task Of_a_long_past_the_last_hours_are_read()
    {
        var asked = int.TryParse(Environment.GetEnvironmentVariable("SPILLWAY_TREND_MACHINES"), NumberStyles.None, CultureInfo.InvariantCulture, out var machines);
        var half = asked ? machines / 2 : 30;
        await using var rig = new Rig(_screen, Plants.Of(Halls.Site(50_000m, Halls.Hall("hall-a", half, 70m), Halls.Hall("hall-b", half, 90m)), Plants.Plain, machinesPerFeed: 300), isOnDisk: asked);
        await rig.FillAsync(hours: asked ? 24 : 7, waveringEachPass: asked ? 20 : 2);

        var begun = TimeProvider.System.GetTimestamp();
        var past = await rig.PastAsync();

        TestContext.Current.TestOutputHelper!.WriteLine($"{past.Length} samples in {TimeProvider.System.GetElapsedTime(begun).TotalSeconds:0.0} s");
        past.Length.ShouldBe(2161, "a sample every ten seconds of six hours");
    }

    /// <summary>A desk with a pass every ten seconds whose journal is read, and the chart that it showed itself.</summary>
    private sealed class Rig : IField, IAsyncDisposable
    {
        private static readonly Instant _start = Halls.Slot(0).Start;

        private readonly Plant _plant;
        private readonly IRecordJournal _journal;
        private readonly CheckpointPointer _pointer;
        private readonly DeskJournal _desk;
        private readonly DeskView _view;
        private EnergyPrice? _price;
        private ControlState _state;

        public Rig(Screen screen, Plant? plant = null, bool isOnDisk = false)
        {
            _plant = plant ?? PastTrendTests._plant;
            _journal = isOnDisk ? SqliteJournal.Open(SqliteJournal.FolderIn(screen.Folder), TimeProvider.System, new()) : new MemoryJournal(TimeProvider.System);
            _state = ControlState.Before(_plant, _start);
            Fleet = new(_plant, _start);
            var site = SiteFile.Read(screen.Write("site.yaml", BadSiteFiles.Good));
            _pointer = new(screen.Folder);
            _desk = new(_journal, _plant.Rules, this, new(), _pointer, _ => { }) { State = () => _state };
            _view = new()
            {
                Site = site,
                Plant = _plant,
                IsPaper = false,
                State = () => _state,
                Watch = new(),
                Give = _ => { },
                Health = () => default!,
                Price = () => (_price, null, null),
                Hashprice = site.Hashprice,
                Head = () => JournalHead.Empty,
                Load = (_, _, _) => throw new NotSupportedException(),
                Time = TimeProvider.System,
            };
        }

        public TinyFleet Fleet { get; }

        public DeskTrend Shown { get; } = new();

        public async Task PriceAsync(decimal price)
        {
            _price = new(price);
            var seen = new Observation(null, new([new(Fleet.Now, new(price), [])], [], null, null, null), []);
            await _desk.AppendAsync(seen, new StepRecord(null, null, []), _cancellation);
        }

        public async Task PassAsync(int count)
        {
            for (var pass = 0; pass < count; pass++)
            {
                await PassAsync();
            }
        }

        public async Task PassAsync(params Order[] orders)
        {
            Fleet.Advance(Duration.FromSeconds(10));
            var frame = Fleet.Observe(null, [.. orders]);
            var turn = ControlStep.Decide(_plant, _state, frame);
            (await _desk.AppendAsync(frame, turn, _cancellation)).ShouldBeTrue();
            _state = _state.Apply(_plant, frame, turn);
            Fleet.Take(turn);
            Shown.Take(TrendSample.Of(_view, _state, _price));
        }

        /// <summary>A pass a second, a thousand of them in one append.</summary>
        public async Task FillAsync(int hours, int waveringEachPass)
        {
            const int AtOnce = 1000;
            var entries = new List<JournalEntry>(AtOnce + 2);
            long? checkpoint = null;
            for (var pass = 0; pass < hours * 3600; pass++)
            {
                var at = _start + Duration.FromSeconds(pass + 1);
                var all = pass == 0 ? Fleet.Observe(null, []).Machines : [.. Enumerable.Range(0, waveringEachPass).Select(one => new MachineNote(((pass * waveringEachPass) + one) % _plant.Machines, MachineCondition.Running, 1, new(1_000_000m + (pass % 100 * 100))))];
                var frame = FieldFrame.Empty(at) with { Meter = new(at, new(12_000m + (pass % 10))), Machines = all };
                if (pass % 3600 == 0)
                {
                    entries.Add(new(RecordKinds.Checkpoint, RecordKinds.Version, Checkpoint.Of(_state, checkpoint, _pointer.Parts).Write()));
                    checkpoint = _journal.Head.Number + entries.Count;
                }

                var turn = ControlStep.Decide(_plant, _state, frame);
                _state = _state.Apply(_plant, frame, turn);
                entries.Add(new(RecordKinds.Pass, RecordKinds.Version, PassCodec.Write(frame, turn)));
                if (entries.Count >= AtOnce || pass == (hours * 3600) - 1)
                {
                    await _journal.AppendAsync(entries, _cancellation);
                    entries = new(AtOnce + 2);
                }
            }

            _pointer.Write(checkpoint!.Value);
        }

        public Task<ImmutableArray<TrendSample>> PastAsync(Plant? plant = null) =>
            new PastTrend(_journal, _pointer, _view with { Plant = plant ?? _plant }).ReadAsync(_state.At, _cancellation);

        public ValueTask<FieldFrame> ObserveAsync(Instant until, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask SendAsync(ControlTurn turn, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask IdleAsync(bool feedsWatchdogs, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => _journal.DisposeAsync();
    }
}
