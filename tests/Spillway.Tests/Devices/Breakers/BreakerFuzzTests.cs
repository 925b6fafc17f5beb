using CsCheck;
using Spillway.Devices.Breakers;
using Spillway.Devices.Modbus;
using Spillway.Devices.Wire.Breakers;
using Spillway.Devices.Wire.Modbus;
using Xunit;

namespace Spillway.Tests.Devices.Breakers;

/// <summary>Contacts of any state behind every wiring.</summary>
public sealed class BreakerFuzzTests
{
    private static readonly BreakerFeedback[] _feedbacks = [.. BreakerWirings.BuiltIn.All.Values.Select(wiring => new BreakerFeedback(wiring))];

    [Fact]
    public void Any_contacts_behind_any_wiring_are_a_position() =>
        Fuzz.Try(Gen.Select(Gen.Int[0, _feedbacks.Length - 1], Gen.Byte.Array[1, 300]), 1_000, input =>
        {
            var (which, content) = input;
            var feedback = _feedbacks[which];
            var reading = feedback.Reading([.. feedback.Reads.Select(read => new ModbusPayload(Filled(read, content)))]);
            Sound.Holds(Enum.IsDefined(reading.Position), "a position is one");
        });

    private static byte[] Filled(ModbusRequest read, byte[] content)
    {
        var isBits = read.Function is ModbusFunction.ReadCoils or ModbusFunction.ReadDiscreteInputs;
        var bytes = new byte[isBits ? ModbusRequest.BitBytes(read.Quantity) : read.Quantity * sizeof(ushort)];
        for (var index = 0; index < bytes.Length; index++)
        {
            bytes[index] = content[index % content.Length];
        }

        return bytes;
    }
}
