using System.Text;
using Spillway.App.Backtests;
using Spillway.App.Proofs.Bundles;
using Spillway.App.Proofs.Verification;
using Spillway.Engine;
using Spillway.Journal.Proof.Merkle;
using static System.Runtime.InteropServices.CollectionsMarshal;

namespace Spillway.App.Proofs;

/// <summary>Proves one line of a bundle without showing the others: the line, what it names, and their ways up to the signed root.</summary>
public static class LineProof
{
    /// <summary>Writes the proof of one line.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="line">The line's whole name.</param>
    /// <param name="path">The file to write.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How many leaves it shows.</returns>
    /// <exception cref="RefusedException">The bundle is not whole, has no such line, or the file cannot be written.</exception>
    public static int Write(string bundle, string line, string path, CancellationToken cancellation)
    {
        if (BundleVerifier.Verify(bundle, AuditorKnowledge.None, cancellation) is { IsWhole: false, Faults: [var fault, ..] })
        {
            throw new RefusedException(ProofErrors.Broken, $"'{bundle}', line {fault.FileLine} of the file: {fault.Place}: {fault.What}.");
        }

        var wanted = new WantedLine(line);
        var reading = new BundleReading(new(), [wanted]);
        reading.Read(bundle, cancellation);
        if (wanted.Line is not { } found || wanted.Header is not { } header)
        {
            throw new RefusedException(ProofErrors.NoLine, $"'{bundle}' has no line '{line}'.");
        }

        var names = LineReferences.Needed(header, found).SelectMany(either => either).ToHashSet(StringComparer.Ordinal);
        try
        {
            using var file = new PartialFile(path);
            var shown = Write(file.Stream, bundle, names, reading);
            file.Keep();
            return shown;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(BacktestErrors.CannotWrite, $"'{path}': {failure.Message}", failure);
        }
    }

    private static int Write(Stream output, string bundle, HashSet<string> names, BundleReading reading)
    {
        var shown = 0;
        using var lines = new BundleLines(bundle);
        for (var index = 0; index < reading.Leaves.Count && lines.Next(); index++)
        {
            if (BundleReading.TryParse(lines.Line, lines.Number, new()) is { } leaf && LineReferences.NameOf(leaf) is { } name && names.Contains(name))
            {
                output.Write(lines.Line);
                output.Write(Encoding.UTF8.GetBytes("\n" + PathLine.Of(MerkleTree.Path(AsSpan(reading.Leaves), index).AsSpan()) + "\n"));
                shown++;
            }
        }

        output.Write(Encoding.UTF8.GetBytes(reading.Seal!.Line + "\n"));
        return shown;
    }

    private sealed class WantedLine(string name) : IPartCheck
    {
        public Leaf? Header { get; private set; }

        public Leaf? Line { get; private set; }

        public void Take(in Leaf leaf, FaultList faults)
        {
            if (leaf.Part == BundlePart.Proof)
            {
                Header = leaf;
            }
            else if (leaf.Part == BundlePart.Line && leaf.Text("line") == name)
            {
                Line = leaf;
            }
        }

        public void End(long fileLine, FaultList faults)
        {
        }
    }
}
