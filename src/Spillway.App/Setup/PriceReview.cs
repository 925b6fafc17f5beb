using System.Collections.Immutable;
using Spillway.Engine;
using Spillway.Markets.Archive;

namespace Spillway.App.Setup;

/// <summary>A change of the price archive as it is reviewed before it is made; it holds the files that were sent until it is kept or left.</summary>
public sealed class PriceReview : IDisposable
{
    private readonly Action<PriceReview> _release;
    private ImmutableArray<ImportedFile>? _files;

    internal PriceReview(string tag, ArchiveReview archive, ImmutableArray<ImportedFile> files, Action<PriceReview> release)
    {
        (Tag, Archive, _files, _release) = (tag, archive, files, release);
        Bytes = files.Sum(static one => (long)one.Bytes.Length);
    }

    /// <summary>The tag of what was seen.</summary>
    public string Tag { get; }

    /// <summary>What it would do.</summary>
    public ArchiveReview Archive { get; }

    /// <summary>The files.</summary>
    /// <exception cref="RefusedException"><see cref="SetupErrors.ReviewGone"/>: newer reviews needed the room.</exception>
    public ImmutableArray<ImportedFile> Files => _files ?? throw new RefusedException(SetupErrors.ReviewGone, "The files of this review are no longer held.");

    /// <summary>How much it holds. Unit: bytes.</summary>
    internal long Bytes { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Drop();
        _release(this);
    }

    /// <summary>Lets go of the files.</summary>
    internal void Drop() => _files = null;
}
