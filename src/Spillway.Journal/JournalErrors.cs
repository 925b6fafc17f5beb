using Spillway.Engine;

namespace Spillway.Journal;

/// <summary>What may go wrong between the desk and its journal.</summary>
public static class JournalErrors
{
    /// <summary>There is no journal where one was asked for.</summary>
    public static readonly ErrorCode NotThere = new(
        "SW6201",
        "No journal",
        "Name the folder that holds one, or set SPILLWAY_HOME to the data folder of the desk.");

    /// <summary>Another process writes this journal.</summary>
    public static readonly ErrorCode Held = new(
        "SW6202",
        "Another desk holds the journal",
        "Stop that desk first; the lock ends with its process, however it ends.");

    /// <summary>Another writer took the journal over while this one still ran.</summary>
    public static readonly ErrorCode Fenced = new(
        "SW6203",
        "The journal was taken over",
        "Let one desk run on this data folder; this one has stopped writing and must be started again.");

    /// <summary>The folder or its files cannot be written.</summary>
    public static readonly ErrorCode Unwritable = new(
        "SW6204",
        "The journal cannot be written",
        "Check that the data folder is on a local disk that works and that you may write there, then start the desk again.");

    /// <summary>No room is left.</summary>
    public static readonly ErrorCode Full = new(
        "SW6205",
        "No room for the journal",
        "Free space on its disk, or raise the limit of a month's file; nothing of what was refused is in the journal.");

    /// <summary>A file of the journal is not what SQLite wrote.</summary>
    public static readonly ErrorCode Damaged = new(
        "SW6206",
        "A file of the journal is damaged",
        "Run 'spillway verify' to see what can still be read, keep the folder, and restore a backup.");

    /// <summary>Records do not follow from one another.</summary>
    public static readonly ErrorCode ChainBroken = new(
        "SW6207",
        "The journal's chain is broken",
        "Run 'spillway verify' for the whole list, keep the folder as evidence, and restore a backup or begin a new journal elsewhere.");

    /// <summary>The second file, which says where the journal ends, is of no use.</summary>
    public static readonly ErrorCode HeadUnreadable = new(
        "SW6208",
        "The journal's head cannot be read",
        "Keep the folder as evidence and restore a backup; without the head nobody can tell whether records are missing at the end.");

    /// <summary>The head names a record beyond the last.</summary>
    public static readonly ErrorCode TailCut = new(
        "SW6209",
        "Records are missing at the journal's end",
        "Keep the folder as evidence and restore a backup; records that were acknowledged are not there.");

    /// <summary>The files were written by a version after this one.</summary>
    public static readonly ErrorCode Newer = new(
        "SW6210",
        "The journal is of a newer version",
        "Run the version of spillway that wrote it, or a later one.");

    /// <summary>An earlier failure left it open what the disk holds.</summary>
    public static readonly ErrorCode Stopped = new(
        "SW6211",
        "The journal has stopped",
        "Mend the cause named here and start the desk again, which reads from the disk what was kept.");

    /// <summary>A backup or a restored journal would go where something is already.</summary>
    public static readonly ErrorCode TargetInUse = new(
        "SW6212",
        "The target folder is in use",
        "Name a folder that is not there yet, or move the one that is.");
}
