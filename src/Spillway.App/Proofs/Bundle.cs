using NodaTime;
using Spillway.App.Backtests;
using Spillway.App.Proofs.Anchors;
using Spillway.App.Proofs.Bundles;
using Spillway.App.Proofs.Keys;
using Spillway.Engine;

namespace Spillway.App.Proofs;

/// <summary>Writes the bundle that proves a statement.</summary>
public static class Bundle
{
    /// <summary>Writes it, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="contents">What is proved.</param>
    /// <param name="key">Signs it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The root of its leaves.</returns>
    /// <exception cref="RefusedException">It is too large or cannot be written.</exception>
    public static async Task<string> WriteAsync(string path, ProofContents contents, SigningKey key, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(contents);
        ArgumentNullException.ThrowIfNull(key);
        try
        {
            using var file = new PartialFile(path);
            var places = contents.Anchors.Select(text => AnchorPlace.TryParse(text, out var place) ? place : throw new RefusedException(ProofErrors.AnchorUnknown, $"'{text}'")).ToList();
            var about = $"{contents.Statement.Site} {contents.Statement.Range}";
            var seal = await new BundleWriter(file.Stream).WriteAsync(
                contents, key, Instant.FromDateTimeOffset(time.GetUtcNow()), root => new Anchoring(time, contents.AllowsLocalAnchors).AnchorAsync(places, about, root, cancellation), cancellation).ConfigureAwait(false);
            file.Keep();
            return seal.Root.ToString();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(BacktestErrors.CannotWrite, $"'{path}': {failure.Message}", failure);
        }
    }
}
