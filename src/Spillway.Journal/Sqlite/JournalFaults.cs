using System.Globalization;
using Microsoft.Data.Sqlite;
using Spillway.Engine;
using SQLitePCL;

namespace Spillway.Journal.Sqlite;

/// <summary>Turns what the disk and SQLite report into refusals that name the journal's folder.</summary>
internal static class JournalFaults
{
    private const int NoSpaceLeft = 28;
    private const int FileTooLarge = 27;
    private const int QuotaExceeded = 122;

    /// <summary>Whether a failure came from the disk or from SQLite, and is not a bug of ours.</summary>
    public static bool IsDisk(Exception cause) => cause is SqliteException or IOException or UnauthorizedAccessException || IsFull(cause);

    /// <summary>Whether a file cannot be read as the journal it should be.</summary>
    public static bool IsDamage(Exception cause) =>
        cause is SqliteException || (cause is RefusedException refused && refused.Code == JournalErrors.Damaged);

    /// <summary>Whether nothing of a failed commit can be on the disk, so that the next one may be tried.</summary>
    public static bool IsFull(Exception cause) => cause switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == raw.SQLITE_FULL,
        IOException { HResult: NoSpaceLeft or FileTooLarge or QuotaExceeded } => true,

        // A file beyond the size limit of the process is reported by the runtime as an argument that is out of range.
        ArgumentOutOfRangeException { ParamName: "value" } => true,
        _ => false,
    };

    public static RefusedException Refusal(string folder, Exception cause) => cause switch
    {
        _ when IsFull(cause) => new(JournalErrors.Full, $"There is no room left for the journal in '{folder}': {Words(cause)}", cause),
        SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB } =>
            new(JournalErrors.Damaged, $"A file of the journal in '{folder}' is damaged: {Words(cause)}", cause),
        _ => new(JournalErrors.Unwritable, $"The journal in '{folder}' cannot be used: {Words(cause)}", cause),
    };

    /// <summary>The refusal of a failure to write a month's file.</summary>
    public static RefusedException Refusal(JournalFolder folder, SegmentName name, Exception cause) =>
        cause is SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB }
            ? new(JournalErrors.Damaged, $"The file '{folder.File(name)}' of the journal is damaged: {Words(cause)}", cause)
            : Refusal(folder.Root, cause);

    /// <summary>Runs what touches the disk and turns its failures into refusals.</summary>
    public static T Guarded<T>(string folder, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception cause) when (IsDisk(cause))
        {
            throw Refusal(folder, cause);
        }
    }

    private static string Words(Exception cause) => cause is SqliteException sqlite
        ? string.Create(CultureInfo.InvariantCulture, $"{sqlite.Message} (SQLite {sqlite.SqliteExtendedErrorCode})")
        : cause.Message;
}
