using Shouldly;
using Spillway.App.Backtests;
using Spillway.App.Sweeps;
using Spillway.Tests.App.Reports;
using Xunit;

namespace Spillway.Tests.App.Sweeps;

public sealed class SweepRunnerTests
{
    private static readonly SampleMarket _market = new(new(2023, 6, 1), new(2023, 6, 8));

    [Fact]
    public void The_result_does_not_depend_on_how_many_cells_run_at_once()
    {
        var request = Request("restart-minutes=0|5|10|15", "strike-price=60|80|100|120|140");

        var one = Run(request, 1);
        var many = Run(request, 4);

        one.Cells.Select(Told).ShouldBe(many.Cells.Select(Told));
        one.Cells.Select(cell => string.Join(' ', cell.Values)).ShouldBe(SweepGrid.Cells(request.Axes).Select(cell => string.Join(' ', cell)));
    }

    [Fact]
    public void A_cell_equals_the_single_backtest_of_its_settings()
    {
        var sweep = Run(Request("restart-minutes=0|10|20", "strike-price=80|100"), 2);
        var market = _market with { Loads = [.. _market.Loads.Select(load => load with { RestartTime = new(20m) })] };
        var single = market.Compare("strike:price=100");

        var cell = sweep.Cells.Single(one => one.Values.SequenceEqual(["20", "100"]));
        cell.Policies.Select(policy => (policy.Run.Policy, policy.Run.Totals, policy.Run.DecisionHash, policy.Regret))
            .ShouldBe(single.Policies.Select(policy => (policy.Run.Policy, policy.Run.Totals, policy.Run.DecisionHash, policy.Regret)));
    }

    [Fact]
    public void Only_sums_are_kept()
    {
        Run(Request("strike-price=80|100"), 1).Cells.SelectMany(cell => cell.Policies).ShouldAllBe(policy => policy.Run.Steps.IsEmpty);
    }

    [Fact]
    public void A_strike_price_that_was_also_asked_for_is_listed_once()
    {
        var sweep = Run(Request("strike-price=80|100") with { Policies = ["strike:price=80"] }, 1);

        sweep.Cells[0].Policies.Select(policy => policy.Run.Policy).ShouldBe(["always-on", "strike", "strike:price=80", "foresight"]);
        sweep.Cells[1].Policies.Select(policy => policy.Run.Policy).ShouldBe(["always-on", "strike", "strike:price=80", "strike:price=100", "foresight"]);
    }

    [Fact]
    public void Progress_counts_cells_up_to_all_of_them()
    {
        var told = new Counted();

        new SweepRunner(TimeProvider.System, Learning()).Run(Request("restart-minutes=0|5|10", "strike-price=80|100"), 1, told, CancellationToken.None);

        told.Values.ShouldBe([2, 4, 6]);
    }

    [Fact]
    public void An_interrupted_sweep_stops_as_interrupted()
    {
        using var stop = new CancellationTokenSource();
        var stopping = new Stopping(stop);

        Should.Throw<OperationCanceledException>(() =>
            new SweepRunner(TimeProvider.System, Learning()).Run(Request("restart-minutes=0|1|2|3|4|5|6|7|8|9"), 2, stopping, stop.Token));
    }

    private static SweepRequest Request(params string[] axes) =>
        new(_market.Site(), _market.Input(), [.. axes.Select(SweepAxis.Parse)], ["strike"]);

    private static Sweep Run(SweepRequest request, int parallel) =>
        new SweepRunner(TimeProvider.System, Learning()).Run(request, parallel, null, CancellationToken.None);

    private static LookAheadLearning Learning() => new(new("unused"), TimeProvider.System);

    private static string Told(SweepCell cell) =>
        string.Join('|', cell.Values) + string.Concat(cell.Policies.Select(policy => $"\n{policy.Run.Policy} {policy.Run.Totals} {policy.Run.DecisionHash} {policy.Regret}"));

    private sealed class Counted : IProgress<int>
    {
        public List<int> Values { get; } = [];

        public void Report(int value) => Values.Add(value);
    }

    private sealed class Stopping(CancellationTokenSource stop) : IProgress<int>
    {
        public void Report(int value) => stop.Cancel();
    }
}
