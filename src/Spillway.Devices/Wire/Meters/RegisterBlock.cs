using Spillway.Devices.Wire.Modbus;

namespace Spillway.Devices.Wire.Meters;

/// <summary>Neighbouring registers that are read at once.</summary>
/// <param name="Function">By which function.</param>
/// <param name="Address">The first, counted from 0.</param>
/// <param name="Count">How many.</param>
public readonly record struct RegisterBlock(ModbusFunction Function, int Address, int Count)
{
    /// <summary>Whether a register lies wholly within.</summary>
    /// <param name="register">The register.</param>
    /// <returns>Whether it does.</returns>
    public bool Holds(MeterRegister register)
    {
        ArgumentNullException.ThrowIfNull(register);
        return register.Function == Function && register.Address >= Address && register.Address + register.Count <= Address + Count;
    }
}
