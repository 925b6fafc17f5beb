namespace Spillway.App.Inventory;

/// <summary>What a change of the inventory does to a machine.</summary>
public enum MachineChangeKind
{
    /// <summary>It is not there and would be.</summary>
    Added,

    /// <summary>It is known, and would be at another address.</summary>
    Moved,

    /// <summary>Another machine stands at its address: it would have none, and is commanded no more until it is found.</summary>
    Displaced,

    /// <summary>Something else of it would be another.</summary>
    Changed,

    /// <summary>It would no longer be there.</summary>
    Removed,
}
