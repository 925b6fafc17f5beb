using CsCheck;
using NodaTime;
using Shouldly;
using Spillway.Simulation.Faults;
using Spillway.Simulation.World;
using Xunit;

namespace Spillway.Tests.Simulation.World;

public sealed class PhysicalMachineTests
{
    private static readonly Instant _start = Instant.FromUtc(2025, 7, 1, 0, 0);

    private static readonly MachineBuild _build = MachineBuild.Of("cgminer", "Plain", 3000, 100) with
    {
        Modes = [new(MachineMode.Normal, 3000, 100), new(MachineMode.Low, 2000, 75)],
    };

    [Fact]
    public void A_machine_whose_feed_closes_boots_tunes_ramps_and_hashes()
    {
        var machine = new PhysicalMachine(_build, MachineIdentity.Of(1), 7, _start);
        machine.Look(_start).Phase.ShouldBe(MachinePhase.Unpowered);
        machine.Power(true, _start);

        var seen = Enumerable.Range(0, 400).Select(second => machine.Look(At(second)).Phase).ToList();

        seen.Distinct().ShouldBe([MachinePhase.Booting, MachinePhase.Tuning, MachinePhase.Ramping, MachinePhase.Hashing]);
        var last = machine.Look(At(400));
        last.Watts.ShouldBe(3000, 50);
        last.HashrateThPerS.ShouldBe(100, 2);
    }

    [Fact]
    public void A_closing_feed_charges_the_supply_first()
    {
        var machine = new PhysicalMachine(_build, MachineIdentity.Of(1), 7, _start);
        machine.Power(true, _start);

        machine.WattsAt(_start).ShouldBe(_build.SleepWatts + _build.InrushWatts);
        machine.WattsAt(At(1)).ShouldBe(_build.SleepWatts);
    }

    [Fact]
    public void Sleep_lets_the_watts_down_to_those_of_the_controller_and_wake_brings_them_back()
    {
        var machine = Running(7);

        machine.Tell(new MachineInstruction.Sleep(), At(10)).ShouldBeOfType<InstructionAnswer.Accepted>();

        machine.Look(At(11)).HashrateThPerS.ShouldBe(0);
        machine.WattsAt(At(15)).ShouldBeInRange(_build.SleepWatts + 1000, 2500);
        machine.Look(At(30)).Phase.ShouldBe(MachinePhase.Asleep);
        machine.WattsAt(At(30)).ShouldBe(_build.SleepWatts);
        machine.Tell(new MachineInstruction.Wake(), At(40));
        machine.Look(At(41)).Phase.ShouldBe(MachinePhase.Tuning);
        machine.Look(At(400)).Phase.ShouldBe(MachinePhase.Hashing);
    }

    [Fact]
    public void What_is_told_twice_has_an_effect_once()
    {
        var machine = Running(7);
        Told(new MachineInstruction.Wake()).ShouldBe(0);
        Told(new MachineInstruction.Sleep()).ShouldBe(1);
        Told(new MachineInstruction.Sleep()).ShouldBe(1);
        Told(new MachineInstruction.Wake()).ShouldBe(2);
        Told(new MachineInstruction.Sleep()).ShouldBe(3);
        Told(new MachineInstruction.SetMode(MachineMode.Low)).ShouldBe(4);
        Told(new MachineInstruction.SetMode(MachineMode.Low)).ShouldBe(4);
        Told(new MachineInstruction.SetPowerLimit(1500)).ShouldBe(5);
        Told(new MachineInstruction.SetPowerLimit(1500)).ShouldBe(5);
        Told(new MachineInstruction.Restart()).ShouldBe(5, "that is the firmware's own affair");
        Told(new MachineInstruction.Reboot()).ShouldBe(6);
        machine.Suffer(MachineFaults.SaysDone, At(20));
        Told(new MachineInstruction.SetMode(MachineMode.Normal)).ShouldBe(6, "it says that it has done it, and has not");

        int Told(MachineInstruction instruction)
        {
            machine.Tell(instruction, At(10));
            return machine.Changes;
        }
    }

    [Fact]
    public void A_mode_and_a_power_limit_move_watts_and_rate_together()
    {
        var machine = Running(7);

        machine.Tell(new MachineInstruction.SetMode(MachineMode.Low), At(0));
        machine.Look(At(120)).HashrateThPerS.ShouldBe(75, 2);
        machine.WattsAt(At(120)).ShouldBe(2000, 40);
        machine.Tell(new MachineInstruction.SetPowerLimit(1500), At(130));

        machine.WattsAt(At(300)).ShouldBe(1500);
        machine.Look(At(300)).HashrateThPerS.ShouldBe(75.0 * 0.75 * (1 + (0.15 * 0.25)), 2);
    }

    [Theory]
    [InlineData(5000.0)]
    [InlineData(900.0)]
    [InlineData(double.NaN)]
    public void A_power_limit_that_the_supply_cannot_keep_is_refused(double watts) =>
        Running(7).Tell(new MachineInstruction.SetPowerLimit(watts), At(1)).ShouldBeOfType<InstructionAnswer.Refused>();

