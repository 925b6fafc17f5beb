namespace Spillway.Journal.Sqlite;

/// <summary>Where a commit stands.</summary>
internal enum CommitPoint
{
    /// <summary>Nothing is written yet.</summary>
    Begin,

    /// <summary>All records are inserted; the database has not been told to keep them.</summary>
    Inserted,

    /// <summary>The database keeps them; the head does not name them yet.</summary>
    Committed,

    /// <summary>The head names them; nobody was told.</summary>
    HeadWritten,

    /// <summary>After a failure the files are about to be opened again.</summary>
    Reopen,
}
