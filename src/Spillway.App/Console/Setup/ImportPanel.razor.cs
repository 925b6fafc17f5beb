using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Setup;
using Spillway.Engine;
using Spillway.Markets.Archive;

namespace Spillway.App.Console.Setup;

/// <summary>Market files: reviewed, kept with a report, and the archive's former states put back.</summary>
public sealed partial class ImportPanel
{
    private ImmutableArray<FileImport> _imports = [];
    private ImmutableArray<ArchiveVersion> _versions = [];
    private PriceReview? _review;
    private int? _version;

    /// <summary>Imports.</summary>
    [Inject]
    public PriceImports Imports { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose() => _review?.Dispose();

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => DoAsync(() =>
    {
        _versions = Imports.Versions();
        return Task.CompletedTask;
    });

    private Task ReadAsync(InputFileChangeEventArgs change) => DoAsync(async () =>
    {
        Leave();
        _imports = [];
        Gate.Demand(Who, DeskAction.ImportPrices);

        // What is too much is refused before a byte of it is read.
        if (change.FileCount > PriceImports.MostFiles || change.GetMultipleFiles(PriceImports.MostFiles) is var files
            && (files.Any(static one => one.Size > PriceImports.MostBytes) || files.Sum(static one => one.Size) > PriceImports.MostBytesTogether))
        {
            throw new RefusedException(SetupErrors.TooMuch, $"{change.FileCount} files.");
        }

        var read = ImmutableArray.CreateBuilder<ImportedFile>();
        foreach (var file in change.GetMultipleFiles(PriceImports.MostFiles))
        {
            await using var stream = file.OpenReadStream(PriceImports.MostBytes, Closed);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, Closed);
            read.Add(new(file.Name, bytes.ToArray()));
        }

        _review = await Imports.ReviewAsync(Who, read.ToImmutable(), Closed);
    });

    private Task ReviewAsync(int number) => DoAsync(async () =>
    {
        Leave();
        _imports = [];
        (_review, _version) = (await Imports.ReviewRestoreAsync(Who, number, Closed), number);
    });

    private Task KeepAsync() => DoAsync(async () =>
    {
        var (review, seen) = (_review!, SeenTag.Of(_review!.Tag));
        if (_version is { } version)
        {
            var stands = await Imports.RestoreAsync(Who, version, seen, Closed);
            Done = Reader["Version {0} of the archive stands again, as version {1}.", version, stands];
        }
        else
        {
            _imports = await Imports.ImportAsync(Who, review.Files, seen, Closed);
            Done = Reader["{0} files are in the archive.", _imports.Length];
        }

        Leave();
        _versions = Imports.Versions();
    });

    private void Leave()
    {
        _review?.Dispose();
        (_review, _version) = (null, null);
    }
}
