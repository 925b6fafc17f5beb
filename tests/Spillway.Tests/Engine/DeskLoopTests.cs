using Shouldly;
using Spillway.Engine;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Tests.Simulation.Independent;
using Xunit;

namespace Spillway.Tests.Engine;

public sealed class DeskLoopTests
{
    private static readonly Site _site = Halls.Site(20m, Halls.Hall("a", 10, 25m));

    [Fact]
    public async Task Each_step_observes_decides_writes_and_only_then_acts()
    {
        var edges = new RecordingEdges(_site, 2);
        var after = await RunAsync(edges, new AlwaysOnPolicy(), TestContext.Current.CancellationToken);

        edges.Calls.ShouldBe(
        [
            "clock", "signals ->0", "journal", "machines 0",
            "clock", "signals 0>1", "journal", "machines 1",
            "clock", "signals 1>-", "journal",
        ]);
        after.Totals.Intervals.ShouldBe(2);
        after.Open.ShouldBeNull();
    }

    [Fact]
    public async Task A_step_settles_the_interval_before_and_decides_the_next()
    {
        var edges = new RecordingEdges(_site, 3);
        await RunAsync(edges, new StrikePolicy(), TestContext.Current.CancellationToken);

        edges.Steps.Select(step => step.Settled?.Price.Value).ShouldBe([null, 10m, 20m, 30m]);
        edges.Steps.Select(step => step.Decision?.Commands[0].Machines).ShouldBe([10, 10, 10, null]);
        edges.Steps[1].Decision!.Commands[0].Reason.Newest.ShouldBe(new Spillway.Units.EnergyPrice(10m));
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(2, "machines 0")]
    public async Task What_the_journal_does_not_keep_is_not_commanded(int failing, string commanded)
    {
        var edges = new RecordingEdges(_site, 3, failing);

        await Should.ThrowAsync<IOException>(async () => await RunAsync(edges, new AlwaysOnPolicy(), TestContext.Current.CancellationToken));

        edges.Calls[^1].ShouldBe("journal");
        edges.Calls.Where(call => call.StartsWith("machines", StringComparison.Ordinal)).ShouldBe(commanded.Length == 0 ? [] : [commanded]);
    }

    [Fact]
    public async Task A_loop_asked_to_stop_stops_before_the_next_step()
    {
        var edges = new RecordingEdges(_site, 3);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () => await RunAsync(edges, new AlwaysOnPolicy(), stop.Token));

        edges.Calls.ShouldBeEmpty();
    }

    [Fact]
    public void The_same_step_twice_gives_the_same_answer_and_leaves_its_input_alone()
    {
        var desk = new Desk(_site, new StrikePolicy());
        var before = DeskState.Before(desk, PriceHistory.Empty([EngineSites.Point], 0), null);
        var observation = new Observation(Halls.Slot(0), SignalFrame.Empty, []);

        var first = DeskStep.Next(desk, before, observation);
        var second = DeskStep.Next(desk, before, observation);

        second.Step.Decision!.Commands[0].ShouldBe(first.Step.Decision!.Commands[0]);
        second.State.Power.ShouldBe(first.State.Power);
        before.Open.ShouldBeNull();
        before.Prices.Count.ShouldBe(0);
    }

    private static async Task<DeskState> RunAsync(RecordingEdges edges, IPolicy policy, CancellationToken cancellation)
    {
        var desk = new Desk(_site, policy);
        var before = DeskState.Before(desk, PriceHistory.Empty([EngineSites.Point], 0), null);
        return await new DeskLoop(edges, edges, edges, edges).RunAsync(desk, before, cancellation);
    }
}
