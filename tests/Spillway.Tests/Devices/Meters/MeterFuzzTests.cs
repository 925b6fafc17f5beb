using CsCheck;
using Shouldly;
using Spillway.Devices;
using Spillway.Devices.Meters;
using Spillway.Devices.Modbus;
using Spillway.Devices.Wire.Meters;
using Spillway.Devices.Wire.Modbus;
using Spillway.Devices.Wire.SunSpec;
using Xunit;

namespace Spillway.Tests.Devices.Meters;

/// <summary>Registers of any content behind every map and behind SunSpec's chain of models.</summary>
public sealed class MeterFuzzTests
{
    private static readonly MeterMap[] _maps = [.. MeterMaps.BuiltIn.All.Values];

    private static readonly ushort[] _models = [1, 64_001, 201, 202, 203, 204, 211, 212, 213, 214, SunSpecMap.End];

    // Lengths that are right, too short, and such as lead to the last addresses and beyond.
    private static readonly ushort[] _lengths = [0, 1, 65, 66, 104, 105, 106, 123, 124, 125, 15_428, 15_431, 15_530, 25_428, 25_431, 25_530, 65_431, 65_535];

    [Fact]
    public void Any_registers_behind_any_map_are_a_reading() =>
        Fuzz.Try(Gen.Select(Gen.Int[0, _maps.Length - 1], Gen.UShort.Array[8], Gen.Int[1, 8]), 1_000, input =>
        {
            var (which, registers, period) = input;
            var figures = new MeterFigures();
            foreach (var register in _maps[which].Registers)
            {
                figures[register.Quantity] = register.Read(Answer(register.Address, register.Count, address => registers[address % period]).Bytes.Span);
            }

            Sound.Reading(figures.Reading(_maps[which].IsConsumptionNegative));
        });

    [Fact]
    public void Any_chain_of_models_is_a_reading_or_a_fault_in_bounded_reads() =>
        Fuzz.Try(Gen.Select(Gen.Int[0, 3], Gen.Select(Gen.Int[0, _models.Length - 1], Gen.Int[0, _lengths.Length - 1]).Array[0, 6], Gen.UShort.Array[13], Gen.Bool), 1_000, input =>
        {
            var (start, models, content, isNegative) = input;
            var device = new Device(start < 3 ? SunSpecMap.Starts[start] : 100, [.. models.Select(model => (_models[model.Item1], _lengths[model.Item2]))], content);
            var walk = new SunSpecWalk(device.AskAsync, isNegative);
            for (var turn = 0; turn < 2; turn++)
            {
                var reading = walk.ReadAsync(CancellationToken.None);
                Sound.Holds(reading.IsCompletedSuccessfully, "nothing waits and nothing is thrown");
                Sound.Fault(reading.Result.Fault);
                if (reading.Result.Value is { } read)
                {
                    Sound.Reading(read);
                }
            }

            Sound.Holds(device.Reads <= 140, "reads are bounded");
        });

    [Fact]
    public async Task A_meter_model_that_reaches_beyond_the_last_register_is_none()
    {
        var device = new Device(50_000, [(1, 15_430), (203, 105)], [0]);

        (await new SunSpecWalk(device.AskAsync, false).ReadAsync(TestContext.Current.CancellationToken)).Fault!.Kind.ShouldBe(DeviceFaultKind.Unsupported);
    }

    [Fact]
    public void A_power_factor_that_cannot_be_is_none() =>
        new MeterFigures { [MeterQuantity.PowerFactor] = 1.5m, [MeterQuantity.Power] = 1m }.Reading(isConsumptionNegative: false).PowerFactor.ShouldBeNull();

    private static ModbusPayload Answer(int address, int count, Func<int, ushort> register)
    {
        var bytes = new byte[count * sizeof(ushort)];
        for (var index = 0; index < count; index++)
        {
            bytes[2 * index] = (byte)(register(address + index) >> 8);
            bytes[(2 * index) + 1] = (byte)(register(address + index) & byte.MaxValue);
        }

        return new(bytes);
    }

    /// <summary>A chain of models whose registers repeat a few words.</summary>
    private sealed class Device
    {
        private readonly Dictionary<int, ushort> _heads = [];
        private readonly ushort[] _content;

        public Device(int start, (ushort Model, ushort Length)[] models, ushort[] content)
        {
            _content = content;
            _heads[start] = 0x5375;
            _heads[start + 1] = 0x6E53;
            var address = start + 2;
            foreach (var (model, length) in models)
            {
                _heads[address] = model;
                _heads[address + 1] = length;
                address += 2 + length;
            }
        }

        public int Reads { get; private set; }

        public ValueTask<DeviceAnswer<ModbusPayload>> AskAsync(ModbusRequest request, CancellationToken cancellation)
        {
            Reads++;
            return ValueTask.FromResult(new DeviceAnswer<ModbusPayload>(Answer(request.Address, request.Quantity, address => _heads.TryGetValue(address, out var head) ? head : _content[address % _content.Length])));
        }
    }
}
