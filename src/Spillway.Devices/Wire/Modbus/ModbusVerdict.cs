namespace Spillway.Devices.Wire.Modbus;

/// <summary>Whether bytes are a proper answer to a request.</summary>
public enum ModbusVerdict
{
    /// <summary>They are, and the device did what it was asked.</summary>
    Answered,

    /// <summary>They are, and the device says why it did not.</summary>
    Excepted,

    /// <summary>They answer another function.</summary>
    WrongFunction,

    /// <summary>They are shorter or longer than that answer can be, or their own count is.</summary>
    WrongLength,

    /// <summary>They repeat another address, quantity or value than was written.</summary>
    WrongEcho,
}
