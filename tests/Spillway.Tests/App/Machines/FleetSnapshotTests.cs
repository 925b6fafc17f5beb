using NodaTime;
using Shouldly;
using Spillway.App.Console.Fleet;
using Spillway.App.Machines;
using Spillway.Engine.Signals.Field;
using Spillway.Tests.Engine.Control;
using Xunit;

namespace Spillway.Tests.App.Machines;

public sealed class FleetSnapshotTests
{
    [Fact]
    public async Task Nothing_is_odd_about_a_fleet_that_runs()
    {
        await using var rig = new FleetRig();
        await rig.PassesAsync(2);
        for (var machine = 0; machine < rig.Plant.Machines; machine++)
        {
            rig.Says(machine, static said => said with { Hashrate = new(999_999m) });
        }

        rig.Snapshot.Odd.ShouldBe(0);
        rig.Snapshot.Conditions[(int)MachineCondition.Running].ShouldBe(50);
        rig.Snapshot.UsualCelsius.ShouldBe([60m, 60m]);
    }

    [Fact]
    public async Task A_lost_machine_comes_before_one_that_does_not_follow_and_that_before_a_hot_one()
    {
        await using var rig = new FleetRig();
        await rig.PassesAsync(2);
        for (var machine = 0; machine < rig.Plant.Machines; machine++)
        {
            rig.Says(machine, said => said with { Hashrate = null, HottestCelsius = machine == 45 ? 71m : 60m, Faults = machine == 44 ? ["fan 2"] : [] });
        }

        rig.Fleet.Deaf.Add(3);
        rig.Fleet.Unreachable.Add(7);
        rig.Fleet.Befalls(7, MachineCondition.Lost);
        await rig.PassAsync(1, Plants.Hold("hall-a", isOn: false));
        await rig.PassesAsync(200);

        var odd = FleetFilter.All with { IsOddOnly = true };
        odd.OddFirst(rig.Snapshot, rig.Directory).Select(static row => (row.Number, row.Oddity)).ShouldBe(
        [
            (7, MachineOddity.Lost), (3, MachineOddity.NotFollowing), (45, MachineOddity.Hot), (44, MachineOddity.Complains),
        ]);
    }

    [Fact]
    public async Task Ten_degrees_above_the_hall_are_not_hot_and_more_are()
    {
        await using var rig = new FleetRig();
        await rig.PassesAsync(2);
        for (var machine = 0; machine < rig.Plant.Machines; machine++)
        {
            rig.Says(machine, said => said with { Hashrate = null, HottestCelsius = machine switch { 0 => 70m, 1 => 70.1m, _ => 60m } });
        }

        rig.Snapshot.Rows[0].Oddity.ShouldBe(MachineOddity.None);
        rig.Snapshot.Rows[1].Oddity.ShouldBe(MachineOddity.Hot);
    }

    [Fact]
    public async Task A_machine_that_hashes_a_third_less_than_its_mode_has_probably_lost_a_board()
    {
        await using var rig = new FleetRig();
        await rig.PassesAsync(2);
        var normal = rig.Plant.Groups[0].Load.Modes[rig.Plant.Groups[0].Load.NormalModeIndex].HashRate.Value;
        rig.Says(0, said => said with { Hashrate = new(normal * 0.67m) });
        rig.Says(1, said => said with { Hashrate = new(normal * 0.9m) });

        rig.Snapshot.Rows[0].Oddity.ShouldBe(normal > 0m ? MachineOddity.BoardLost : MachineOddity.None);
        rig.Snapshot.Rows[1].Oddity.ShouldBe(MachineOddity.None);
    }

    [Fact]
    public async Task What_was_said_longer_ago_than_counts_is_old_and_nothing_odd_is_seen_in_it()
    {
        await using var rig = new FleetRig();
        await rig.PassesAsync(2);
        for (var machine = 0; machine < rig.Plant.Machines; machine++)
        {
            rig.Says(machine, static said => said with { Hashrate = new(999_999m) });
        }

        rig.Said(0, Duration.FromSeconds(31), static said => said with { Hashrate = new(1m) });
        rig.Said(1, Duration.FromSeconds(31), static said => said with { Hashrate = null, HottestCelsius = 99m });
        rig.Said(2, Duration.FromSeconds(31), static said => said with { Hashrate = null, Faults = ["fan 2"] });
        rig.Said(3, Duration.FromSeconds(30), static said => said with { Hashrate = null, Faults = ["fan 2"] });

        var snapshot = rig.Snapshot;
        snapshot.Rows.Take(4).Select(static row => (row.IsStale, row.Oddity)).ShouldBe(
            [(true, MachineOddity.None), (true, MachineOddity.None), (true, MachineOddity.None), (false, MachineOddity.Complains)]);
        snapshot.Stale.ShouldBe(3);
        snapshot.Rows[0].Telemetry!.Reading.Hashrate!.Value.Value.ShouldBe(1m, "it is shown all the same");
        FleetClasses.Said(snapshot.Rows[0]).ShouldContain("stale");
        FleetClasses.Power(snapshot.Rows[0]).ShouldContain("stale");
        FleetClasses.Power(snapshot.Rows[3]).ShouldBe("number");
    }

    [Fact]
    public async Task A_machine_that_has_just_begun_to_hash_is_not_at_its_full_rate_yet_and_has_lost_no_board()
    {
        await using var rig = new FleetRig();
        await rig.PassesAsync(2);
        var normal = rig.Plant.Groups[0].Load.Modes[rig.Plant.Groups[0].Load.NormalModeIndex].HashRate.Value;
        rig.Said(0, Duration.Zero, said => said with { Hashrate = new(normal * 0.2m) });
        rig.Snapshot.Rows[0].Oddity.ShouldBe(MachineOddity.None);
        rig.Says(0, said => said with { Hashrate = new(normal * 0.2m) });
        rig.Snapshot.Rows[0].Oddity.ShouldBe(normal > 0m ? MachineOddity.BoardLost : MachineOddity.None);
    }

    [Theory]
    [InlineData("hall-b", null, null, "", 20)]
    [InlineData(null, "running", null, "", 50)]
    [InlineData(null, "lost", null, "", 0)]
    [InlineData(null, null, "true", "", 0)]
    [InlineData(null, null, null, "HALL-A/1", 11)]
    [InlineData(null, null, null, "hall-b-2", 10)]
    public async Task Machines_are_found_by_group_condition_oddity_and_text(string? group, string? condition, string? odd, string text, int found)
    {
        await using var rig = new FleetRig();
        await rig.PassesAsync(2);

        FleetFilter.Read(group, condition, odd, text).OddFirst(rig.Snapshot, rig.Directory).Length.ShouldBe(found);
    }

    [Fact]
    public async Task A_machine_is_found_by_its_name_and_no_other_is()
    {
        await using var rig = new FleetRig();

        rig.Directory.Find("hall-b/3").ShouldBe(33);
        rig.Directory.Name(33).ShouldBe("hall-b/3");
        rig.Directory.Feed(33).ShouldBe("hall-b-1");
        rig.Directory.Find("hall-b/20").ShouldBeNull();
        rig.Directory.Find("hall-c/1").ShouldBeNull();
        rig.Directory.Find("m1").ShouldBeNull();
    }
}
