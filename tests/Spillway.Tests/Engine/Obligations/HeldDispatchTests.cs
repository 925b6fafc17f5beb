using System.Collections.Immutable;
using CsCheck;
using Shouldly;
using Spillway.Engine;
using Spillway.Engine.Commands;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals;
using Spillway.Engine.Signals.Obligations;
using Spillway.Engine.Sites;
using Spillway.Units;
using Xunit;
using static Spillway.Tests.Engine.Obligations.Holders;

namespace Spillway.Tests.Engine.Obligations;

/// <summary>Two halls of ten 1 MW machines: hall a worth 100 a MWh, hall b worth 50.</summary>
public sealed class HeldDispatchTests
{
    [Theory]
    [InlineData("0 0", "10 10", "6 0")]
    [InlineData("0 4", "10 10", "2 4")]
    [InlineData("8 0", "10 10", "8 0")]
    [InlineData("0 0", "0 10", "0 6")]
    [InlineData("0 0", "4 1", "5 1")]
    public void What_is_held_keeps_running_most_valuable_first_and_those_that_run_before_those_that_rest(string wanted, string before, string done) =>
        Shown(Dispatched(Site(), before, wanted, Up(6m))).ShouldBe(done);

    [Fact]
    public void The_reason_names_who_holds_how_much_and_keeps_the_price()
    {
        var held = new HeldBounds(new(6m), "as-1/rrs-ufr", Megawatts.Zero, "");

        var command = Dispatched(Site(), "10 10", "0 0", held).Decision.Commands[0];

        command.Reason.ShouldBe(new Reason(ReasonCode.Obligation, new EnergyPrice(900m), Holder: "as-1/rrs-ufr", Held: new Megawatts(6m)));
    }

    [Fact]
    public void A_group_that_is_left_alone_keeps_its_own_reason() =>
        Dispatched(Site(), "10 10", "0 0", Up(6m)).Decision.Commands[1].Reason.Code.ShouldBe(ReasonCode.PriceAboveValue);

    [Fact]
    public void Machines_that_sleep_with_watts_of_their_own_stand_behind_nothing()
    {
        var hall = Halls.Hall("a", 10, 100m);
        var site = Halls.Site(20m, new LoadGroup(
            hall.Id, hall.Kind, 10, [new("off", new(100_000m), new(0m)), hall.Modes[1]], 1, new(1m), Minutes.Zero, Minutes.Zero, Minutes.Zero, Money.Zero, hall.Value, new(0m)));

        // Each machine that runs adds 0.9 MW to the 1 MW that ten of them draw asleep.
        Shown(Dispatched(site, "10", "0", Up(4.5m))).ShouldBe("5");
    }

    [Fact]
    public void A_mode_that_draws_too_little_is_raised_to_normal() =>
        Shown(Dispatched(Halls.Site(20m, Halls.Hall("a", 10, 100m).WithModes()), "10", "lowx10", Up(6m))).ShouldBe("10");

    [Fact]
    public void Room_that_is_held_above_is_not_run_into()
    {
        var done = Dispatched(Site(), "10 10", "10 10", new(Megawatts.Zero, "", new(5m), "as-1/reg-down"));

        Shown(done).ShouldBe("10 5");
        done.Decision.Commands[1].Reason.Holder.ShouldBe("as-1/reg-down");
    }

    [Fact]
    public void Machines_that_must_rest_are_not_started_for_anybody()
    {
        var site = Halls.Site(20m, Halls.Hall("a", 10, 100m) with { MinimumDownTime = new(60m) }, Halls.Hall("b", 10, 50m));
        var rested = GroupState.Settled(site.Loads[0], 10).Run(site.Loads[0], 0, 0, Halls.Quarter).After;

        var done = Dispatch.Of(site, Halls.Slot(), [rested, GroupState.Settled(site.Loads[1], 0)], Megawatts.Zero, Plan(site, "0 0"), null, Up(6m));

        Shown(done).ShouldBe("0 6");
    }

    [Fact]
    public void Whatever_is_wanted_at_least_what_is_held_runs_and_never_more_than_one_machine_beyond_the_plan_for_it() =>
        Gen.Select(Gen.Int[0, 10].Array[4], Gen.Int[0, 20]).Sample((machines, held) =>
        {
            var done = Dispatched(Site(), $"{machines[0]} {machines[1]}", $"{machines[2]} {machines[3]}", Up(held));

            done.Power.Value.ShouldBe(Math.Max(held, machines[2] + machines[3]));
        });

    [Fact]
    public void The_step_obeys_what_its_frame_says_is_held()
    {
        var desk = new Desk(Site(), new StrikePolicy());
        var before = DeskState.Before(desk, PriceHistory.Empty([new("LZ_WEST", SettlementPointType.Zone)], 0), null);
        var frame = SignalFrame.Empty with
        {
            Prices = [new(Halls.Slot(0).Start, new(900m), [900.0])],
            Held = [Held(HolderKind.AncillaryUp, "as-1/rrs-ufr", 3m)],
        };
        var (after, _) = DeskStep.Next(desk, before, new(Halls.Slot(0), SignalFrame.Empty, []));
        ImmutableArray<GroupRun> ran = [.. after.Groups.Select((group, index) => group.Run(desk.Site.Loads[index], 1, 10, Halls.Quarter))];

        var (_, step) = DeskStep.Next(desk, after, new(Halls.Slot(1), frame, ran));

        step.Decision!.Commands.Sum(command => command.Machines).ShouldBe(3);
        step.Decision.Commands[0].Reason.Holder.ShouldBe("as-1/rrs-ufr");
    }

    private static Site Site() => Halls.Site(20m, Halls.Hall("a", 10, 100m), Halls.Hall("b", 10, 50m));

    private static HeldBounds Up(decimal megawatts) => new(new(megawatts), "as-1", Megawatts.Zero, "");

    private static Dispatched Dispatched(Site site, string before, string wanted, HeldBounds held)
    {
        var states = before.Split(' ').Select((running, group) => GroupState.Settled(site.Loads[group], int.Parse(running))).ToImmutableArray();
        return Dispatch.Of(site, Halls.Slot(), states, new(20m), Plan(site, wanted), new Hashprice(40m), held);
    }

    private static ImmutableArray<PlannedMode> Plan(Site site, string wanted) => [.. wanted.Split(' ').Select((text, group) =>
    {
        var isLow = text.StartsWith("lowx", StringComparison.Ordinal);
        var machines = int.Parse(text.Replace("lowx", ""));
        return new PlannedMode(site.Loads[group].Id, machines == 0 ? 0 : isLow ? 2 : 1, machines, new(ReasonCode.PriceAboveValue, new EnergyPrice(900m)));
    })];

    private static string Shown(Dispatched done) => string.Join(' ', done.Decision.Commands.Select(command =>
        (command.ModeName is "normal" or "off" ? "" : command.ModeName + "x") + command.Machines));
}
