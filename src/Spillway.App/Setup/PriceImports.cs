using System.Collections.Immutable;
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

    /// <summary>Imports.</summary>
    /// <param name="who">Who.</param>
    /// <param name="files">The files; later ones stand over earlier ones.</param>
    /// <param name="cancellation">Gives up; nothing is imported then.</param>
    /// <returns>What came of each.</returns>
    /// <exception cref="RefusedException">Who may not, a file cannot be read, or it is too much.</exception>
    public async Task<ImmutableArray<FileImport>> ImportAsync(Actor who, ImmutableArray<ImportedFile> files, CancellationToken cancellation)
    {
        gate.Demand(who, DeskAction.ImportPrices);
        if (files.IsEmpty || files.Length > MostFiles || files.Any(static one => one.Bytes.Length > MostBytes) || files.Sum(static one => (long)one.Bytes.Length) > MostBytesTogether)
        {
            throw new RefusedException(
                SetupErrors.TooMuch,
                $"{files.Length} files of {files.Sum(static one => (long)one.Bytes.Length):N0} bytes: 1 to {MostFiles} files of at most {MostBytes:N0} bytes each and {MostBytesTogether:N0} together.");
        }

        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // Reading a large file takes seconds of a core: not on the thread that asked.
            var read = await Task.Run(() => Read(files, cancellation), cancellation).ConfigureAwait(false);
            var imports = await new PriceArchive(room.DataFolder).ImportAsync(read, Instant.FromDateTimeOffset(room.Wall.GetUtcNow()), cancellation).ConfigureAwait(false);
            await journal.RecordAsync(PersonKinds.PricesImported, who, writer =>
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
            }, cancellation).ConfigureAwait(false);
            return imports;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private List<MarketFile> Read(ImmutableArray<ImportedFile> files, CancellationToken cancellation)
    {
        var rules = RuleLibrary.Open(room.DataFolder);
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
