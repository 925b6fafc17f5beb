using Spillway.Engine;

namespace Spillway.Markets.Bills;

/// <summary>What can be wrong with a bill.</summary>
public static class BillErrors
{
    /// <summary>The file is not there or not readable.</summary>
    public static ErrorCode Unreadable { get; } = new("SW7401", "The bill cannot be read", "Check the path and the rights; a bill has at most 256 MiB.");

    /// <summary>A column of the mapping is not in the header.</summary>
    public static ErrorCode MissingColumn { get; } = new("SW7402", "A column of the mapping is not in the bill", "Name the column as the bill's header has it, or correct header_row, sheet or separator in the mapping.");

    /// <summary>A code without a meaning.</summary>
    public static ErrorCode UnknownCode { get; } = new("SW7403", "The bill charges something the mapping does not know", "Add the code to 'charges', or to 'ignore' where it is not to be checked: nothing is dropped silently.");

    /// <summary>A cell that is no number.</summary>
    public static ErrorCode NotANumber { get; } = new("SW7404", "A cell of the bill is not a number", "Check 'decimal_mark' in the mapping: a bill in another language writes 1.234,56 for 1,234.56.");

    /// <summary>A cell that is no time.</summary>
    public static ErrorCode NotATime { get; } = new("SW7405", "A cell of the bill is not a time", "Check 'time_pattern', 'start_is' and 'time_zone' in the mapping.");

    /// <summary>Nothing in it.</summary>
    public static ErrorCode Empty { get; } = new("SW7406", "The bill has no lines", "Check 'header_row' and 'sheet' in the mapping, and that the download was complete.");

    /// <summary>XML of another shape.</summary>
    public static ErrorCode OtherShape { get; } = new("SW7407", "The XML is no ERCOT statement", "Give the statement as the market published it: Statement with AccountSection, DataSection and Summary.");
}
