using System.Globalization;
using Spillway.Engine;
using Spillway.Journal.Proof;
using Spillway.Journal.Sqlite;

namespace Spillway.App.Proofs.Verification;

/// <summary>Holds a journal against the head that an earlier bundle signed: what was written anew as a whole shows here.</summary>
internal static class SignedHead
{
    /// <summary>Compares.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="bundle">The bundle.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What is wrong; null where the journal still has that record.</returns>
    /// <exception cref="RefusedException">The bundle is not whole or has no head.</exception>
    public static async Task<JournalFinding?> DifferenceAsync(string folder, string bundle, CancellationToken cancellation)
    {
        var found = BundleVerifier.Verify(bundle, AuditorKnowledge.None, cancellation);
        if (!found.IsWhole || found.Head is not { } head)
        {
            throw new RefusedException(ProofErrors.Broken, found.IsWhole ? $"'{bundle}' names no head of a journal." : $"'{bundle}': {found.Faults[0].Place}: {found.Faults[0].What}.");
        }

        var record = await SqliteJournal.ReadChainBeside(folder, head.Number, cancellation).FirstOrDefaultAsync(cancellation).ConfigureAwait(false);
        if (record?.Record.Number == head.Number && record.Hash == head.Hash)
        {
            return null;
        }

        var (kind, what) = record switch
        {
            null => (JournalFindingKind.TailCut, "it is not there"),
            { } later when later.Record.Number > head.Number => (JournalFindingKind.Missing, "it is not there: removed by retention, or the journal was written anew"),
            _ => (JournalFindingKind.HeadDiffers, $"its hash is {record.Hash}, and the bundle signed {head.Hash}: the journal was written anew"),
        };
        return new(kind, head.Number, head.Number, head.At, string.Create(CultureInfo.InvariantCulture, $"the bundle '{bundle}' signed this record as the journal's end; {what}"));
    }
}
