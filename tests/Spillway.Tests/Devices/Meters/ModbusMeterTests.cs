using Shouldly;
using Spillway.Devices.Meters;
using Spillway.Devices.Modbus;
using Spillway.Devices.Wire.Meters;
using Spillway.Devices.Wire.Modbus;
using Spillway.Simulation.Emulators.Modbus;
using Spillway.Tests.Devices.Compliance;
using Xunit;

namespace Spillway.Tests.Devices.Meters;

/// <summary>What a meter is asked for, reading by reading.</summary>
public sealed class ModbusMeterTests
{
    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Distortion_is_read_a_block_at_a_time_at_every_tenth_reading_and_stands_until_then()
    {
        await using var at = new Asked("abb-m4m20", static _ => false);

        var counts = new List<int>();
        for (var reading = 0; reading < 20; reading++)
        {
            at.Requests.Clear();
            var quality = (await at.Meter.ReadAsync(_cancellation)).Value!.Quality;
            counts.Add(at.Requests.Count(static request => request.Address is >= 0x5D00 and <= 0x6100));
            (quality.First.VoltageDistortion is not null).ShouldBeTrue("the first block is read at once, and kept");
            (quality.Third.CurrentDistortion is not null).ShouldBe(reading >= 5, "the sixth block comes with the sixth reading");
        }

        counts.ShouldBe([1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0]);
    }

    [Fact]
    public async Task A_block_that_the_meter_refuses_is_asked_for_again_after_sixty_readings()
    {
        var lacks = true;
        await using var at = new Asked("schneider-pm5xxx", request => lacks && request.Address > 21_000);

        for (var reading = 0; reading < 60; reading++)
        {
            var said = (await at.Meter.ReadAsync(_cancellation)).Value!;
            said.Power!.Value.Value.ShouldBe(0.5m, 0.00001m);
            said.Quality.CurrentDistortion.ShouldBeNull();
            said.Quality.Current.ShouldNotBeNull();
        }

        at.Requests.Count(static request => request.Address > 21_000).ShouldBe(2, "each of the two blocks once");
        lacks = false;
        await at.Meter.ReadAsync(_cancellation);
        await at.Meter.ReadAsync(_cancellation);

        (await at.Meter.ReadAsync(_cancellation)).Value!.Quality.CurrentDistortion.ShouldNotBeNull();
    }

    /// <summary>A meter that notes what it is asked for, and lacks some of it.</summary>
    private sealed class Asked : IModbusBank, IAsyncDisposable
    {
        private readonly MeterStand _feeder = new() { Megawatts = 0.5 };
        private readonly LoopbackServer _server;
        private readonly MeterBank _bank;
        private readonly Func<ModbusRequest, bool> _lacks;

        public Asked(string name, Func<ModbusRequest, bool> lacks)
        {
            var map = MeterMaps.BuiltIn.Find(name);
            _bank = new(map, _feeder.Emulated);
            _lacks = lacks;
            _server = new(connection => ModbusServing.ServeAsync(connection, this, () => true, connection.Cancellation));
            Meter = new(new ModbusClient(_server.Endpoint, new(), TimeProvider.System), 1, map);
        }

        public ModbusMeter Meter { get; }

        public List<ModbusRequest> Requests { get; } = [];

        public ModbusAnswer Answer(byte unit, ModbusRequest request)
        {
            Requests.Add(request);
            return _lacks(request) ? ModbusAnswer.Refusal(ModbusExceptionCode.IllegalDataAddress) : _bank.Answer(unit, request);
        }

        public async ValueTask DisposeAsync()
        {
            await Meter.DisposeAsync();
            await _server.DisposeAsync();
        }
    }
}