    [Fact]
    public void A_mode_that_it_does_not_have_is_refused() =>
        Running(7).Tell(new MachineInstruction.SetMode(MachineMode.High), At(1)).ShouldBeOfType<InstructionAnswer.Refused>();

    [Fact]
    public void One_that_says_done_does_nothing()
    {
        var machine = Running(7);
        machine.Suffer(MachineFaults.SaysDone, At(1));

        machine.Tell(new MachineInstruction.Sleep(), At(2)).ShouldBeOfType<InstructionAnswer.Accepted>();

        machine.Look(At(60)).Phase.ShouldBe(MachinePhase.Hashing);
    }

    [Fact]
    public void One_that_refuses_says_no_and_does_nothing()
    {
        var machine = Running(7);
        machine.Suffer(MachineFaults.Refuses, At(1));

        machine.Tell(new MachineInstruction.Sleep(), At(2)).ShouldBeOfType<InstructionAnswer.Refused>();

        machine.Look(At(60)).Phase.ShouldBe(MachinePhase.Hashing);
    }

    [Fact]
    public void A_stuck_power_field_shows_the_nominal_watts_of_a_sleeping_machine()
    {
        var machine = Running(7);
        machine.Suffer(MachineFaults.PowerFieldStuck, At(0));
        machine.Tell(new MachineInstruction.Sleep(), At(1));

        var asleep = machine.Look(At(60));

        asleep.ReportedWatts.ShouldBe(3000);
        asleep.Watts.ShouldBe(_build.SleepWatts);
    }

    [Theory]
    [InlineData(true, MachineFaults.None, MachinePhase.Asleep)]
    [InlineData(false, MachineFaults.None, MachinePhase.Hashing)]
    [InlineData(true, MachineFaults.ForgetsSleep, MachinePhase.Hashing)]
    public void A_sleeping_machine_remembers_it_after_a_reboot_only_where_it_is_built_so(bool outlasts, MachineFaults faults, MachinePhase then)
    {
        var machine = new PhysicalMachine(_build with { SleepOutlastsPowerCut = outlasts }, MachineIdentity.Of(1), 7, _start);
        machine.Settle(_start);
        machine.Suffer(faults, _start);
        machine.Tell(new MachineInstruction.Sleep(), At(1));

        machine.Tell(new MachineInstruction.Reboot(), At(60));

        machine.Look(At(61)).Phase.ShouldBe(MachinePhase.Booting);
        machine.Look(At(600)).Phase.ShouldBe(then);
    }

    [Fact]
    public void A_lost_board_takes_its_share_of_watts_rate_and_sensors()
    {
        var machine = Running(7);
        machine.Suffer(MachineFaults.BoardLost, At(0));

        var then = machine.Look(At(100));

        then.HashrateThPerS.ShouldBe(200.0 / 3, 2);
        then.Watts.ShouldBe(_build.SleepWatts + ((3000 - _build.SleepWatts) * 2 / 3), 40);
        then.ChipCelsius.Length.ShouldBe(2);
        then.Boards.ShouldBe([true, false, true]);
    }

    [Fact]
    public void A_lost_pool_leaves_the_draw_and_takes_the_pay()
    {
        var machine = Running(7);
        machine.Suffer(MachineFaults.PoolLost, At(100));
        var before = machine.Look(At(100));

        var after = machine.Look(At(200));

        after.Watts.ShouldBe(before.Watts);
        (after.EnergyJoules - before.EnergyJoules).ShouldBe(before.Watts * 100, 0.001);
        after.PaidTerahashes.ShouldBe(before.PaidTerahashes);
        after.AcceptedShares.ShouldBe(before.AcceptedShares);
        after.WorkTerahashes.ShouldBeGreaterThan(before.WorkTerahashes);
    }

    [Fact]
    public void An_absent_machine_appears_when_the_fault_ends_and_boots_then()
    {
        var machine = new PhysicalMachine(_build, MachineIdentity.Of(1), 7, _start);
        machine.Suffer(MachineFaults.Absent, _start);
        machine.Power(true, _start);
        machine.WattsAt(At(100)).ShouldBe(0);

        machine.Suffer(MachineFaults.None, At(100));

        machine.Look(At(101)).Phase.ShouldBe(MachinePhase.Booting);
        machine.Look(At(600)).Phase.ShouldBe(MachinePhase.Hashing);
    }

    [Fact]
    public void A_machine_whose_program_died_draws_a_part_and_makes_nothing_until_its_controller_is_started_anew()
    {
        var machine = Running(7);
        machine.Suffer(MachineFaults.StuckStarting, At(10));
        var stuck = machine.Look(At(2000));
        stuck.Phase.ShouldBe(MachinePhase.Tuning);
        stuck.Watts.ShouldBe(900, 50);
        stuck.HashrateThPerS.ShouldBe(0);

        machine.Tell(new MachineInstruction.Sleep(), At(2000));
        machine.Look(At(2060)).Phase.ShouldBe(MachinePhase.Asleep);
        machine.Tell(new MachineInstruction.Wake(), At(2100));
        machine.Look(At(3000)).Phase.ShouldBe(MachinePhase.Tuning, "sleeping does not mend it");
        machine.Tell(new MachineInstruction.Reboot(), At(3000));
        machine.Look(At(3001)).Phase.ShouldBe(MachinePhase.Booting);

        machine.Look(At(3600)).Phase.ShouldBe(MachinePhase.Hashing);
    }

