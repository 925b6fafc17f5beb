namespace Spillway.App.Inventory;

/// <summary>What taking machines into the inventory brought to light.</summary>
public enum FindingKind
{
    /// <summary>Not known before.</summary>
    New,

    /// <summary>Known, and at another address now.</summary>
    Moved,

    /// <summary>At its address another machine answers now; it is commanded no more until it is found.</summary>
    Displaced,

    /// <summary>It answers with the hardware address of another machine.</summary>
    SharedMac,

    /// <summary>Same place and serial number, another hardware address: its control board was changed.</summary>
    BoardChanged,

    /// <summary>It was to be put into a group and is in another one, where it stays.</summary>
    OtherGroup,
}
