namespace Spillway.Devices.Discovery;

/// <summary>What stands at an address that answered.</summary>
public enum SightingKind
{
    /// <summary>It takes connections and says nothing, or nothing that any known device says.</summary>
    Unrecognised,

    /// <summary>A miner of a known family.</summary>
    Miner,

    /// <summary>A meter.</summary>
    Meter,

    /// <summary>A breaker, contactor or relay.</summary>
    Breaker,

    /// <summary>It speaks Modbus; whether it measures or switches it does not say.</summary>
    ModbusDevice,
}
