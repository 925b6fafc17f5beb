using Shouldly;
using Spillway.Devices.Meters;
using Spillway.Devices.Modbus;
using Spillway.Devices.Wire.Meters;
using Spillway.Simulation.Emulators.Modbus;
using Spillway.Tests.Devices.Compliance;
using Spillway.Tests.Docs;
using Spillway.Tests.Markets;
using Xunit;

namespace Spillway.Tests.Devices.Meters;

/// <summary>The file of docs/how-to/add-a-meter.md is a meter, with no other line of the program.</summary>
public sealed class AddedMeterTests
{
    [Fact]
    public async Task A_new_meter_is_one_file()
    {
        var text = MarkdownBlock.All("yaml").Single(block => block.Text.StartsWith("meter:", StringComparison.Ordinal)).Text;
        using var folder = new TestFolder();
        var map = MeterMaps.BuiltIn.With(folder.Write("hall.meter", text)).Find("hall-meter");
        await using var stand = new AddedStand(map);

        var reading = (await stand.Meter.ReadAsync(TestContext.Current.CancellationToken)).Value!;

        reading.Power!.Value.Value.ShouldBe(1.2345m, 0.00001m);
        reading.FrequencyHertz.ShouldBe(60);
        reading.Quality.Second.Current!.Value.Value.ShouldBe(1_234_500m / (3 * 277 * 0.98m), 0.01m);
        reading.Quality.VoltageDistortion!.Value.Value.ShouldBe(0.025m, 0.001m);
        map.Blocks.Length.ShouldBe(3);
    }

    private sealed class AddedStand : IAsyncDisposable
    {
        private readonly MeterStand _feeder = new() { Megawatts = 1.2345 };
        private readonly LoopbackServer _server;

        public AddedStand(MeterMap map)
        {
            _server = new(connection => ModbusServing.ServeAsync(connection, new MeterBank(map, _feeder.Emulated), () => true, connection.Cancellation));
            Meter = new(new ModbusClient(_server.Endpoint, new(), TimeProvider.System), 1, map);
        }

        public ModbusMeter Meter { get; }

        public async ValueTask DisposeAsync()
        {
            await Meter.DisposeAsync();
            await _server.DisposeAsync();
        }
    }
}
