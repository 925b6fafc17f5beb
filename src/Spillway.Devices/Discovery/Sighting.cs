namespace Spillway.Devices.Discovery;

/// <summary>What a search learnt at one address; null where the device did not say.</summary>
public sealed record Sighting
{
    /// <summary>Where it listens.</summary>
    public required DeviceEndpoint Endpoint { get; init; }

    /// <summary>What it is.</summary>
    public SightingKind Kind { get; init; }

    /// <summary>The protocol family of a miner; the protocol of another device.</summary>
    public string? Family { get; init; }

    /// <summary>Maker's name of the machine.</summary>
    public string? Model { get; init; }

    /// <summary>Version of the firmware.</summary>
    public string? Firmware { get; init; }

    /// <summary>Hardware address, upper case with colons; only where twelve digits came that can be one.</summary>
    public string? Mac { get; init; }

    /// <summary>Whether the hardware address comes from this computer's own network and not from the device's words.</summary>
    public bool IsMacFromNetwork { get; init; }

    /// <summary>Serial number of the control board or the device.</summary>
    public string? Serial { get; init; }

    /// <summary>The state of its password.</summary>
    public PasswordState Password { get; init; }

    /// <summary>What was heard or what went wrong, for an address that was not recognised; empty where all is well.</summary>
    public string Remark { get; init; } = "";
}
