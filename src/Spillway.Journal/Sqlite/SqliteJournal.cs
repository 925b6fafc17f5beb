namespace Spillway.Journal.Sqlite;

/// <summary>The journal on disk: one SQLite file a month, its end stated in a second file, one writer.</summary>
/// <remarks>
/// An append returns when it is on the disk (write-ahead log, synchronous full, then the head). Appends that come while the disk works
/// share the next commit. After a failure to write that may pass (full, I/O error, read-only, busy) the next append opens the files again
/// and finds out what was kept: the same entries are then not written twice. Damage and another writer stop the journal for good.
/// </remarks>
public sealed class SqliteJournal : IRecordJournal
{
    private readonly JournalFolder _folder;
    private readonly JournalWriter _writer;
    private readonly AppendQueue _queue;

    private SqliteJournal(string folder, JournalWriter writer, JournalSettings settings)
    {
        _folder = new(folder);
        _writer = writer;
        _queue = new(settings, writer.Commit);
    }

    /// <inheritdoc />
    public JournalHead Head => _writer.Head;

    /// <summary>Where the journal lies in a data folder.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <returns>Its folder <c>journal</c>.</returns>
    public static string FolderIn(string dataFolder) => Path.Combine(dataFolder, "journal");

    /// <summary>Takes a journal to write it, or begins one; who opened it is its first new record.</summary>
    /// <param name="folder">The journal's own folder; made where it is not there. It must lie on a local disk.</param>
    /// <param name="time">The clock whose instants the records get.</param>
    /// <param name="settings">How it is kept.</param>
    /// <returns>The journal.</returns>
    /// <exception cref="Spillway.Engine.RefusedException">It is held, cannot be written, or does not end where its head says.</exception>
    public static SqliteJournal Open(string folder, TimeProvider time, JournalSettings settings)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Check();
        return new(folder, JournalFaults.Guarded(folder, () => JournalOpening.Open(folder, time, settings)), settings);
    }

    /// <inheritdoc />
    public ValueTask<long> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation)
    {
        EntryCheck.All(entries);
        return entries.Count == 0 ? ValueTask.FromResult(Head.Number) : _queue.AppendAsync(entries, cancellation);
    }

    /// <inheritdoc />
    public IAsyncEnumerable<JournalRecord> ReadAsync(long from, CancellationToken cancellation) =>
        JournalReader.ReadAsync(_folder, new(Math.Max(from, 1), Head.Number, "", IsWhole: true), cancellation).Select(chained => chained.Record);

    /// <summary>Reads the journal in a folder without holding it: a desk may be writing meanwhile.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="from">The first number wanted, from 1.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The records that are kept for good; each is checked against its hash.</returns>
    /// <exception cref="Spillway.Engine.RefusedException">There is no journal, or a record is not as it was written.</exception>
    public static IAsyncEnumerable<JournalRecord> ReadBeside(string folder, long from, CancellationToken cancellation) =>
        ReadChainBeside(folder, from, cancellation).Select(chained => chained.Record);

    /// <summary>Reads the journal in a folder without holding it, without the records of one kind: those are not even loaded.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="from">The first number wanted, from 1.</param>
    /// <param name="kind">The kind that is left out.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The other records that are kept for good; each is checked against its hash.</returns>
    /// <exception cref="Spillway.Engine.RefusedException">There is no journal, or a record is not as it was written.</exception>
    public static IAsyncEnumerable<JournalRecord> ReadBesideWithout(string folder, long from, string kind, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        return JournalReader.ReadAsync(ToRead(folder), new(Math.Max(from, 1), long.MaxValue, kind), cancellation).Select(chained => chained.Record);
    }

    /// <summary>Reads the journal in a folder without holding it, each record with its place in the chain.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="from">The first number wanted, from 1.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The records that are kept for good; each is checked against its hash.</returns>
    /// <exception cref="Spillway.Engine.RefusedException">There is no journal, or a record is not as it was written.</exception>
    public static IAsyncEnumerable<ChainedRecord> ReadChainBeside(string folder, long from, CancellationToken cancellation) =>
        JournalReader.ReadAsync(ToRead(folder), new(Math.Max(from, 1), long.MaxValue, ""), cancellation);

    /// <summary>Where the journal in a folder ends, read without holding it.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <returns>What its head file says; null where there is none or it says nothing.</returns>
    public static JournalHead? HeadBeside(string folder) => HeadFile.TryRead(new JournalFolder(folder).Head);

    private static JournalFolder ToRead(string folder)
    {
        var place = new JournalFolder(folder);
        return place.BornSegments().Any() ? place : throw new Engine.RefusedException(JournalErrors.NotThere, $"{folder} holds no journal.");
    }

    /// <summary>Writes what is queued and lets the journal go.</summary>
    /// <returns>Completes when another desk may open it.</returns>
    public async ValueTask DisposeAsync()
    {
        await _queue.DisposeAsync().ConfigureAwait(false);
        _writer.Dispose();
    }
}
