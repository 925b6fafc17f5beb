namespace Spillway.Devices.Wire.Modbus;

/// <summary>What a Modbus request asks for; the number is the function code on the wire.</summary>
public enum ModbusFunction
{
    /// <summary>Reads outputs, one bit each.</summary>
    ReadCoils = 1,

    /// <summary>Reads inputs, one bit each.</summary>
    ReadDiscreteInputs = 2,

    /// <summary>Reads registers that can be written too, 16 bits each.</summary>
    ReadHoldingRegisters = 3,

    /// <summary>Reads registers that can only be read, 16 bits each.</summary>
    ReadInputRegisters = 4,

    /// <summary>Sets one output.</summary>
    WriteCoil = 5,

    /// <summary>Sets one register.</summary>
    WriteRegister = 6,

    /// <summary>Sets neighbouring outputs.</summary>
    WriteCoils = 15,

    /// <summary>Sets neighbouring registers.</summary>
    WriteRegisters = 16,

    /// <summary>Asks who the device is: function 43, kind 14.</summary>
    Identify = 43,
}
