using Spillway.Engine;

namespace Spillway.App.Inventory;

/// <summary>What is refused of the inventory and of the CSV files it is read from.</summary>
public static class InventoryErrors
{
    /// <summary>A CSV file cannot be read.</summary>
    public static readonly ErrorCode CannotRead =
        new("SW3501", "The inventory file cannot be read", "Check the path and the rights; the file is UTF-8 text of at most 64 MiB.");

    /// <summary>The first line is not the header.</summary>
    public static readonly ErrorCode BadHeader =
        new("SW3502", "The header of the inventory file is not understood", "Write group,role,address,port_shift,family,model,mac,serial in the first line, in any order; firmware and notes may stand beside them.");

    /// <summary>A row has not the header's columns, or a quote is left open.</summary>
    public static readonly ErrorCode BadRow =
        new("SW3503", "A row of the inventory file does not fit its header", "Give every row as many cells as the header; put a cell with a comma or a quote into double quotes, and a quote inside it twice.");

    /// <summary>A cell cannot be what its column says.</summary>
    public static readonly ErrorCode BadCell =
        new("SW3504", "A cell of the inventory file cannot be used", "Correct the cell and import again; nothing of the file was taken.");

    /// <summary>Two rows mean one machine.</summary>
    public static readonly ErrorCode RowTwice =
        new("SW3505", "Two rows of the inventory file are one machine", "Keep one of the two rows, or correct the address, MAC or serial of the other.");

    /// <summary>The inventory's own file cannot be used.</summary>
    public static readonly ErrorCode Unusable =
        new("SW3506", "The inventory cannot be used", "Check the rights and the room in the data folder; where inventory.db is damaged, move it away and import the last exported CSV.");

    /// <summary>A newer version wrote the inventory.</summary>
    public static readonly ErrorCode Newer =
        new("SW3507", "A newer version wrote the inventory", "Use that version, or export the inventory to CSV with it and import the CSV into another data folder.");

    /// <summary>A version that is not kept.</summary>
    public static readonly ErrorCode NoVersion =
        new("SW3508", "No such version of the inventory", "Take a number of 'spillway inventory versions'; the newest 20 are kept.");

    /// <summary>The inventory is no longer the one that was reviewed.</summary>
    public static readonly ErrorCode OtherVersion =
        new("SW3509", "The inventory changed meanwhile", "Review the change again: it is held against the inventory as it is then.");
}
