using Spillway.Engine;

namespace Spillway.App.Journals;

/// <summary>What is refused about reading the journal.</summary>
public static class JournalReadErrors
{
    /// <summary>The journal has no record of that number.</summary>
    public static readonly ErrorCode NoRecord = new(
        "SW6811", "No such record", "Numbers run from 1 to that of the head; retention may have removed the oldest.");

    /// <summary>The journal is being verified.</summary>
    public static readonly ErrorCode Busy = new(
        "SW6812", "The journal is being verified already", "Wait for the result, or cancel it first.");

    /// <summary>The desk keeps no journal in a folder.</summary>
    public static readonly ErrorCode None = new(
        "SW6813", "There is no journal here", "Start the desk with a data folder; its journal is made there.");
}
