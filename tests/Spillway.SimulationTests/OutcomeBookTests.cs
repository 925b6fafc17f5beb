using System.Collections.Immutable;
using NodaTime;
using Shouldly;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Simulation.Worlds;
using Spillway.Units;
using Xunit;

namespace Spillway.SimulationTests;

/// <summary>The check of outcomes finds what it is there for.</summary>
public sealed class OutcomeBookTests
{
    private static readonly Instant _start = Instant.FromUtc(2025, 7, 1, 0, 0);
    private static readonly Duration _within = Duration.FromSeconds(15);

    [Fact]
    public void A_command_with_one_outcome_is_in_order()
    {
        var book = new OutcomeBook();

        Take(book, 0, [], Told(1, ControlAction.Sleep)).ShouldBeNull();
        Take(book, 5, [new(new(1), OutcomeKind.Done)]).ShouldBeNull();
        Take(book, 500, []).ShouldBeNull();
        book.Given.ShouldBe(1);
    }

    [Fact]
    public void A_second_outcome_is_found()
    {
        var book = new OutcomeBook();
        Take(book, 0, [], Told(1, ControlAction.Sleep));
        Take(book, 5, [new(new(1), OutcomeKind.Done)]);

        Take(book, 6, [new(new(1), OutcomeKind.Late)])!.ShouldContain("second outcome");
    }

    [Fact]
    public void A_command_without_an_outcome_is_found_when_its_time_is_over()
    {
        var book = new OutcomeBook();
        Take(book, 0, [], Told(1, ControlAction.Sleep));

        Take(book, 40, []).ShouldBeNull();
        Take(book, 46, [])!.ShouldContain("has no outcome");
    }

    [Fact]
    public void A_number_given_twice_is_found()
    {
        var book = new OutcomeBook();
        Take(book, 0, [], Told(1, ControlAction.Sleep));

        Take(book, 1, [], Told(1, ControlAction.Wake))!.ShouldContain("given twice");
    }

    [Fact]
    public void A_machine_told_twice_in_one_pass_is_found()
    {
        var book = new OutcomeBook();

        Take(book, 0, [], Told(1, ControlAction.Wake), Told(2, ControlAction.Sleep))!.ShouldContain("machine 0 was told twice");
    }

    private static MachineCommand Told(int id, ControlAction action) =>
        new(new(id), 0, action, action == ControlAction.Sleep ? 0 : 1, new(CauseKind.Economics, null));

    private static string? Take(OutcomeBook book, int second, ImmutableArray<CommandOutcome> outcomes, params MachineCommand[] commands)
    {
        var at = _start + Duration.FromSeconds(second);
        return book.Take(at, FieldFrame.Empty(at) with { Outcomes = outcomes }, Turn(at, commands), [], _within);
    }

    private static ControlTurn Turn(Instant at, params MachineCommand[] commands) =>
        new(at, default, Megawatts.Zero, [], [.. commands], [], [], [], [], [], false);
}
