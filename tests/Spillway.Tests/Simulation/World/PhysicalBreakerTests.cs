using CsCheck;
using NodaTime;
using Shouldly;
using Spillway.Simulation.World;
using Xunit;

namespace Spillway.Tests.Simulation.World;

public sealed class PhysicalBreakerTests
{
    private static readonly Instant _noon = Instant.FromUtc(2026, 7, 1, 12, 0);

    [Fact]
    public void Contacts_take_their_time_and_current_flows_until_they_part()
    {
        var breaker = new PhysicalBreaker(BreakerBuild.AirCircuitBreaker);

        breaker.Tell(BreakerOrder.Open, At(0)).ShouldBeTrue();
        breaker.Advance(At(49));
        (breaker.Position, breaker.IsLive).ShouldBe((ContactPosition.Travelling, true));
        breaker.Advance(At(50));
        (breaker.Position, breaker.IsLive).ShouldBe((ContactPosition.Open, false));

        breaker.Tell(BreakerOrder.Close, At(60)).ShouldBeTrue();
        breaker.Advance(At(139));
        (breaker.Position, breaker.IsLive).ShouldBe((ContactPosition.Travelling, false));
        breaker.Advance(At(140));
        (breaker.Position, breaker.IsLive, breaker.Operations).ShouldBe((ContactPosition.Closed, true, 2));
    }

    [Fact]
    public void A_stuck_breaker_takes_the_command_and_does_not_move()
    {
        var breaker = new PhysicalBreaker(BreakerBuild.AirCircuitBreaker);
        breaker.Break(BreakerFaults.Stuck);

        breaker.Tell(BreakerOrder.Open, At(0)).ShouldBeTrue();
        breaker.Advance(At(10_000));

        (breaker.Position, breaker.IsLive).ShouldBe((ContactPosition.Closed, true));
    }

    [Fact]
    public void A_lying_breaker_says_open_while_current_flows()
    {
        var breaker = new PhysicalBreaker(BreakerBuild.AirCircuitBreaker);
        breaker.Break(BreakerFaults.Lies);

        breaker.Tell(BreakerOrder.Open, At(0));
        breaker.Advance(At(100));

        (breaker.Position, breaker.IsLive).ShouldBe((ContactPosition.Open, true));
        breaker.Break(BreakerFaults.None);
        breaker.Position.ShouldBe(ContactPosition.Closed);
    }

    [Fact]
    public void A_tripped_breaker_stays_open_until_it_is_reset_by_hand()
    {
        var breaker = new PhysicalBreaker(BreakerBuild.AirCircuitBreaker);
        breaker.TripAt(At(500));

        breaker.Advance(At(499));
        breaker.IsLive.ShouldBeTrue();
        breaker.Advance(At(2_000));
        (breaker.Position, breaker.IsLive).ShouldBe((ContactPosition.Tripped, false));
        breaker.Tell(BreakerOrder.Close, At(3_000)).ShouldBeFalse();
        breaker.Reset(At(4_000));
        breaker.Position.ShouldBe(ContactPosition.Open);
        breaker.Tell(BreakerOrder.Close, At(5_000)).ShouldBeTrue();
    }

    [Fact]
    public void Interlock_local_control_withdrawal_and_the_least_time_off_refuse()
    {
        var breaker = new PhysicalBreaker(BreakerBuild.AirCircuitBreaker with { LeastOff = Duration.FromSeconds(60) });
        breaker.Tell(BreakerOrder.Open, At(0)).ShouldBeTrue();
        breaker.Tell(BreakerOrder.Close, At(59_000)).ShouldBeFalse("its capacitors are not empty yet");
        breaker.Interlock(isOn: true);
        breaker.Tell(BreakerOrder.Close, At(61_000)).ShouldBeFalse();
        breaker.Interlock(isOn: false);
        breaker.Select(isRemote: false);
        breaker.Tell(BreakerOrder.Close, At(62_000)).ShouldBeFalse();
        breaker.Select(isRemote: true);
        breaker.Withdraw(isOut: true, At(63_000));
        breaker.Tell(BreakerOrder.Close, At(64_000)).ShouldBeFalse();
        breaker.Position.ShouldBe(ContactPosition.Withdrawn);
    }

    [Fact]
    public void An_unfed_watchdog_opens_and_forbids_to_close_until_it_is_fed_again()
    {
        var breaker = new PhysicalBreaker(BreakerBuild.WatchedContactor);
        breaker.Advance(At(3_600_000));
        breaker.IsLive.ShouldBeTrue("nobody has fed it yet, so it sleeps");

        breaker.FeedWatchdog(At(3_600_000));
        breaker.FeedWatchdog(At(3_620_000));
        breaker.Advance(At(3_649_999));
        breaker.IsLive.ShouldBeTrue();
        breaker.Advance(At(3_650_100));
        (breaker.IsLive, breaker.IsStarved).ShouldBe((false, true));
        breaker.Tell(BreakerOrder.Close, At(3_651_000)).ShouldBeFalse();
        breaker.FeedWatchdog(At(3_652_000));
        breaker.Tell(BreakerOrder.Close, At(3_652_000)).ShouldBeTrue();
    }

    [Fact]
    public void What_happens_does_not_depend_on_how_often_it_is_looked_at()
    {
        var step = Gen.Select(Gen.Int[0, 4], Gen.Int[1, 400]);
        Gen.Select(step.Array[1, 30], Gen.Int[0, 5_000]).Sample((steps, trip) =>
        {
            var seldom = new PhysicalBreaker(BreakerBuild.WatchedContactor with { Watchdog = Duration.FromMilliseconds(700) });
            var often = new PhysicalBreaker(BreakerBuild.WatchedContactor with { Watchdog = Duration.FromMilliseconds(700) });
            seldom.TripAt(At(trip));
            often.TripAt(At(trip));
            var now = 0;
            foreach (var (act, wait) in steps)
            {
                for (var t = now; t < now + wait; t += 7)
                {
                    often.Advance(At(t));
                }

                now += wait;
                Do(seldom, act, At(now));
                Do(often, act, At(now));
                (seldom.Position, seldom.IsLive, seldom.IsStarved, seldom.Operations)
                    .ShouldBe((often.Position, often.IsLive, often.IsStarved, often.Operations));
            }
        });
    }

    private static void Do(PhysicalBreaker breaker, int act, Instant now)
    {
        switch (act)
        {
            case 0: breaker.Tell(BreakerOrder.Open, now); break;
            case 1: breaker.Tell(BreakerOrder.Close, now); break;
            case 2: breaker.FeedWatchdog(now); break;
            case 3: breaker.Reset(now); break;
            default: breaker.Advance(now); break;
        }
    }

    private static Instant At(int milliseconds) => _noon + Duration.FromMilliseconds(milliseconds);
}
