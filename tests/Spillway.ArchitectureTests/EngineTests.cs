using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Shouldly;
using Spillway.ArchitectureTests.Rules;
using Xunit;

namespace Spillway.ArchitectureTests;

public sealed class EngineTests
{
    private const string Engine = "Spillway.Engine";
    private const string Planted = "Spillway.ArchitectureTests.Planted";

    // What every stage may use of the engine's root: the assertion and the two ways to refuse.
    private static readonly string[] _ground = ["Invariant", "ErrorCode", "RefusedException", "Wording"];

    // The two loops and their edges are the one place that awaits.
    private static readonly string[] _edges =
    [
        "Spillway.Engine.DeskLoop", "Spillway.Engine.IDeskClock", "Spillway.Engine.ISignals", "Spillway.Engine.IMachines", "Spillway.Engine.IJournal",
        "Spillway.Engine.ControlLoop", "Spillway.Engine.IField", "Spillway.Engine.IControlJournal",
    ];

    private static readonly Architecture _engine = new ArchLoader().LoadAssemblies(typeof(Engine.DeskStep).Assembly).Build();
    private static readonly Architecture _planted = new ArchLoader().LoadAssemblies(typeof(EngineTests).Assembly).Build();

    [Fact]
    public void A_stage_uses_only_itself_and_the_stages_upstream() => StageOrder.Faults(_engine, Engine).ShouldBeEmpty();

    [Fact]
    public void A_signal_that_knows_a_plan_is_found() =>
        StageOrder.Faults(_planted, Planted).ShouldContain(fault => fault.Contains("SignalThatKnowsAPlan"));

    [Fact]
    public void No_stage_uses_the_step_the_state_or_the_loop() => StageOrder.UsesTheTop(_engine, Engine, _ground).ShouldBeEmpty();

    [Fact]
    public void A_signal_that_knows_the_loop_is_found() =>
        StageOrder.UsesTheTop(_planted, Planted, _ground).ShouldContain(fault => fault.Contains("SignalThatKnowsTheLoop"));

    [Fact]
    public void The_engine_reads_no_file_no_wire_and_no_clock() => PureEngine.Faults(_engine, Engine, _edges).ShouldBeEmpty();

    [Fact]
    public void A_forecast_that_reads_a_file_or_waits_is_found()
    {
        var faults = PureEngine.Faults(_planted, Planted, []).ToList();

        faults.ShouldContain(fault => fault.Contains("ForecastFromAFile"));
        faults.ShouldContain(fault => fault.Contains("ForecastThatWaits"));
    }

    [Fact]
    public void Decisions_use_no_mathematics_that_differs_between_machines() =>
        PureEngine.PlatformMathematics(SourceTree.CSharp("src/Spillway.Engine")).ShouldBeEmpty();

    [Fact]
    public void An_exponential_in_a_decision_is_found() =>
        PureEngine.PlatformMathematics([new("src/Spillway.Engine/Plans/X.cs", "class X { double F(double x) => Math.Exp(x); }")]).ShouldNotBeEmpty();

    [Fact]
    public void What_was_agreed_decides_nothing_no_forecast_no_plan_and_no_command_reads_a_contract() =>
        Sunk.Readers(_engine, Engine).ShouldBeEmpty();

    [Theory]
    [InlineData("PlanThatReadsAnAgreedPrice")]
    [InlineData("PlanThatReadsTheContracts")]
    [InlineData("PlanThatKnowsAContract")]
    public void A_plan_that_looks_at_what_was_agreed_is_found(string planted) =>
        Sunk.Readers(_planted, Planted).ShouldContain(fault => fault.Contains(planted));

    [Fact]
    public void There_is_one_loop_one_step_and_one_place_where_an_interval_is_priced()
    {
        var sources = SourceTree.CSharp("src");

        // A replay takes the recorded steps and passes again, outside the loops, by the same two functions; the proof of an event takes
        // the steps again as they were and as they would have been.
        Calls("ControlStep.Decide(").ShouldBe(["src/Spillway.App/Records/JournalReplay.cs", "src/Spillway.Engine/ControlLoop.cs"]);
        Calls("DeskStep.Next(").ShouldBe(["src/Spillway.App/Events/Counterfactual.cs", "src/Spillway.App/Events/EventReader.cs", "src/Spillway.App/Records/JournalReplay.cs", "src/Spillway.Engine/DeskLoop.cs"]);
        Calls("new DeskLoop(").ShouldBe(["src/Spillway.App/Composition/RunningDesk.cs", "src/Spillway.Simulation/Backtest/Backtester.cs", "src/Spillway.Simulation/Worlds/SimulatedWorld.cs"]);

        Calls("Settlement.Of(").ShouldBe(["src/Spillway.Engine/DeskStep.cs"]);
        Calls("Dispatch.Of(").ShouldBe(["src/Spillway.Engine/DeskStep.cs"]);

        IEnumerable<string> Calls(string call) =>
            sources.Where(source => source.Text.Contains(call, StringComparison.Ordinal)).Select(source => source.Path);
    }
}
