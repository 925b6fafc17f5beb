using Shouldly;
using Spillway.Devices;
using Spillway.Devices.Breakers;
using Spillway.Simulation.World;
using Xunit;

namespace Spillway.Tests.Devices.Compliance;

/// <summary>What every breaker driver must do, whatever its protocol.</summary>
public sealed class BreakerComplianceTests
{
    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    public static TheoryData<string> Stands => BreakerStands.Names;

    [Theory]
    [MemberData(nameof(Stands))]
    public async Task It_opens_and_closes_and_says_so_only_when_the_contacts_have(string stand)
    {
        await using var at = await BreakerStands.OpenAsync(stand, BreakerStand.Patient);
        (await Until.AnsweredAsync(() => at.Driver.ReadAsync(_cancellation))).Position.ShouldBe(BreakerPosition.Closed);

        var opened = await at.Driver.TellAsync(BreakerAction.Open, _cancellation);
        (opened.Value?.Position, opened.Fault?.Detail, at.IsLive).ShouldBe((BreakerPosition.Open, null, false));
        (await at.Driver.TellAsync(BreakerAction.Open, _cancellation)).Value!.Position.ShouldBe(BreakerPosition.Open, "an open one is done at once");
        at.Operations.ShouldBe(1);

        var closed = await at.Driver.TellAsync(BreakerAction.Close, _cancellation);
        (closed.Value?.Position, closed.Fault?.Detail, at.IsLive).ShouldBe((BreakerPosition.Closed, null, true));
        at.Operations.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Stands))]
    public async Task One_that_does_not_follow_is_late_or_refused_and_never_done(string stand)
    {
        await using var at = await BreakerStands.OpenAsync(stand, BreakerStand.Impatient);
        at.Change((breaker, _) => breaker.Break(BreakerFaults.Stuck));

        var answer = await at.Driver.TellAsync(BreakerAction.Open, _cancellation);

        answer.Fault!.Kind.ShouldBe(DeviceFaultKind.Late);
        at.IsLive.ShouldBeTrue();
        (await Until.AnsweredAsync(() => at.Driver.ReadAsync(_cancellation))).Position.ShouldBe(BreakerPosition.Closed, "the next exchange works");
    }

    [Theory]
    [MemberData(nameof(Stands))]
    public async Task An_interlock_does_not_hinder_to_open(string stand)
    {
        await using var at = await BreakerStands.OpenAsync(stand, BreakerStand.Patient);
        at.Change((breaker, _) => breaker.Interlock(isOn: true));

        var answer = await at.Driver.TellAsync(BreakerAction.Open, _cancellation);

        answer.Value!.ShouldBe(new(BreakerPosition.Open, at.HasInterlock, at.HasSelector ? true : null));
    }

    [Theory]
    [MemberData(nameof(Stands))]
    public async Task An_interlock_forbids_to_close(string stand)
    {
        await using var at = await BreakerStands.OpenAsync(stand, BreakerStand.Impatient);
        at.Change((breaker, now) => breaker.Withdraw(isOut: true, now));
        at.Change((breaker, now) => breaker.Withdraw(isOut: false, now));
        at.Change((breaker, _) => breaker.Interlock(isOn: true));

        var answer = await at.Driver.TellAsync(BreakerAction.Close, _cancellation);

        answer.Fault!.Kind.ShouldBeOneOf(at.HasInterlock ? [DeviceFaultKind.Refused] : [DeviceFaultKind.Late, DeviceFaultKind.Refused]);
        at.IsLive.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Stands))]
    public async Task A_tripped_one_is_open_and_refuses_to_close_until_it_is_reset(string stand)
    {
        await using var at = await BreakerStands.OpenAsync(stand, BreakerStand.Impatient);
        at.Change((breaker, now) => breaker.TripAt(now));

        (await Until.AnsweredAsync(() => at.Driver.ReadAsync(_cancellation))).Position.ShouldBe(at.HasTripContact ? BreakerPosition.Tripped : BreakerPosition.Open);
        await Until.AnsweredAsync(() => at.Driver.TellAsync(BreakerAction.Open, _cancellation));
        var answer = await at.Driver.TellAsync(BreakerAction.Close, _cancellation);
        answer.Fault!.Kind.ShouldBeOneOf(at.HasTripContact ? [DeviceFaultKind.Refused] : [DeviceFaultKind.Late, DeviceFaultKind.Refused]);
        at.IsLive.ShouldBeFalse();

        at.Change((breaker, now) => breaker.Reset(now));
        (await Until.AnsweredAsync(() => at.Driver.ReadAsync(_cancellation))).Position.ShouldBe(BreakerPosition.Open);
    }

    [Theory]
    [MemberData(nameof(Stands))]
    public async Task Local_control_and_a_rack_pulled_out_are_told_and_obeyed(string stand)
    {
        await using var at = await BreakerStands.OpenAsync(stand, BreakerStand.Impatient);
        at.Change((breaker, _) => breaker.Select(isRemote: false));
        var local = await Until.AnsweredAsync(() => at.Driver.ReadAsync(_cancellation));
        local.IsRemote.ShouldBe(at.HasSelector ? false : null);
        (await at.Driver.TellAsync(BreakerAction.Open, _cancellation)).Fault!.Kind
            .ShouldBeOneOf(at.HasSelector ? [DeviceFaultKind.Refused] : [DeviceFaultKind.Late, DeviceFaultKind.Refused]);
        at.IsLive.ShouldBeTrue();

        at.Change((breaker, now) => breaker.Select(isRemote: true));
        at.Change((breaker, now) => breaker.Withdraw(isOut: true, now));

        // A device that tells its state by itself may have told the one before just now.
        var expected = at.HasRack ? BreakerPosition.Withdrawn : BreakerPosition.Open;
        var told = BreakerPosition.Unknown;
        for (var count = 0; told != expected && count < 20; count++)
        {
            told = (await Until.AnsweredAsync(() => at.Driver.ReadAsync(_cancellation))).Position;
        }

        told.ShouldBe(expected);
    }

    [Theory]
    [MemberData(nameof(Stands))]
    public async Task A_lie_is_believed_by_the_contacts_which_is_why_meters_decide(string stand)
    {
        await using var at = await BreakerStands.OpenAsync(stand, BreakerStand.Patient);
        at.Change((breaker, _) => breaker.Break(BreakerFaults.Lies));

        (await at.Driver.TellAsync(BreakerAction.Open, _cancellation)).Value!.Position.ShouldBe(BreakerPosition.Open);
        at.IsLive.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Stands))]
    public async Task A_watchdog_is_fed_and_opens_the_one_that_is_not(string stand)
    {
        await using var at = await BreakerStands.OpenAsync(stand, BreakerStand.Patient);
        var fed = await at.Driver.FeedAsync(_cancellation);
        if (!at.HasWatchdog)
        {
            fed.Fault!.Kind.ShouldBe(DeviceFaultKind.Unsupported);
            return;
        }

        fed.IsAnswered.ShouldBeTrue();
        await Until.HoldsAsync(() => !at.IsLive, "the watchdog opens");
        (await at.Driver.FeedAsync(_cancellation)).IsAnswered.ShouldBeTrue();
        (await at.Driver.TellAsync(BreakerAction.Close, _cancellation)).Value!.Position.ShouldBe(BreakerPosition.Closed);
    }

    [Theory]
    [MemberData(nameof(Stands))]
    public async Task A_shunt_trip_opens_where_there_is_one(string stand)
    {
        await using var at = await BreakerStands.OpenAsync(stand, BreakerStand.Patient);

        var answer = await at.Driver.TellAsync(BreakerAction.Trip, _cancellation);

        (answer.Value?.Position, answer.Fault?.Kind, at.IsLive).ShouldBe(
            at.HasShuntTrip ? (BreakerPosition.Tripped, null, false) : (null, DeviceFaultKind.Unsupported, true));
    }
}
