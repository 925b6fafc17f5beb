using System.Collections.Immutable;
using Spillway.Devices.Wire.Modbus;

namespace Spillway.Simulation.Emulators.Modbus;

/// <summary>What an emulated device says to the question who it is.</summary>
internal static class Identification
{
    private const byte ProductCode = 1;
    private const int OneObject = 4;

    public static ModbusAnswer Answer(in ModbusRequest request, string product)
    {
        var objects = ImmutableSortedDictionary<byte, string>.Empty.Add(0, "Spillway").Add(ProductCode, product).Add(2, "emulated");
        if (request.Quantity == OneObject)
        {
            var number = (byte)request.Address;
            return objects.TryGetValue(number, out var text)
                ? new(ModbusExceptionCode.None, new ModbusIdentity(OneObject, ImmutableSortedDictionary<byte, string>.Empty.Add(number, text), null).Write())
                : ModbusAnswer.Refusal(ModbusExceptionCode.IllegalDataAddress);
        }

        return new(ModbusExceptionCode.None, new ModbusIdentity((byte)request.Quantity, objects, null).Write());
    }
}
