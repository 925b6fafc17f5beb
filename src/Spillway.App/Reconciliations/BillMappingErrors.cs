using Spillway.Engine;

namespace Spillway.App.Reconciliations;

/// <summary>Why a bill mapping is refused, where it is not the words of one of its keys.</summary>
public static class BillMappingErrors
{
    /// <summary>There is no file at the path.</summary>
    public static readonly ErrorCode Missing = new(
        "SW7421", "No such bill mapping", "Check the path of --mapping; 'samples/close-a-month/mapping.yaml' is one to start from.");

    /// <summary>The file is there and cannot be read as text.</summary>
    public static readonly ErrorCode Unreadable = new(
        "SW7422", "Bill mapping cannot be read", "Check the permissions, that it is the mapping and not the bill, and that it is UTF-8 text of at most 1 MiB.");

    /// <summary>The text is not YAML.</summary>
    public static readonly ErrorCode Syntax = new(
        "SW7423", "Bill mapping is not valid YAML", "Indent with spaces, one 'key: value' a line; compare with docs/reference/bill-mapping.md.");

    /// <summary>A key that a mapping does not have.</summary>
    public static readonly ErrorCode UnknownKey = new(
        "SW7424", "Unknown key in a bill mapping", "Use the key named, or remove the line; all keys stand in docs/reference/bill-mapping.md.");

    /// <summary>A key that must be there is not.</summary>
    public static readonly ErrorCode MissingKey = new(
        "SW7425", "Required key missing in a bill mapping", "Add the key; what it means stands in docs/reference/bill-mapping.md.");

    /// <summary>Two charges for one code or for the same lines of ours.</summary>
    public static readonly ErrorCode SameCharge = new(
        "SW7426", "Two charges of a bill mapping mean the same", "Give each charge its own code, and its own 'charge', 'contract' or 'component': each line of ours stands under one charge of the bill.");
}
