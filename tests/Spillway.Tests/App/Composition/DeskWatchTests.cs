using System.Collections.Immutable;
using NodaTime;
using Shouldly;
using Spillway.App.Composition;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals.Orders;
using Spillway.Journal.Memory;
using Spillway.Tests.Engine;
using Spillway.Tests.Engine.Control;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Composition;

public sealed class DeskWatchTests : IDisposable
{
    private static readonly OrderId _id = new("grid-1");
    private static readonly Order _order = new(_id, OrderKind.Ceiling, OrderRank.Protection, Megawatts.Zero, null, null, null, Duration.FromSeconds(30), null, "grid", "grid");
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("spillway-watch-");

    [Fact]
    public async Task Whoever_hears_of_an_order_finds_it_among_the_orders_that_hold()
    {
        await using var rig = new Rig(_home.FullName);
        var answer = rig.Watch.AnswerAsync(_order, TestContext.Current.CancellationToken);
        await rig.RunAsync();

        (await answer).IsAccepted.ShouldBeTrue();
        rig.Heard.ShouldBe([true], "told once, of the pass in which it came, and the desk remembered it");
        rig.Sent.ShouldBe([1], "those who watch hear of it before anything is sent");
    }

    [Fact]
    public async Task Two_orders_under_one_id_in_one_pass_are_each_told_their_own_answer_and_who_gives_up_takes_none_along()
    {
        var watch = new DeskWatch();
        var plant = Plants.Of(Halls.Site(50m, Halls.Hall("hall-a", 10, 70m)), Plants.Plain, machinesPerFeed: 5);
        var fleet = new TinyFleet(plant, Halls.Slot(0).Start);
        var other = _order with { Power = new(3m) };
        using var gone = new CancellationTokenSource();
        var (left, first, second) = (watch.AnswerAsync(_order, gone.Token), watch.AnswerAsync(_order, CancellationToken.None), watch.AnswerAsync(other, CancellationToken.None));
        await gone.CancelAsync();

        fleet.Advance(Duration.FromSeconds(1));
        var frame = fleet.Observe(null, [_order, other]);
        watch.Passed(frame, ControlStep.Decide(plant, ControlState.Before(plant, Halls.Slot(0).Start), frame));

        await Should.ThrowAsync<OperationCanceledException>(left);
        (await first.WaitAsync(_patience, TestContext.Current.CancellationToken)).Verdict.ShouldBe(OrderVerdict.Accepted);
        (await second.WaitAsync(_patience, TestContext.Current.CancellationToken)).Verdict.ShouldBe(OrderVerdict.IdTaken);
    }

    public void Dispose() => _home.Delete(recursive: true);

    // A loop over its real edges of memory, before a fleet that is told of an order in its second pass.
    private sealed class Rig : IField, IAsyncDisposable
    {
        private readonly MemoryJournal _journal = new(TimeProvider.System);
        private readonly TinyFleet _fleet;
        private readonly ControlLoop _loop;
        private int _passes;

        public Rig(string home)
        {
            var plant = Plants.Of(Halls.Site(50m, Halls.Hall("hall-a", 10, 70m)), Plants.Plain, machinesPerFeed: 5);
            _fleet = new(plant, Halls.Slot(0).Start);
            var field = new DeskField(this, isRestart: false, static () => null, Watch);
            var journal = new DeskJournal(_journal, plant.Rules, field, Watch, new(home), static _ => { });
            _loop = new(plant, ControlState.Before(plant, Halls.Slot(0).Start), field, journal);
            journal.State = () => _loop.State;
            Watch.Tell((_, turn) => Heard.AddRange(turn.Answers.Where(static answer => answer.Order == _id).Select(answer => _loop.State.Orders.Any(active => active.Order.Id == answer.Order))));
        }

        public DeskWatch Watch { get; } = new();

        /// <summary>For each answer to the order that was told, whether the desk remembered the order by then.</summary>
        public List<bool> Heard { get; } = [];

        /// <summary>How often the order had been told of when its pass was sent.</summary>
        public List<int> Sent { get; } = [];

        public async Task RunAsync() => await _loop.RunAsync(
            new(Halls.Slot(0), [new(new("hall-a"), 1, "normal", 10, new(10), new(ReasonCode.AlwaysOn))], null), TestContext.Current.CancellationToken);

        public ValueTask<FieldFrame> ObserveAsync(Instant until, CancellationToken cancellation)
        {
            _fleet.Advance(_passes == 3 ? until - _fleet.Now : Duration.FromSeconds(1));
            ImmutableArray<Order> orders = ++_passes == 2 ? [_order] : [];
            return ValueTask.FromResult(_fleet.Observe(null, orders));
        }

        public ValueTask SendAsync(ControlTurn turn, CancellationToken cancellation)
        {
            Sent.AddRange(turn.Answers.Select(_ => Heard.Count));
            _fleet.Take(turn);
            return ValueTask.CompletedTask;
        }

        public ValueTask IdleAsync(bool feedsWatchdogs, CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => _journal.DisposeAsync();
    }
}
