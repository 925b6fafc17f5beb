using NodaTime;
using Shouldly;
using Spillway.Simulation.Faults;
using Xunit;

namespace Spillway.Tests.Simulation.Faults;

public sealed class FaultScheduleTests
{
    private static readonly Instant _start = Instant.FromUtc(2025, 7, 1, 0, 0);

    [Fact]
    public void Faults_come_in_order_of_time_and_none_before_the_start()
    {
        var faults = FaultSchedule.Of(3, 2, [60], _start).Take(500).ToList();

        faults[0].At.ShouldBeGreaterThanOrEqualTo(_start);
        faults.Zip(faults.Skip(1)).ShouldAllBe(pair => pair.First.At <= pair.Second.At);
        faults.ShouldAllBe(fault => fault.Length > Duration.Zero && fault.Length <= (IsStuck(fault) ? Duration.FromHours(2) : Duration.FromMinutes(30)));
    }

    [Fact]
    public void The_intensity_is_the_number_of_faults_a_machine_and_day()
    {
        var days = FaultSchedule.Of(3, 1.5, [100, 100], _start).TakeWhile(fault => fault.At < _start + Duration.FromDays(10)).ToList();

        days.Count(fault => fault is SiteFault.OfMachine && !IsStuck(fault)).ShouldBeInRange(2980, 3020);
        days.Count(IsStuck).ShouldBeInRange(3000 / 11 - 10, 3000 / 11 + 10);
        days.OfType<SiteFault.OfDisk>().Count().ShouldBeInRange(12, 18);
        days.OfType<SiteFault.OfClock>().Count().ShouldBeInRange(12, 18);
        days.OfType<SiteFault.OfDesk>().Count().ShouldBeInRange(55, 65);
    }

    [Fact]
    public void Every_kind_of_fault_comes_sooner_or_later()
    {
        var faults = FaultSchedule.Of(9, 5, [50, 50], _start).Take(5000).ToList();

        faults.OfType<SiteFault.OfMachine>().Select(fault => fault.Faults).Distinct().Count().ShouldBe(12);
        faults.Select(fault => fault.GetType()).Distinct().Count().ShouldBe(8);
        faults.OfType<SiteFault.OfClock>().Select(fault => fault.Step).Distinct().Count().ShouldBe(4);
        faults.OfType<SiteFault.OfMeter>().Select(fault => fault.Kind).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void Without_intensity_nothing_goes_wrong() => FaultSchedule.Of(3, 0, [100], _start).ShouldBeEmpty();

    private static bool IsStuck(SiteFault fault) => fault is SiteFault.OfMachine { Faults: MachineFaults.StuckStarting };
}
