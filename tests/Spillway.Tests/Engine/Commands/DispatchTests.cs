using System.Collections.Immutable;
using Shouldly;
using Spillway.Engine.Commands;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals.Obligations;
using Spillway.Engine.Sites;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Engine.Commands;

/// <summary>Tables of steps: one row an interval, what is wanted and what the site does. Two halls of ten 1 MW machines,
/// hall a worth 100 a MWh, hall b worth 50; <c>normal x 10</c> is written 10, other modes by name.</summary>
public sealed class DispatchTests
{
    [Fact]
    public void The_least_valuable_machines_give_way_to_the_import_limit() => Steps(
        Halls.Site(12m, Halls.Hall("a", 10, 100m), Halls.Hall("b", 10, 50m)),
        new("10 10", "10 2", ReasonCode.ImportLimit),
        new("10 0", "10 0", ReasonCode.ImportLimit),
        new("5 10", "5 7", ReasonCode.ImportLimit),
        new("0 10", "0 10", ReasonCode.ImportLimit));

    [Fact]
    public void Of_equal_worth_the_later_in_the_file_gives_way() => Steps(
        Halls.Site(12.5m, Halls.Hall("a", 10, 50m), Halls.Hall("b", 10, 50m)),
        new Step("10 10", "10 2", ReasonCode.ImportLimit));

    [Fact]
    public void A_rise_is_held_back_to_the_ramp_and_the_most_valuable_rise_first() => Steps(
        Ramped(up: 0.4m, down: null),
        new("0 0", "0 0", ReasonCode.RampLimit),
        new("10 10", "6 0", ReasonCode.RampLimit),
        new("10 10", "10 2", ReasonCode.RampLimit),
        new("10 10", "10 8", ReasonCode.RampLimit),
        new("10 10", "10 10", ReasonCode.RampLimit),
        new("0 0", "0 0", ReasonCode.RampLimit));

    [Fact]
    public void A_fall_is_held_back_to_the_ramp_and_the_most_valuable_stay_longest() => Steps(
        Ramped(up: null, down: 0.5m),
        new("0 0", "10 3", ReasonCode.RampLimit),
        new("0 0", "6 0", ReasonCode.RampLimit),
        new("0 0", "0 0", ReasonCode.RampLimit),
        new("10 10", "10 10", ReasonCode.RampLimit));

    [Fact]
    public void Minimum_times_bind_after_the_choice() => Steps(
        Halls.Site(20m, Halls.Hall("a", 10, 100m) with { MinimumUpTime = new(30m), MinimumDownTime = new(45m) }, Halls.Hall("b", 10, 50m)),
        new("0 10", "0 10", ReasonCode.MinimumDownTime),
        new("10 10", "0 10", ReasonCode.MinimumDownTime),
        new("10 10", "0 10", ReasonCode.MinimumDownTime),
        new("10 10", "10 10", ReasonCode.MinimumDownTime),
        new("0 10", "10 10", ReasonCode.MinimumUpTime),
        new("0 10", "0 10", ReasonCode.MinimumUpTime));

    [Fact]
    public void Machines_within_their_minimum_up_time_do_not_give_way_to_more_valuable_ones() => Steps(
        Halls.Site(10m, Halls.Hall("a", 10, 100m), Halls.Hall("b", 10, 50m) with { MinimumUpTime = new(30m) }),
        new("0 0", "0 0", ReasonCode.ImportLimit),
        new("0 10", "0 10", ReasonCode.ImportLimit),
        new("10 10", "0 10", ReasonCode.ImportLimit),
        new("10 10", "10 0", ReasonCode.ImportLimit));

    [Fact]
    public void A_change_of_mode_is_taken_back_before_a_minimum_up_time_is_broken() => Steps(
        Halls.Site(10m, Halls.Hall("a", 10, 100m).WithModes() with { MinimumUpTime = new(60m) }),
        new("0", "0", ReasonCode.ImportLimit),
        new("10", "10", ReasonCode.ImportLimit),
        new("boostx10", "10", ReasonCode.ImportLimit));

