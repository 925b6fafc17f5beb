namespace Spillway.App.Inventory;

/// <summary>What kind of change made a version of the inventory.</summary>
public enum InventoryDeedKind
{
    /// <summary>It was so before versions were kept.</summary>
    Found,

    /// <summary>What a search found was taken.</summary>
    Search,

    /// <summary>A CSV file was taken.</summary>
    Import,

    /// <summary>Machines were put into a load group, or out of theirs.</summary>
    Assign,

    /// <summary>A version was put back.</summary>
    Restore,
}
