using System.Collections.Immutable;
using NodaTime;
using Shouldly;
using Spillway.Simulation.Faults;
using Spillway.Simulation.World;
using Xunit;

namespace Spillway.Tests.Simulation.World;

public sealed class SimulatedSiteTests
{
    private const double Overhead = 1.05;
    private static readonly Instant _start = Instant.FromUtc(2025, 7, 1, 0, 0);
    private static readonly MachineBuild _build = MachineBuild.Of("cgminer", "Plain", 3000, 100);

    [Fact]
    public void The_meter_sums_what_flows_through_closed_breakers()
    {
        using var site = Site([]);
        var before = Shown(site, 0);

        site.AskBreaker(0, At(10), breaker => breaker.Tell(BreakerOrder.Open, At(10))).ShouldBeTrue();

        before.ShouldBe(2 * 10 * 3000 * Overhead / 1e6, 0.001);
        Shown(site, 11).ShouldBe(10 * 3000 * Overhead / 1e6, 0.001);
    }

    [Fact]
    public void The_meters_energy_is_what_truly_flowed_however_seldom_it_is_read()
    {
        using var site = Site([]);
        site.AskBreaker(0, At(600), breaker => breaker.Tell(BreakerOrder.Open, At(600)));
        site.AskBreaker(0, At(1800), breaker => breaker.Tell(BreakerOrder.Close, At(1800)));

        var read = site.AskMeter(At(7200), meter => (double)meter.ImportedEnergy.Value);

        read.ShouldBe(site.MegawattHoursAt(At(7200)), 1e-9);
        read.ShouldBeInRange(0.0304 * Overhead * 3.0, 0.06 * Overhead * 2.0);
    }

    [Fact]
    public void Closing_a_breaker_starts_all_machines_with_their_inrush()
    {
        using var site = Site([]);
        site.AskBreaker(0, At(10), breaker => breaker.Tell(BreakerOrder.Open, At(10)));
        site.AskBreaker(0, At(100), breaker => breaker.Tell(BreakerOrder.Close, At(100)));

        var before = site.MegawattsAt(At(100));
        var inrush = site.MegawattsAt(At(100) + Duration.FromMilliseconds(200)) - before;

        inrush.ShouldBe(10 * (_build.InrushWatts + _build.SleepWatts) * Overhead / 1e6, 0.0001);
    }

    [Fact]
    public void An_unfed_watchdog_cuts_its_machines_at_the_instant_it_starves_though_nobody_looks()
    {
        using var site = Site([]);
        site.AskBreaker(1, At(100), breaker => breaker.FeedWatchdog(At(100)));

        var drawn = site.MegawattHoursAt(At(3600));

        // 30 s of patience and 100 ms of travel after the last feeding.
        var second = site.Groups[1].Machines.Sum(machine => machine.JoulesAt(At(3600)));
        second.ShouldBe(10 * 3000 * 130.1, 10 * 3000 * 130.1 * 0.01);
        drawn.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Faults_come_and_go_at_their_instants_and_overlap()
    {
        using var site = Site(
        [
            new SiteFault.OfMachine(At(10), Duration.FromSeconds(100), 0, 3, MachineFaults.PoolLost),
            new SiteFault.OfMachine(At(20), Duration.FromSeconds(30), 0, 3, MachineFaults.PoolLost | MachineFaults.Slow),
            new SiteFault.OfNetwork(At(40), Duration.FromSeconds(20), 0),
        ]);

        Faults(5).ShouldBe(MachineFaults.None);
        Faults(15).ShouldBe(MachineFaults.PoolLost);
        Faults(45).ShouldBe(MachineFaults.PoolLost | MachineFaults.Slow | MachineFaults.CutOff);
        site.IsReached(0, At(45)).ShouldBeFalse();
        Faults(70).ShouldBe(MachineFaults.PoolLost);
        site.IsReached(0, At(70)).ShouldBeTrue();
        Faults(111).ShouldBe(MachineFaults.None);

        MachineFaults Faults(int second)
        {
            site.Advance(At(second));
            return site.Groups[0].Machines[3].Look(At(second)).Faults;
        }
    }

    [Fact]
    public void A_trip_by_protection_takes_the_group_off_and_after_its_reset_the_breaker_is_open()
    {
        using var site = Site([new SiteFault.OfProtection(At(10), Duration.FromSeconds(60), 0)]);

        site.AskBreaker(0, At(20), breaker => breaker.Position).ShouldBe(ContactPosition.Tripped);
        Shown(site, 20).ShouldBe(10 * 3000 * Overhead / 1e6, 0.001);
        site.AskBreaker(0, At(71), breaker => breaker.Position).ShouldBe(ContactPosition.Open);
    }

    [Fact]
    public void A_meter_whose_sign_is_swapped_shows_the_site_as_a_producer_until_it_is_put_right()
    {
        using var site = Site([new SiteFault.OfMeter(At(10), Duration.FromSeconds(60), MeterFaultKind.SignSwapped, 0)]);

        Shown(site, 5).ShouldBePositive();
        Shown(site, 30).ShouldBeNegative();
        Shown(site, 80).ShouldBePositive();
    }

    [Fact]
    public void The_same_seed_makes_the_same_world_bit_for_bit_and_another_seed_another()
    {
        string Life(ulong seed, int step)
        {
            using var site = Site(FaultSchedule.Of(seed, 40, [10, 10], _start), seed);
            for (var second = 0; second <= 6 * 3600; second += step)
            {
                site.Advance(At(second));
            }

            return site.Digest(At(6 * 3600));
        }

        Life(1, 5).ShouldBe(Life(1, 5));
        Life(1, 5).ShouldBe(Life(1, 3600));
        Life(1, 5).ShouldNotBe(Life(2, 5));
    }

    private static double Shown(SimulatedSite site, int second) => site.AskMeter(At(second), meter => (double)meter.Power.Value);

    private static SimulatedSite Site(IEnumerable<SiteFault> faults, ulong seed = 5)
    {
        var machines = Enumerable.Range(1, 20).Select(number => new PhysicalMachine(_build, MachineIdentity.Of(number), SeededNoise.Bits(seed, number), _start)).ToImmutableArray();
        return new(
            [
                new("a", machines[..10], new(BreakerBuild.AirCircuitBreaker), Overhead),
                new("b", machines[10..], new(BreakerBuild.WatchedContactor), Overhead),
            ],
            new(MeterBuild.LowVoltageFeeder),
            faults,
            _start);
    }

    private static Instant At(int second) => _start + Duration.FromSeconds(second);
}
