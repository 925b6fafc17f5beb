using Spillway.Devices.Wire.Modbus;

namespace Spillway.Devices.Wire.Breakers;

/// <summary>A bit by which a breaker tells something.</summary>
/// <param name="Function">By which function it is read.</param>
/// <param name="Address">Coil, input or register for channel 0, counted from 0.</param>
/// <param name="AddressPerChannel">What a channel adds to the address; may be negative.</param>
/// <param name="Mask">Which bits of the register count; 1 for coils and inputs.</param>
/// <param name="Expected">What they are when the point is set.</param>
/// <param name="IsInverted">Whether the point is set when they are anything else.</param>
public sealed record BreakerPoint(ModbusFunction Function, int Address, int AddressPerChannel, ushort Mask, ushort Expected, bool IsInverted)
{
    /// <summary>Whether it is one bit of its own rather than bits of a register.</summary>
    public bool IsBit => Function is ModbusFunction.ReadCoils or ModbusFunction.ReadDiscreteInputs;

    /// <summary>Whether the point is set.</summary>
    /// <param name="raw">The register, or 1 and 0 for a coil or input.</param>
    /// <returns>Whether it is.</returns>
    public bool IsSet(ushort raw) => ((raw & Mask) == Expected) != IsInverted;

    /// <summary>The register that tells a state; bits beyond the mask are kept.</summary>
    /// <param name="raw">The register as it was.</param>
    /// <param name="isSet">What it shall tell.</param>
    /// <returns>The register as it shall be.</returns>
    public ushort Told(ushort raw, bool isSet)
    {
        var bits = isSet != IsInverted ? Expected : (ushort)(~Expected & Mask);
        return (ushort)((raw & ~Mask) | bits);
    }
}
