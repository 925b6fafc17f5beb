using Spillway.Devices.Wire.Modbus;
using Spillway.Engine;

namespace Spillway.Devices.Wire.Breakers;

/// <summary>What is written to move a breaker.</summary>
/// <param name="Kind">How.</param>
/// <param name="Address">Coil or register for channel 0, counted from 0.</param>
/// <param name="AddressPerChannel">What a channel adds to the address; may be negative.</param>
/// <param name="Value">What is written: 1 and 0 for a coil, else the register's value or the command's code.</param>
/// <param name="PulseMilliseconds">How long until the opposite is written; null where it stays. Unit: ms.</param>
public sealed record BreakerWrite(BreakerWriteKind Kind, int Address, int AddressPerChannel, ushort Value, int? PulseMilliseconds)
{
    /// <summary>The request that gives the command.</summary>
    /// <returns>One write.</returns>
    public ModbusRequest Begin()
    {
        Invariant.Holds(Kind is not BreakerWriteKind.SchneiderCommand);
        return Kind == BreakerWriteKind.Coil ? ModbusRequest.WriteCoil(Address, Value != 0) : ModbusRequest.WriteRegister(Address, Value);
    }

    /// <summary>The request that ends a pulse.</summary>
    /// <returns>One write.</returns>
    public ModbusRequest End()
    {
        Invariant.Holds(PulseMilliseconds is not null);
        return Kind == BreakerWriteKind.Coil ? ModbusRequest.WriteCoil(Address, Value == 0) : ModbusRequest.WriteRegister(Address, 0);
    }
}
