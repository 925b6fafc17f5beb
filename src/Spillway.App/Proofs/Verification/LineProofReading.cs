using System.Collections.Immutable;
using System.Text;
using Spillway.App.Proofs.Bundles;
using Spillway.Journal.Proof.Merkle;

namespace Spillway.App.Proofs.Verification;

/// <summary>Reads the proof of one line: leaves, each with its path, and the seal of the bundle they are of.</summary>
internal sealed class LineProofReading(FaultList faults, ImmutableArray<IPartCheck> checks)
{
    private const int MostLeaves = 64;
    private static readonly byte[] _seal = Encoding.ASCII.GetBytes(BundleFormat.SealPrefix);
    private readonly List<(Leaf Leaf, MerkleHash Hash, MerkleHash[]? Path)> _leaves = [];
    private bool _isSealed;

    /// <summary>How many leaves it shows.</summary>
    public int Leaves => _leaves.Count;

    /// <summary>The seal; null where there is none.</summary>
    public Seal? Seal { get; private set; }

    /// <summary>The file line of the seal, or of the last line where there is none.</summary>
    public long SealLine { get; private set; }

    /// <summary>Whether a file is the proof of one line: its second line is a path.</summary>
    public static bool IsOne(string path)
    {
        using var lines = new BundleLines(path);
        return lines.Next() && lines.Next() && lines.Line.StartsWith(Encoding.ASCII.GetBytes(BundleFormat.PathPrefix));
    }

    public void Read(string path, CancellationToken cancellation)
    {
        using var lines = new BundleLines(path);
        while (lines.Next() && _leaves.Count < MostLeaves)
        {
            cancellation.ThrowIfCancellationRequested();
            SealLine = _isSealed ? SealLine : lines.Number;
            if (_isSealed)
            {
                faults.Add(lines.Number, "this line", "nothing may stand after the seal");
            }
            else if (lines.Line.StartsWith(_seal))
            {
                TakeSeal(Encoding.UTF8.GetString(lines.Line), lines.Number);
            }
            else
            {
                TakeLeaf(lines);
                SealLine = lines.Number;
            }

            if (!lines.IsEnded)
            {
                faults.Add(lines.Number, "this line", "the file ends within it");
            }
        }

        Climb();
        CheckNeeded();
        foreach (var check in checks)
        {
            check.End(SealLine, faults);
        }
    }

    private void TakeSeal(string line, long number)
    {
        _isSealed = true;
        Seal = Seal.TryParse(line, out var fault);
        if (fault is not null)
        {
            faults.Add(number, "the seal", fault);
        }
        else if (Seal is { IsSigned: false })
        {
            faults.Add(number, "the seal", $"the signature is not that of key {Seal.Key.Id} over this root");
        }
    }

    private void TakeLeaf(BundleLines lines)
    {
        var number = lines.Number;
        var hash = MerkleHash.Leaf(lines.Line);
        var leaf = BundleReading.TryParse(lines.Line, number, faults);
        var path = lines.Next() ? PathLine.TryRead(Encoding.UTF8.GetString(lines.Line)) : null;
        if (path is null)
        {
            faults.Add(number + 1, "the path of a leaf", "it is not written as such a line must be");
        }

        if (leaf is not { } known)
        {
            return;
        }

        _leaves.Add((known, hash, path));
        foreach (var check in checks)
        {
            BundleReading.Show(check, known, faults);
        }
    }

    private void Climb()
    {
        if (Seal is null)
        {
            faults.Add(SealLine, "the end of the file", "there is no seal");
            return;
        }

        long before = -1;
        foreach (var (leaf, hash, path) in _leaves)
        {
            var index = leaf.Json.TryGetProperty("n", out var n) && n.TryGetInt64(out var number) ? number : -1;
            if (path is not null && MerkleTree.Climb(hash, index, Seal.Leaves, path) != Seal.Root)
            {
                faults.AddFirst(leaf.FileLine, leaf.Place, "it does not lead to the signed root: it is not what was signed, or its path is not");
            }

            if (index <= before)
            {
                faults.Add(leaf, "leaves must stand in their order");
            }

            before = index;
        }
    }

    private void CheckNeeded()
    {
        var lines = _leaves.Where(one => one.Leaf.Part == BundlePart.Line).Select(one => one.Leaf).ToList();
        var headers = _leaves.Where(one => one.Leaf.Part == BundlePart.Proof).Select(one => one.Leaf).ToList();
        if (lines is not [var line] || headers is not [var header])
        {
            faults.Add(SealLine, "the leaves", "the header and one line must be there");
            return;
        }

        try
        {
            var shown = _leaves.Select(one => LineReferences.NameOf(one.Leaf) ?? one.Leaf.Place).ToList();
            var needed = LineReferences.Needed(header, line);
            foreach (var either in needed.Where(either => !either.Any(shown.Contains)))
            {
                faults.Add(SealLine, "the leaves", $"'{either[0]}', which the line names, is not there");
            }

            foreach (var name in shown.Where(name => !needed.Any(either => either.Contains(name))))
            {
                faults.Add(SealLine, "the leaves", $"'{name}' does not belong to the line");
            }
        }
        catch (Exception failure) when (BundleReading.IsMalformed(failure))
        {
            faults.Add(line, $"it cannot be read: {failure.Message.ReplaceLineEndings(" ")}");
        }
    }
}
