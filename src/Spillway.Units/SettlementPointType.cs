namespace Spillway.Units;

/// <summary>What kind of price a settlement point name stands for; part of the key of every price.</summary>
/// <remarks>ERCOT prints two real-time prices under one load-zone name: <see cref="Zone"/> settles financial
/// positions, <see cref="ZoneEnergyWeighted"/> settles metered load (Nodal Protocols 6.6.1.2).</remarks>
public enum SettlementPointType
{
    /// <summary>Not stated by the source and not to be read from the name.</summary>
    Unknown = 0,

    /// <summary>Load zone, time-weighted: the price of financial positions (ERCOT type LZ).</summary>
    Zone = 1,

    /// <summary>Load zone, energy-weighted: the price of metered load (ERCOT type LZEW).</summary>
    ZoneEnergyWeighted = 2,

    /// <summary>Trading hub, or an average over hubs or buses.</summary>
    Hub = 3,

    /// <summary>Resource node or another single bus.</summary>
    Node = 4,

    /// <summary>A system-wide figure such as an ancillary price or a total load.</summary>
    System = 5,
}
