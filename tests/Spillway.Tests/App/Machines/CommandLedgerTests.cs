using Shouldly;
using Spillway.App.Machines;
using Spillway.App.Journals;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Signals.Orders;
using Spillway.Tests.Engine.Control;
using Xunit;

namespace Spillway.Tests.App.Machines;

public sealed class CommandLedgerTests
{
    [Fact]
    public async Task What_machines_did_is_counted_and_not_what_they_said()
    {
        await using var rig = new FleetRig();
        rig.Fleet.Deaf.Add(3);
        await rig.PassesAsync(2);
        await rig.PassAsync(1, Plants.Ceiling(20m, 30, OrderRank.OperatorHold));
        await rig.PassesAsync(60);

        var ledger = await rig.LedgerAsync();
        var (obeys, _) = ledger.Of([0]);
        var (deaf, _) = ledger.Of([3]);

        obeys.ShouldBe(new(1, 1, 0, 0, 2m, 2m));
        deaf.Told.ShouldBe(1);
        deaf.Done.ShouldBe(0);
        deaf.Again.ShouldBeGreaterThan(0);
        deaf.DoneShare.ShouldBe(0m);
        deaf.MedianSeconds.ShouldBeNull();
    }

    [Fact]
    public async Task Sleeps_and_wakes_are_counted_apart_and_refusals_beside()
    {
        await using var rig = new FleetRig();
        await rig.PassesAsync(2);
        await rig.PassAsync(1, Plants.Ceiling(20m, 30, id: "shed"));
        await rig.PassesAsync(10);
        rig.Fleet.Refusing.Add(0);
        await rig.PassAsync(1, Plants.Release("shed"), Plants.Hold("hall-a", isOn: true));
        await rig.PassesAsync(10);

        var ledger = await rig.LedgerAsync();
        var (sleeps, wakes) = ledger.Of(Enumerable.Range(0, 30));

        sleeps.Told.ShouldBe(30);
        sleeps.Done.ShouldBe(30);
        wakes.Told.ShouldBe(30);
        wakes.Done.ShouldBe(29);
        wakes.Refused.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_breaker_that_opens_does_not_count_as_a_sleep_of_the_firmware()
    {
        await using var rig = new FleetRig();
        rig.Fleet.Deaf.Add(3);
        await rig.PassesAsync(2);
        await rig.PassAsync(1, Plants.Ceiling(20m, 30));
        await rig.PassesAsync(60);

        rig.Fleet.Condition(3).ShouldBe(MachineCondition.Unpowered);
        (await rig.LedgerAsync()).Of([3]).Sleeps.Done.ShouldBe(0);
    }

    [Fact]
    public async Task The_history_of_a_machine_says_what_it_was_told_and_what_became_of_it()
    {
        await using var rig = new FleetRig();
        await rig.PassesAsync(2);
        await rig.PassAsync(1, Plants.Ceiling(20m, 30));
        await rig.PassesAsync(1_500);

        var history = new MachineHistory(new JournalPager(rig.Journal));
        var (entries, next) = await history.ReadAsync(0, null, 100, TestContext.Current.CancellationToken);

        next.ShouldBeNull();
        entries.Select(static entry => entry.Seen?.Condition).ShouldBe([MachineCondition.Asleep, null, MachineCondition.Running]);
        entries[1].Command!.Value.Action.ShouldBe(ControlAction.Sleep);
        entries[1].Command!.Value.Because.Order!.Value.Text.ShouldBe("ceiling-20");
        entries[1].Outcome.ShouldBe(OutcomeKind.Done);
        entries.Select(static entry => entry.Number).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public async Task A_long_history_is_read_piece_by_piece_without_losing_an_outcome()
    {
        await using var rig = new FleetRig();
        await rig.PassesAsync(2);
        for (var round = 0; round < 6; round++)
        {
            await rig.PassAsync(1, Plants.Ceiling(20m, 30, id: $"shed-{round}"));
            await rig.PassesAsync(20);
            await rig.PassAsync(1, Plants.Release($"shed-{round}") with { Id = new($"end-{round}") }, Plants.Hold("hall-a", isOn: true) with { Id = new($"on-{round}") });
            await rig.PassesAsync(20);
            await rig.PassAsync(1, Plants.Release($"on-{round}") with { Id = new($"off-{round}") });
        }

        var history = new MachineHistory(new JournalPager(rig.Journal));
        var (whole, _) = await history.ReadAsync(0, null, 1_000, TestContext.Current.CancellationToken);
        var pieces = new List<MachineEntry>();
        long? before = null;
        do
        {
            var (entries, next) = await history.ReadAsync(0, before, 4, TestContext.Current.CancellationToken);
            pieces.AddRange(entries);
            before = next;
        }
        while (before is not null);

        var told = whole.Where(static entry => entry.Command is not null).ToList();
        told.Count.ShouldBe(12);
        told.ShouldAllBe(static entry => entry.Outcome == OutcomeKind.Done);
        pieces.Where(static entry => entry.Command is not null).ShouldBe(told);
    }
}
