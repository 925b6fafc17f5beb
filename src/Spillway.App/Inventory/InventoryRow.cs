using System.Net;
using Spillway.Units;

namespace Spillway.App.Inventory;

/// <summary>One machine as a line of the inventory's CSV file says it; null where a cell is empty.</summary>
public sealed record InventoryRow
{
    /// <summary>The load group it belongs to.</summary>
    public GroupId? Group { get; init; }

    /// <summary>What it is for.</summary>
    public required MachineRole Role { get; init; }

    /// <summary>Where it listens; never null for a row that is read or written by an emulated site, null for a machine whose
    /// place another one has taken.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>What is added to its standard ports below 1024: 0 on a real device, 8000 on an emulated site that may not
    /// open those. Unit: ports.</summary>
    public int PortShift { get; init; }

    /// <summary>The protocol family of a miner, as <c>spillway decode</c> names it; the kind of any other device.</summary>
    public string? Family { get; init; }

    /// <summary>Maker's name of the machine.</summary>
    public string? Model { get; init; }

    /// <summary>Hardware address, upper case with colons.</summary>
    public string? Mac { get; init; }

    /// <summary>Serial number of the control board or the device.</summary>
    public string? Serial { get; init; }

    /// <summary>Version of the firmware.</summary>
    public string? Firmware { get; init; }

    /// <summary>What a person wrote about it.</summary>
    public string? Notes { get; init; }
}
