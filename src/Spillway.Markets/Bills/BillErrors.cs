using Spillway.Engine;

namespace Spillway.Markets.Bills;

/// <summary>What can be wrong with a bill.</summary>
public static class BillErrors
{
    /// <summary>A column of the mapping is not in the header.</summary>
    public static readonly ErrorCode MissingColumn = new("SW7402", "A column of the mapping is not in the bill", "Name the column as the bill's header has it, or correct header_row, sheet or separator in the mapping.");

    /// <summary>A code without a meaning.</summary>
    public static readonly ErrorCode UnknownCode = new("SW7403", "The bill charges something the mapping does not know", "Add the code to 'charges', or to 'ignore' where it is not to be checked: nothing is dropped silently.");

    /// <summary>A cell that is no number.</summary>
    public static readonly ErrorCode NotANumber = new("SW7404", "A cell of the bill is not a number", "Check 'decimal_mark' in the mapping: a bill in another language writes 1.234,56 for 1,234.56.");

    /// <summary>A cell that is no time.</summary>
    public static readonly ErrorCode NotATime = new("SW7405", "A cell of the bill is not a time", "Check 'time_pattern', 'start_is' and 'time_zone' in the mapping.");

    /// <summary>Nothing in it.</summary>
    public static readonly ErrorCode Empty = new("SW7406", "The bill has no lines", "Check 'header_row' and 'sheet' in the mapping, and that the download was complete.");

    /// <summary>XML of another shape.</summary>
    public static readonly ErrorCode OtherShape = new("SW7407", "The XML is no ERCOT statement", "Give the statement as the market published it: Statement with AccountSection, DataSection and Summary.");

    /// <summary>An archive with other than one file.</summary>
    public static readonly ErrorCode Several = new("SW7408", "Not one bill", "Unpack the archive and give the bills one by one.");
}
