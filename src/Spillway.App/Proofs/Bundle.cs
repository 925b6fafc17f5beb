using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Backtests;
using Spillway.App.Proofs.Anchors;
using Spillway.App.Proofs.Bundles;
using Spillway.App.Proofs.Keys;
using Spillway.Engine;
using Spillway.Journal.Proof.Merkle;

namespace Spillway.App.Proofs;

/// <summary>Writes the bundle that proves a statement.</summary>
public static class Bundle
{
    /// <summary>Writes it, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="contents">What is proved.</param>
    /// <param name="key">Signs it.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The root of its leaves.</returns>
    /// <exception cref="RefusedException">It is too large or cannot be written.</exception>
    public static async Task<string> WriteAsync(string path, ProofContents contents, SigningKey key, Instant now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(contents);
        ArgumentNullException.ThrowIfNull(key);
        try
        {
            using var file = new PartialFile(path);
            var seal = await new BundleWriter(file.Stream).WriteAsync(contents, key, now, NoAnchorAsync, cancellation).ConfigureAwait(false);
            file.Keep();
            return seal.Root.ToString();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(BacktestErrors.CannotWrite, $"'{path}': {failure.Message}", failure);
        }
    }

    private static Task<ImmutableArray<AnchorReceipt>> NoAnchorAsync(MerkleHash root) => Task.FromResult(ImmutableArray<AnchorReceipt>.Empty);
}
