using System.Buffers.Binary;
using Shouldly;
using Spillway.Devices;
using Spillway.Devices.Meters;
using Spillway.Devices.Modbus;
using Spillway.Devices.Wire.Modbus;
using Spillway.Simulation.Emulators.Modbus;
using Xunit;

namespace Spillway.Tests.Devices.Meters;

public sealed class SunSpecMeterTests
{
    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Models_it_does_not_know_are_stepped_over_and_scale_factors_applied()
    {
        var registers = Chain([(1, new ushort[65]), (64_001, new ushort[7]), (203, Wye())]);

        var reading = (await ReadAsync(registers)).Value!;

        reading.Power!.Value.Value.ShouldBe(12.34m, "1234 x 10^4 W");
        reading.FrequencyHertz.ShouldBe(59.98m);
        reading.VoltageVolts.ShouldBe(277.1m);
        reading.PowerFactor.ShouldBe(0.97m);
        reading.ImportedEnergy!.Value.Value.ShouldBe(3000, "3 000 000 000 x 10^0 Wh");
        reading.Quality.Phases.Select(phase => phase.Current?.Value).ShouldBe([402.5m, 398.1m, null], "the third says that it has none");
        reading.Quality.Current!.Value.Value.ShouldBe(400.3m);
        reading.Quality.First.VoltageVolts.ShouldBe(277.4m);
        reading.Quality.VoltageDistortion.ShouldBeNull("no SunSpec meter model tells it");
        reading.ExportedEnergy.ShouldBeNull("a counter at 0 is one that is not there");
    }

    [Fact]
    public async Task What_is_not_implemented_is_no_value()
    {
        var model = Wye();
        model[18 - 2] = 0x8000;
        model[17 - 2] = 0x8000;

        var reading = (await ReadAsync(Chain([(1, new ushort[66]), (203, model)]))).Value!;

        (reading.Power, reading.FrequencyHertz).ShouldBe((null, null));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_map_without_a_meter_or_without_an_end_is_unsupported_in_bounded_reads(bool isEndless)
    {
        var reads = 0;
        var bank = new Counted(Chain(isEndless ? [.. Enumerable.Repeat(((ushort)64_001, Array.Empty<ushort>()), 5_000)] : [(1, new ushort[66])]), () => reads++);

        (await ReadAsync(bank)).Fault!.Kind.ShouldBe(DeviceFaultKind.Unsupported);

        reads.ShouldBeLessThan(80);
    }

    [Fact]
    public async Task A_device_that_is_no_sunspec_device_is_unsupported() =>
        (await ReadAsync(new Counted([], () => { }))).Fault!.Kind.ShouldBe(DeviceFaultKind.Unsupported);

    // Values of a wye meter's registers, from the one after its length.
    private static ushort[] Wye()
    {
        var model = new ushort[105];
        void Put(int offset, short value) => model[offset - 2] = unchecked((ushort)value);
        Put(3, 4025);
        Put(4, -3981);
        Put(5, short.MinValue);
        Put(6, -1);
        Put(7, 2771);
        Put(8, 2774);
        Put(15, -1);
        Put(16, 5998);
        Put(17, -2);
        Put(18, 1234);
        Put(22, 4);
        Put(33, 9700);
        Put(37, -2);
        Put(46, unchecked((short)(3_000_000_000 >> 16)));
        Put(47, unchecked((short)3_000_000_000));
        return model;
    }

    private static ushort[] Chain(IReadOnlyList<(ushort Model, ushort[] Registers)> models) =>
        [0x5375, 0x6E53, .. models.SelectMany(model => (ushort[])[model.Model, (ushort)model.Registers.Length, .. model.Registers]), 0xFFFF, 0];

    private static Task<DeviceAnswer<MeterReading>> ReadAsync(ushort[] registers) => ReadAsync(new Counted(registers, () => { }));

    private static async Task<DeviceAnswer<MeterReading>> ReadAsync(IModbusBank bank)
    {
        await using var server = new LoopbackServer(connection => ModbusServing.ServeAsync(connection, bank, () => true, connection.Cancellation));
        await using var meter = new SunSpecMeter(new ModbusClient(server.Endpoint, new(), TimeProvider.System), 1, isConsumptionNegative: false);
        return await meter.ReadAsync(_cancellation);
    }

    /// <summary>Registers from 40000 on, each read counted.</summary>
    private sealed class Counted(ushort[] registers, Action count) : IModbusBank
    {
        public ModbusAnswer Answer(byte unit, ModbusRequest request)
        {
            count();
            var first = request.Address - 40_000;
            if (first < 0 || first + request.Quantity > registers.Length)
            {
                return ModbusAnswer.Refusal(ModbusExceptionCode.IllegalDataAddress);
            }

            var payload = new byte[request.Quantity * 2];
            for (var index = 0; index < request.Quantity; index++)
            {
                BinaryPrimitives.WriteUInt16BigEndian(payload.AsSpan(index * 2), registers[first + index]);
            }

            return new(ModbusExceptionCode.None, payload);
        }
    }
}
