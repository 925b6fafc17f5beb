namespace Spillway.Engine;

/// <summary>What can end the control loop.</summary>
internal static class ControlErrors
{
    /// <summary>The journal took no pass for longer than the fail-safe table allows.</summary>
    public static readonly ErrorCode JournalUnwritable = new(
        "SW6901",
        "The journal cannot be written",
        "Free space or repair the disk of the data folder, then start the desk again; nothing was commanded that is not in the journal.");
}
