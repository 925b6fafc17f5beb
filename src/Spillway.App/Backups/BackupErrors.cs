using Spillway.Engine;

namespace Spillway.App.Backups;

/// <summary>Why a data folder is not backed up or restored.</summary>
public static class BackupErrors
{
    /// <summary>The file of the backup is there already.</summary>
    public static readonly ErrorCode FileInUse =
        new("SW3601", "The backup's file is there already", "Choose another name: a backup never replaces another one.");

    /// <summary>There is nothing to back up.</summary>
    public static readonly ErrorCode NothingThere =
        new("SW3602", "There is nothing to back up", "Check SPILLWAY_HOME: the data folder holds neither a journal nor an inventory nor prices.");

    /// <summary>The data folder that is to be restored holds something.</summary>
    public static readonly ErrorCode FolderInUse =
        new("SW3603", "The data folder is not empty", "Stop the desk and move the data folder away; it is evidence, so keep it.");

    /// <summary>The file is not one that a backup wrote.</summary>
    public static readonly ErrorCode NoBackup =
        new("SW3604", "The file is no backup of a data folder", "Give a file that 'spillway backup' wrote, whole and unchanged.");

    /// <summary>The disk refuses.</summary>
    public static readonly ErrorCode Disk =
        new("SW3605", "The backup cannot be read or written", "Check path, rights and room; nothing half-written was left behind.");
}
