namespace Spillway.Devices.Wire.Modbus;

/// <summary>Why a Modbus server did not do what it was asked; the number is the code on the wire. Others exist and are kept.</summary>
public enum ModbusExceptionCode
{
    /// <summary>It did.</summary>
    None = 0,

    /// <summary>It does not know the function.</summary>
    IllegalFunction = 1,

    /// <summary>It has no such address.</summary>
    IllegalDataAddress = 2,

    /// <summary>The quantity or the value is not allowed.</summary>
    IllegalDataValue = 3,

    /// <summary>It failed while doing it; relays say so when a command is refused.</summary>
    DeviceFailure = 4,

    /// <summary>It has taken the request and needs long for it.</summary>
    Acknowledge = 5,

    /// <summary>It is busy: ask again later.</summary>
    Busy = 6,

    /// <summary>A gateway cannot reach the line of the unit.</summary>
    GatewayPathUnavailable = 10,

    /// <summary>The unit behind a gateway is silent.</summary>
    GatewayTargetSilent = 11,
}
