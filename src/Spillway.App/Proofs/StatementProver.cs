using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spillway.App.Proofs.Bundles;
using Spillway.App.Proofs.Keys;
using Spillway.App.Statements;
using Spillway.Engine;
using Spillway.Engine.Settlements.Statements;
using Spillway.Journal.Sqlite;

namespace Spillway.App.Proofs;

/// <summary>Proves statements with the key of a data folder.</summary>
public sealed class StatementProver : IDisposable
{
    private readonly KeyRing _ring;
    private readonly SigningKey _key;
    private readonly TimeProvider _time;

    private StatementProver(KeyRing ring, SigningKey key, TimeProvider time)
    {
        _ring = ring;
        _key = key;
        _time = time;
    }

    /// <summary>Opens the key that signs, and records in the journal what became of keys since.</summary>
    /// <param name="dataFolder">The data folder whose key signs.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What proves.</returns>
    /// <exception cref="RefusedException">No key signs, or its file cannot be used.</exception>
    public static async Task<StatementProver> OpenAsync(string dataFolder, TimeProvider time, CancellationToken cancellation)
    {
        var ring = KeyRing.Open(dataFolder);
        await KeyJournal.TryRecordAsync(ring, dataFolder, time, cancellation).ConfigureAwait(false);
        return new(ring, ring.OpenActive(), time);
    }

    /// <summary>Makes the statement and writes it, with all it was made from, as one signed file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="loaded">What the statement is made from.</param>
    /// <param name="request">What else stands in it.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What stands in it now.</returns>
    /// <exception cref="RefusedException">It is not as it was booked, too large, cannot be anchored or cannot be written.</exception>
    public async Task<ProvedStatement> WriteAsync(string file, LoadedSettlement loaded, ProofRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(loaded);
        ArgumentNullException.ThrowIfNull(request);
        var statement = loaded.Settle();
        var versions = request.Booked is { } booked
            ? booked.Versions(statement).Select(version => new ProvedVersion(version, booked.Book.ManifestSha256(version))).ToImmutableArray()
            : [];
        long[] needed = [.. statement.Lines.Select(line => line.Basis.JournalSequence).OfType<long>().Distinct()];
        var journal = request.JournalHome is { } home
            ? await JournalSegments.FindAsync(SqliteJournal.FolderIn(home), statement.Range, needed, cancellation).ConfigureAwait(false)
            : null;
        var contents = new ProofContents(
            statement, loaded.Input, JsonNode.Parse(StatementJson.Of(statement))!.AsObject(), SiteTexts.Read(request.SiteFile), journal, _ring.Keys)
        {
            Drawn = Production.Each(loaded.Input, loaded.Terms),
            Open = OwedEnergy.Open(loaded.Input, loaded.Terms.Site),
            Versions = versions,
            Anchors = request.Anchors,
            AllowsLocalAnchors = request.AllowsLocalAnchors,
        };
        var root = await Bundle.WriteAsync(file, contents, _key, _time, cancellation).ConfigureAwait(false);
        return new(statement.Lines.Length, root, _key.Public.Id);
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
