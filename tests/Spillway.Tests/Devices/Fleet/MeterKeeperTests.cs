using NodaTime;
using Shouldly;
using Spillway.Devices;
using Spillway.Devices.Fleet;
using Spillway.Devices.Meters;
using Spillway.Engine.Commands.Control;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Devices.Fleet;

/// <summary>What the meter at the grid connection says, and what of it is believed. The site is built for 20 MW.</summary>
public sealed class MeterKeeperTests
{
    [Fact]
    public async Task What_no_site_of_this_size_can_draw_is_no_sample_and_is_said_once()
    {
        var said = new List<string>();
        var meter = new SayingMeter(10m, 10_000m, 1_000_000_000_000_000_000_000_000m, -61m, 60m, -60m, 20m);
        var options = FleetRig.Quick with { MeterPoll = Duration.FromMilliseconds(5), Pass = Duration.FromMilliseconds(1), LargestPower = new(20m), Say = line => Add(said, line) };
        await using var field = new FleetField(new([], [], meter), options, TimeProvider.System);
        field.Start();

        var seen = new List<decimal>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!seen.Contains(20m))
        {
            var frame = await field.ObserveAsync(Instant.MaxValue, limit.Token);
            seen.AddRange(frame.Meter is { } sample ? [sample.Power.Value] : []);
        }

        // A sample that was overtaken before the next pass is not seen.
        seen.ShouldBeSubsetOf([10m, 60m, -60m, 20m]);
        lock (said)
        {
            said.ShouldBe([
                "ALARM the site meter is not believed: it says 10000 MW, more than 3 times the 20 MW that the site is built for",
                "over the site meter is believed again: 60 MW"]);
        }
    }

    [Fact]
    public async Task What_the_meter_says_beside_its_power_is_kept_as_it_came_and_changes_no_sample()
    {
        var reading = new MeterReading(new Megawatts(10.00049m), new MegawattHours(812m), new MegawattHours(1m), 230.1m, 50.02m, 0.97m, null);
        await using var field = new FleetField(new([], [], new FixedMeter(reading)), FleetRig.Quick with { MeterPoll = Duration.FromMilliseconds(5), Pass = Duration.FromMilliseconds(1) }, TimeProvider.System);
        field.Meter.ShouldBeNull();
        field.Start();

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        FieldFrame frame;
        do
        {
            frame = await field.ObserveAsync(Instant.MaxValue, limit.Token);
        }
        while (frame.Meter is null);

        frame.Meter.Value.Power.Value.ShouldBe(10m);
        var said = field.Meter.ShouldNotBeNull();
        said.Reading.ShouldBe(reading);
        said.IsBelieved.ShouldBeTrue();
    }

    [Fact]
    public async Task A_meter_whose_power_is_not_believed_is_seen_with_what_it_said()
    {
        var options = FleetRig.Quick with { MeterPoll = Duration.FromMilliseconds(5), LargestPower = new(20m) };
        await using var field = new FleetField(new([], [], new SayingMeter(10_000m)), options, TimeProvider.System);
        field.Start();

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (field.Meter is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
        }

        (field.Meter.IsBelieved, field.Meter.Reading.Power!.Value.Value).ShouldBe((false, 10_000m));
    }

    private static void Add(List<string> said, string line)
    {
        lock (said)
        {
            said.Add(line);
        }
    }

    /// <summary>Says the same for ever.</summary>
    private sealed class FixedMeter(MeterReading reading) : IMeter
    {
        public ValueTask<DeviceAnswer<MeterReading>> ReadAsync(CancellationToken cancellation) => ValueTask.FromResult(new DeviceAnswer<MeterReading>(reading));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    /// <summary>Says one power after the other, the last for ever.</summary>
    private sealed class SayingMeter(params decimal[] powers) : IMeter
    {
        private int _next;

        public ValueTask<DeviceAnswer<MeterReading>> ReadAsync(CancellationToken cancellation)
        {
            var power = powers[Math.Min(_next++, powers.Length - 1)];
            return ValueTask.FromResult(new DeviceAnswer<MeterReading>(new MeterReading(new Megawatts(power), null, null, null, null, null, null)));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
