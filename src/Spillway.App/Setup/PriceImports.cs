using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.People;
using Spillway.App.Rules;
using Spillway.Engine;
using Spillway.Markets.Archive;
using Spillway.Markets.Files;

namespace Spillway.App.Setup;

/// <summary>Takes market files that were sent into the archive, all of them or none, one import at a time. Any thread.</summary>
/// <param name="room">Data folder and clock.</param>
/// <param name="journal">Every import is written there.</param>
/// <param name="gate">Who may.</param>
public sealed class PriceImports(DeskRoom room, PeopleJournal journal, Gate gate) : IDisposable
{
    /// <summary>The largest file. Unit: bytes.</summary>
    public const int MostBytes = 32 * 1024 * 1024;

    /// <summary>The most files at once.</summary>
    public const int MostFiles = 20;

    /// <summary>All files of one import together. Unit: bytes.</summary>
    public const int MostBytesTogether = 64 * 1024 * 1024;

    private const int MostName = 120;
    private readonly SemaphoreSlim _one = new(1, 1);

    // What reviews that nobody has kept or left may hold in memory together. Unit: bytes.
    private const long MostHeld = 4L * MostBytesTogether;

    private readonly Lock _gate = new();
    private readonly LinkedList<PriceReview> _held = [];

    private PriceArchive Archive => new(room.DataFolder);

    /// <summary>The tag of what an import of files was reviewed against: the archive's version and the files.</summary>
    /// <param name="version">The archive's version.</param>
    /// <param name="files">The files.</param>
    public static string TagOf(int version, ImmutableArray<ImportedFile> files) => SeenTag.TagOf(new JsonObject
    {
        ["files"] = new JsonArray([.. files.Select(static one => (JsonNode)Convert.ToHexStringLower(SHA256.HashData(one.Bytes)))]),
        ["version"] = version,
    });