    [Fact]
    public void A_machine_whose_program_is_mended_starts_by_itself()
    {
        var machine = Running(7);
        machine.Suffer(MachineFaults.StuckStarting, At(10));

        machine.Suffer(MachineFaults.None, At(500));

        machine.Look(At(501)).Phase.ShouldBe(MachinePhase.Tuning);
        machine.Look(At(900)).Phase.ShouldBe(MachinePhase.Hashing);
    }

    [Fact]
    public void Chips_are_as_cold_as_the_air_without_power_and_warm_up_with_it()
    {
        var machine = Running(7);
        var warm = machine.Look(_start).ChipCelsius.Max();
        machine.Power(false, _start);

        warm.ShouldBeInRange(60, 80);
        machine.Look(At(90)).ChipCelsius.Max().ShouldBeInRange(30, 50);
        machine.Look(At(3600)).ChipCelsius.Max().ShouldBeInRange(21, 29);
    }

    // A life is a function of what was done to it when: looking in between changes not one bit.
    [Fact]
    public void Looking_at_a_machine_does_not_change_its_life() =>
        Life.Sample((events, seed) =>
        {
            var (once, often) = (new PhysicalMachine(_build, MachineIdentity.Of(1), seed, _start), new PhysicalMachine(_build, MachineIdentity.Of(1), seed, _start));
            var second = 0;
            foreach (var (act, pause) in events)
            {
                Do(once, act, At(second));
                Do(often, act, At(second));
                for (var step = 1; step < pause; step++)
                {
                    often.Look(At(second + step));
                }

                second += pause;
            }

            var (left, right) = (once.Look(At(second)), often.Look(At(second)));
            return left.EnergyJoules.Equals(right.EnergyJoules) && left.PaidTerahashes.Equals(right.PaidTerahashes) && left.Phase == right.Phase
                && left.Watts.Equals(right.Watts) && left.AcceptedShares == right.AcceptedShares && left.ChipCelsius.SequenceEqual(right.ChipCelsius);
        });

    // The watts summed in fine steps are the energy: trapezia of the true draw are off only where it jumps.
    [Fact]
    public void Energy_is_the_integral_of_the_watts() =>
        Life.Sample((events, seed) =>
        {
            const int Parts = 50;
            var machine = new PhysicalMachine(_build with { InrushTime = Duration.Zero }, MachineIdentity.Of(1), seed, _start);
            var (second, summed) = (0, 0.0);
            foreach (var (act, pause) in events)
            {
                Do(machine, act, At(second));
                for (var part = 0; part < pause * Parts; part++)
                {
                    var from = At(second) + Duration.FromMilliseconds(part * 1000L / Parts);
                    summed += (machine.WattsAt(from) + machine.WattsAt(from + Duration.FromMilliseconds((1000L / Parts) - 1))) / 2 / Parts;
                }

                second += pause;
            }

            return Math.Abs(machine.JoulesAt(At(second)) - summed) <= 1e-3 * (summed + (3300.0 * events.Length));
        }, iter: 20);

    private static Gen<((int Act, int Pause)[] Events, ulong Seed)> Life { get; } =
        Gen.Select(Gen.Select(Gen.Int[0, 13], Gen.Int[1, 200]).Array[1, 12], Gen.ULong);

    private static void Do(PhysicalMachine machine, int act, Instant now)
    {
        switch (act)
        {
            case 0:
                machine.Power(false, now);
                break;
            case 1 or 2:
                machine.Power(true, now);
                break;
            case 3 or 4:
                machine.Tell(new MachineInstruction.Sleep(), now);
                break;
            case 5 or 6:
                machine.Tell(new MachineInstruction.Wake(), now);
                break;
            case 7:
                machine.Tell(new MachineInstruction.SetMode(MachineMode.Low), now);
                break;
            case 8:
                machine.Tell(new MachineInstruction.SetPowerLimit(1800), now);
                break;
            case 9:
                machine.Tell(new MachineInstruction.Reboot(), now);
                break;
            case 10:
                machine.Suffer(MachineFaults.BoardLost | MachineFaults.PoolLost, now);
                break;
            case 11:
                machine.Suffer(MachineFaults.None, now);
                break;
            default:
                machine.Settle(now);
                break;
        }
    }

    private static PhysicalMachine Running(ulong seed)
    {
        var machine = new PhysicalMachine(_build, MachineIdentity.Of(1), seed, _start);
        machine.Settle(_start);
        return machine;
    }

    private static Instant At(int second) => _start + Duration.FromSeconds(second);
}
