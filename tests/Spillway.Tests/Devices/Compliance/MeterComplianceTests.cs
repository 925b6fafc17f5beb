using NodaTime;
using Shouldly;
using Spillway.Devices;
using Spillway.Devices.Meters;
using Spillway.Simulation.Emulators.Modbus;
using Xunit;

namespace Spillway.Tests.Devices.Compliance;

/// <summary>What every meter driver must do, whatever its protocol.</summary>
public sealed class MeterComplianceTests
{
    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    public static TheoryData<string> Stands => MeterStands.Names;

    public static TheoryData<string> Manners => new(ModbusHostility.Manners.Keys);

    [Theory]
    [MemberData(nameof(Stands))]
    public async Task It_tells_what_flows(string stand)
    {
        await using var at = MeterStands.Open(stand, isConsumptionNegative: false);
        foreach (var megawatts in at.HasSign ? new[] { 0.4321, 0, -0.25 } : [0.4321, 0])
        {
            at.Megawatts = megawatts;
            var reading = await ReadAsync(at);

            reading.Power!.Value.Value.ShouldBe((decimal)megawatts, at.Step);
            (reading.FrequencyHertz ?? 60).ShouldBe(60, 0.01m);
            (reading.PowerFactor ?? 0.98m).ShouldBe(0.98m, 0.001m);
            (reading.VoltageVolts ?? 277).ShouldBe(277, 2.5m);
        }
    }

    [Theory]
    [MemberData(nameof(Stands))]
    public async Task Its_currents_and_distortion_follow_the_load(string stand)
    {
        await using var at = MeterStands.Open(stand, isConsumptionNegative: false);
        at.Megawatts = 0.4;
        var high = await QualityAsync(at);
        at.Megawatts = 0.1;
        var low = await QualityAsync(at);

        high.Phases.Count(phase => phase.Current is not null).ShouldBe(at.Currents);
        high.Phases.Count(phase => phase.VoltageDistortion is not null && phase.CurrentDistortion is not null).ShouldBe(at.Distortions);
        (high.Current is not null, high.VoltageDistortion is not null, high.CurrentDistortion is not null).ShouldBe((at.Currents > 0, at.Distortions > 0, at.Distortions > 0));
        foreach (var (now, megawatts) in new[] { (high, 0.4m), (low, 0.1m) })
        {
            foreach (var amperes in now.Phases.Where(phase => phase.Current is not null).Select(phase => phase.Current!.Value.Value).Append(now.Current?.Value ?? 0).Where(amperes => amperes > 0))
            {
                (amperes * at.Currents * 277 * 0.98m / 1_000_000).ShouldBe(megawatts, 0.0005m, "power is voltage, current and power factor of all phases");
            }
        }

        if (at.Distortions > 0)
        {
            high.VoltageDistortion!.Value.Value.ShouldBe(0.0192m, 0.0006m, "of 2.5 MW at full load 0.4 MW is 16 %: 1.2 % of the grid and 0.4 times 1.8 %");
            high.CurrentDistortion!.Value.Value.ShouldBe(0.125m, 0.0006m, "5 % at full load, more below it");
            low.VoltageDistortion!.Value.ShouldBeLessThan(high.VoltageDistortion.Value);
            low.CurrentDistortion!.Value.ShouldBeGreaterThan(high.CurrentDistortion.Value);
        }
    }

    [Theory]
    [MemberData(nameof(Stands))]
    public async Task Its_energies_rise_in_the_direction_of_the_flow(string stand)
    {
        await using var at = MeterStands.Open(stand, isConsumptionNegative: false);
        at.Megawatts = 0.6;
        await ReadAsync(at);
        at.Now += Duration.FromHours(1);
        at.Megawatts = -0.3;
        await ReadAsync(at);
        at.Now += Duration.FromHours(1);
        at.Megawatts = 0;

        var reading = await ReadAsync(at);

        reading.ImportedEnergy.HasValue.ShouldBe(at.HasEnergy);
        (reading.ImportedEnergy?.Value ?? 0.6m).ShouldBe(0.6m, 0.0005m);
        (reading.ExportedEnergy?.Value ?? 0.3m).ShouldBe(0.3m, 0.0005m);
    }

    [Theory]
    [MemberData(nameof(Stands))]
    public async Task A_meter_the_wrong_way_round_is_turned_by_a_setting(string stand)
    {
        await using var at = MeterStands.Open(stand, isConsumptionNegative: true);
        if (!at.HasSign)
        {
            at.Megawatts = 0.5;
            (await ReadAsync(at)).Power!.Value.Value.ShouldBe(-0.5m, at.Step, "a power without a sign cannot be the wrong way round, and its setting is then wrong");
            return;
        }

        at.Meter.SwapSign(isOn: true);
        at.Megawatts = 0.5;
        await ReadAsync(at);
        at.Now += Duration.FromHours(1);

        var reading = await ReadAsync(at);

        reading.Power!.Value.Value.ShouldBe(0.5m, at.Step);
        (reading.ImportedEnergy?.Value ?? 0.5m).ShouldBe(0.5m, 0.0005m);
        (reading.ExportedEnergy?.Value ?? 0).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Stands))]
    public async Task A_frozen_meter_answers_the_same_and_a_drifting_one_more(string stand)
    {
        await using var at = MeterStands.Open(stand, isConsumptionNegative: false);
        at.Megawatts = 0.5;
        await ReadAsync(at);
        at.Meter.Freeze(isOn: true);
        at.Megawatts = 0.1;
        (await ReadAsync(at)).Power!.Value.Value.ShouldBe(0.5m, at.Step);

        at.Meter.Freeze(isOn: false);
        at.Meter.Drift(0.2, at.Now);
        at.Now += Duration.FromHours(1);
        (await ReadAsync(at)).Power!.Value.Value.ShouldBe(0.12m, at.Step);
    }

    [Theory]
    [MemberData(nameof(Manners))]
    public async Task A_hostile_meter_is_a_fault_in_bounded_time_and_the_next_reading_works(string manner)
    {
        foreach (var stand in new[] { "modbus schneider-pm5xxx", "sunspec 203 40000" })
        {
            await using var at = MeterStands.Open(stand, isConsumptionNegative: false, TimeSpan.FromMilliseconds(200));
            at.Megawatts = 0.2;
            at.Server.Behave(connection => ModbusHostility.ServeAsync(connection, ModbusHostility.Manners[manner]));

            var answer = await at.Driver.ReadAsync(_cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(10), _cancellation);

            answer.Fault!.Kind.ShouldBeOneOf(DeviceFaultKind.Malformed, DeviceFaultKind.Late);
            at.Server.Behave(connection => ModbusServing.ServeAsync(connection, at.Bank, () => true, connection.Cancellation));
            await Until.AnsweredAsync(() => at.Driver.ReadAsync(_cancellation));
        }
    }

    // Distortion need not be read with every power, but within ten readings it is.
    private static async Task<MeterQuality> QualityAsync(MeterStand at)
    {
        for (var count = 1; count < 10; count++)
        {
            await ReadAsync(at);
        }

        return (await ReadAsync(at)).Quality;
    }

    private static async Task<MeterReading> ReadAsync(MeterStand at)
    {
        var answer = await at.Driver.ReadAsync(_cancellation);
        answer.Fault.ShouldBeNull();
        return answer.Value!;
    }
}