    /// <summary>What an import would do; nothing is written.</summary>
    /// <param name="who">Who.</param>
    /// <param name="files">The files; later ones stand over earlier ones.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The review, which holds the files until it is disposed of; the oldest lose them where all together hold too much.</returns>
    /// <exception cref="RefusedException">Who may not, a file cannot be read, or it is too much.</exception>
    public async Task<PriceReview> ReviewAsync(Actor who, ImmutableArray<ImportedFile> files, CancellationToken cancellation)
    {
        gate.Demand(who, DeskAction.ImportPrices);
        Demand(files);
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // Reading a large file takes seconds of a core: not on the thread that asked.
            var rules = RuleLibrary.Open(room.DataFolder);
            var archive = await Task.Run(() => Archive.ReviewAsync(Read(files, rules, cancellation), Now(), rules.Find, cancellation), cancellation).ConfigureAwait(false);
            return Hold(new(TagOf(archive.Version, files), archive, files, Release));
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Imports.</summary>
    /// <param name="who">Who.</param>
    /// <param name="files">The files; later ones stand over earlier ones.</param>
    /// <param name="seen">What was reviewed, by <see cref="TagOf"/>.</param>
    /// <param name="cancellation">Gives up; nothing is imported then.</param>
    /// <returns>What came of each.</returns>
    /// <exception cref="RefusedException">Who may not, a file cannot be read, it is too much, or it is not what was reviewed.</exception>
    public async Task<ImmutableArray<FileImport>> ImportAsync(Actor who, ImmutableArray<ImportedFile> files, SeenTag seen, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(seen);
        gate.Demand(who, DeskAction.ImportPrices);
        Demand(files);
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var version = Version();
            seen.Demand("The price archive, or what is to be imported,", TagOf(version, files));
            var read = await Task.Run(() => Read(files, RuleLibrary.Open(room.DataFolder), cancellation), cancellation).ConfigureAwait(false);
            var deed = new ArchiveDeed(Now(), who.Name, ReferenceEquals(seen, SeenTag.Any) ? null : version);
            var (stands, imports) = await Archive.ImportAsync(read, deed.At, deed, cancellation).ConfigureAwait(false);
            await journal.RecordAsync(PersonKinds.PricesImported, who, writer => Write(writer, imports, stands), cancellation).ConfigureAwait(false);
            return imports;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The state of the archive that stands and the former ones that can be put back, newest first.</summary>
    public ImmutableArray<ArchiveVersion> Versions() => Archive.Versions();

    /// <summary>What putting a former state back would do; nothing is written.</summary>
    /// <param name="who">Who.</param>
    /// <param name="number">Its number.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The review and its tag.</returns>
    /// <exception cref="RefusedException">Who may not, or it is not kept.</exception>
    public async Task<PriceReview> ReviewRestoreAsync(Actor who, int number, CancellationToken cancellation)
    {
        gate.Demand(who, DeskAction.SeeSetup);
        var archive = await Task.Run(() => Archive.ReviewRestoreAsync(number, RuleLibrary.Open(room.DataFolder).Find, cancellation), cancellation).ConfigureAwait(false);
        return new(TagOf(archive.Version, []), archive, [], static _ => { });
    }

    /// <summary>Puts a former state of the archive back.</summary>
    /// <param name="who">Who.</param>
    /// <param name="number">Its number.</param>
    /// <param name="seen">What was reviewed, by <see cref="TagOf"/> of the standing version and no files.</param>
    /// <param name="cancellation">Ends the wait for the journal.</param>
    /// <returns>The version that stands then.</returns>
    /// <exception cref="RefusedException">Who may not, it is not kept, or the archive is no longer what was reviewed.</exception>
    public async Task<int> RestoreAsync(Actor who, int number, SeenTag seen, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(seen);
        gate.Demand(who, DeskAction.ImportPrices);
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var standing = Version();
            seen.Demand("The price archive", TagOf(standing, []));
            if (Archive.Versions().All(one => one.Number != number || one.IsStanding))
            {
                throw new RefusedException(ArchiveErrors.NoVersion, $"Version {number} of the archive is not among the former states that are kept.");
            }

            await journal.RecordAsync(PersonKinds.PricesRestored, who, writer =>
            {
                writer.WriteNumber("from_version", standing);
                writer.WriteNumber("restored_version", number);
            }, cancellation).ConfigureAwait(false);
            return Archive.Restore(number, new(Now(), who.Name, standing));
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private static void Demand(ImmutableArray<ImportedFile> files)
    {
        if (files.IsEmpty || files.Length > MostFiles || files.Any(static one => one.Bytes.Length > MostBytes) || files.Sum(static one => (long)one.Bytes.Length) > MostBytesTogether)
        {
            throw new RefusedException(
                SetupErrors.TooMuch,
                $"{files.Length} files of {files.Sum(static one => (long)one.Bytes.Length):N0} bytes: 1 to {MostFiles} files of at most {MostBytes:N0} bytes each and {MostBytesTogether:N0} together.");
        }
    }

    private static void Write(Utf8JsonWriter writer, ImmutableArray<FileImport> imports, int version)
    {
        writer.WriteStartArray("files");
        foreach (var import in imports)
        {
            writer.WriteStartObject();
            writer.WriteString("file", import.File.Source.Name);
            writer.WriteNumber("corrected", import.Corrected);
            writer.WriteNumber("new", import.New);
            writer.WriteString("sha256", import.File.Source.Sha256);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("version", version);
    }

    private PriceReview Hold(PriceReview review)
    {
        lock (_gate)
        {
            _held.AddLast(review);
            while (_held.Count > 1 && _held.Sum(static one => one.Bytes) > MostHeld)
            {
                _held.First!.Value.Drop();
                _held.RemoveFirst();
            }
        }

        return review;
    }

    private void Release(PriceReview review)
    {
        lock (_gate)
        {
            _held.Remove(review);
        }
    }

    private int Version() => Archive.Versions().FirstOrDefault()?.Number ?? 0;

    private Instant Now() => Instant.FromDateTimeOffset(room.Wall.GetUtcNow());

    private static List<MarketFile> Read(ImmutableArray<ImportedFile> files, RuleLibrary rules, CancellationToken cancellation)
    {
        return
        [
            .. files.SelectMany(file => MarketFileReader.Read(Named(file.Name), file.Bytes, cancellation))
                .Select(file => file with { Findings = file.Findings.AddRange(AboveCap.Findings(file, rules.Find)) }),
        ];
    }

    // The name comes from the browser and is only ever shown.
    private static string Named(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var plain = new string([.. last.Where(static letter => !char.IsControl(letter)).Take(MostName)]);
        return plain.Length == 0 ? "file" : plain;
    }
}
