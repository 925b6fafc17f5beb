using Spillway.Devices.Wire.Modbus;

namespace Spillway.Simulation.Emulators.Modbus;

/// <summary>The coils, inputs and registers of a Modbus server. Any thread.</summary>
public interface IModbusBank
{
    /// <summary>Answers a request whose function, lengths and values are in order.</summary>
    /// <param name="unit">Device behind the connection that was asked.</param>
    /// <param name="request">What is asked.</param>
    /// <returns>The answer.</returns>
    ModbusAnswer Answer(byte unit, ModbusRequest request);
}
