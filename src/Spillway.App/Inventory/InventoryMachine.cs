using System.Net;
using NodaTime;
using Spillway.Devices;
using Spillway.Units;

namespace Spillway.App.Inventory;

/// <summary>One machine of the inventory; null where it is not known.</summary>
public sealed record InventoryMachine
{
    /// <summary>Its number, from 1; never given to another machine. Zero before it is stored.</summary>
    public long Number { get; init; }

    /// <summary>Its name for people and files: <c>m</c> and its number.</summary>
    public string Id => FormattableString.Invariant($"m{Number}");

    /// <summary>The load group it belongs to.</summary>
    public GroupId? Group { get; init; }

    /// <summary>What it is for.</summary>
    public MachineRole Role { get; init; }

    /// <summary>Where it was found last; null where another machine answers there now and it was not found elsewhere.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>What is added to its standard ports below 1024. Unit: ports.</summary>
    public int PortShift { get; init; }

    /// <summary>The protocol family of a miner, the protocol of another device.</summary>
    public string? Family { get; init; }

    /// <summary>Maker's name of the machine.</summary>
    public string? Model { get; init; }

    /// <summary>Version of the firmware.</summary>
    public string? Firmware { get; init; }

    /// <summary>Hardware address, upper case with colons: what it is recognised by first. No two machines have the same.</summary>
    public string? Mac { get; init; }

    /// <summary>A hardware address that it answers with and shares with another machine, so that it means nothing.</summary>
    public string? SharedMac { get; init; }

    /// <summary>Serial number: what it is recognised by where there is no hardware address.</summary>
    public string? Serial { get; init; }

    /// <summary>When a search found it first; null for a machine that was only imported.</summary>
    public Instant? FirstSeen { get; init; }

    /// <summary>When a search found it last.</summary>
    public Instant? LastSeen { get; init; }

    /// <summary>What a person wrote about it.</summary>
    public string? Notes { get; init; }

    /// <summary>Where to connect; null while its address is not known.</summary>
    public DeviceEndpoint? Endpoint => Address is { } address ? new(address, PortShift) : null;

    /// <summary>The machine as a line of a CSV file.</summary>
    /// <returns>The row.</returns>
    public InventoryRow Row() => new()
    {
        Group = Group,
        Role = Role,
        Address = Address,
        PortShift = PortShift,
        Family = Family,
        Model = Model,
        Mac = Mac,
        Serial = Serial,
        Firmware = Firmware,
        Notes = Notes,
    };
}