    [Fact]
    public void A_plan_that_no_limit_lets_through_leaves_the_site_as_it_was()
    {
        // Hall a falls by its whole step from normal to low, hall b wants the room; giving hall a its mode back would
        // overshoot, so hall b has to wait.
        var site = Ramped(up: 0.1m, down: 0.1m);
        site = site with { Loads = [site.Loads[0].WithModes(), site.Loads[1]] };
        Steps(
            site,
            new("10 0", "10 9", ReasonCode.RampLimit),
            new("lowx10 10", "10 10", ReasonCode.RampLimit));
    }

    [Fact]
    public void A_plan_within_all_limits_is_done_as_it_is_and_keeps_its_reason()
    {
        var site = Halls.Site(20m, Halls.Hall("a", 10, 100m));
        var wanted = new PlannedMode(new("a"), 1, 4, new(ReasonCode.ExpectedGain));

        var done = Dispatch.Of(site, Halls.Slot(), [GroupState.Settled(site.Loads[0], 10)], new(10m), [wanted], null, HeldBounds.None);

        done.Decision.Commands[0].Machines.ShouldBe(4);
        done.Decision.Commands[0].Reason.Code.ShouldBe(ReasonCode.ExpectedGain);
        done.Power.ShouldBe(new Megawatts(4m));
        done.After[0].Running.ShouldBe(4);
    }

    private static Site Ramped(decimal? up, decimal? down)
    {
        var site = Halls.Site(20m, Halls.Hall("a", 10, 100m), Halls.Hall("b", 10, 50m));
        Megawatts? rise = up is { } u ? new Megawatts(u) : null;
        Megawatts? fall = down is { } d ? new Megawatts(d) : null;
        return site with { Limits = site.Limits with { RampUpPerMinute = rise, RampDownPerMinute = fall } };
    }

    private static void Steps(Site site, params Step[] steps)
    {
        var hashprice = new Hashprice(40m);
        var states = Dispatch.Settled(site, hashprice);
        var power = Total(site, states);
        for (var row = 0; row < steps.Length; row++)
        {
            var plan = steps[row].Wanted.Split(' ').Select((wanted, group) => Planned(site.Loads[group], wanted)).ToImmutableArray();
            var done = Dispatch.Of(site, Halls.Slot(row), states, power, plan, hashprice, HeldBounds.None);

            var commands = done.Decision.Commands;
            string.Join(' ', commands.Select(Shown)).ShouldBe(steps[row].Done, $"row {row + 1}");
            for (var group = 0; group < commands.Length; group++)
            {
                var isAsWanted = Shown(commands[group]) == Shown(site.Loads[group], plan[group]);
                commands[group].Reason.Code.ShouldBe(isAsWanted ? ReasonCode.ExpectedGain : steps[row].Why, $"row {row + 1}");
            }

            (states, power) = (done.After, done.Power);
            power.ShouldBe(Total(site, states));
            (power <= site.Limits.Import).ShouldBeTrue();
        }
    }

    private static PlannedMode Planned(LoadGroup group, string wanted)
    {
        var parts = wanted.Split('x');
        var machines = int.Parse(parts[^1], System.Globalization.CultureInfo.InvariantCulture);
        var mode = parts.Length == 1 ? "normal" : parts[0];
        var index = group.Modes.ToList().FindIndex(known => known.Name == mode);
        return new(group.Id, machines == 0 ? 0 : index, machines, new(ReasonCode.ExpectedGain));
    }

    private static string Shown(GroupCommand command) =>
        command.ModeName is "normal" or "off" ? $"{command.Machines}" : $"{command.ModeName}x{command.Machines}";

    private static string Shown(LoadGroup group, PlannedMode plan) =>
        plan.ModeIndex <= 1 ? $"{plan.Machines}" : $"{group.Modes[plan.ModeIndex].Name}x{plan.Machines}";

    private static Megawatts Total(Site site, ImmutableArray<GroupState> states)
    {
        var total = Megawatts.Zero;
        for (var group = 0; group < states.Length; group++)
        {
            total += site.Loads[group].Power(states[group].ModeIndex, states[group].Running);
        }

        return total;
    }

    private sealed record Step(string Wanted, string Done, ReasonCode Why);
}
