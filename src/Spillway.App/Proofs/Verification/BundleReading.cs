using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Spillway.App.Proofs.Bundles;
using Spillway.Journal.Proof.Merkle;

namespace Spillway.App.Proofs.Verification;

/// <summary>One reading of a bundle from its first line to its last: hashes every leaf and shows it to the checks.</summary>
internal sealed class BundleReading(FaultList faults, ImmutableArray<IPartCheck> checks)
{
    private static readonly byte[] _list = Encoding.ASCII.GetBytes(BundleFormat.LeavesPrefix);
    private static readonly byte[] _seal = Encoding.ASCII.GetBytes(BundleFormat.SealPrefix);
    private readonly List<MerkleHash> _leaves = [];
    private readonly List<MerkleHash> _listed = [];
    private Section _section = Section.Leaves;

    private enum Section
    {
        Leaves,
        List,
        End,
    }

    /// <summary>The hashes of the leaves as they stand there.</summary>
    public List<MerkleHash> Leaves => _leaves;

    /// <summary>The hashes as the list has them.</summary>
    public List<MerkleHash> Listed => _listed;

    /// <summary>The file line of the first line of the list.</summary>
    public long ListLine { get; private set; }

    /// <summary>The seal; null where there is none.</summary>
    public Seal? Seal { get; private set; }

    /// <summary>The file line of the seal, or of the last line where there is none.</summary>
    public long SealLine { get; private set; }

    public void Read(string path, CancellationToken cancellation)
    {
        using var lines = new BundleLines(path);
        while (lines.Next())
        {
            cancellation.ThrowIfCancellationRequested();
            SealLine = Seal is null ? lines.Number : SealLine;
            Take(lines.Line, lines.Number);
            if (lines.IsTooLong)
            {
                faults.Add(lines.Number, "this line", $"it has more than {BundleFormat.MostLineBytes} bytes; nothing after it was read");
            }
            else if (!lines.IsEnded)
            {
                faults.Add(lines.Number, "this line", "the file ends within it");
            }
        }

        var after = ListLine > 0 ? ListLine : SealLine;
        foreach (var check in checks)
        {
            check.End(after, faults);
        }

        if (Seal is null && _section != Section.End)
        {
            faults.Add(SealLine, "the end of the file", "there is no seal");
        }
    }

    private void Take(ReadOnlySpan<byte> line, long number)
    {
        if (_section == Section.End)
        {
            faults.Add(number, "this line", "nothing may stand after the seal");
        }
        else if (line.StartsWith(_seal))
        {
            _section = Section.End;
            TakeSeal(Encoding.UTF8.GetString(line), number);
        }
        else if (line.StartsWith(_list))
        {
            ListLine = _section == Section.Leaves ? number : ListLine;
            _section = Section.List;
            if (!LeafList.TryRead(Encoding.UTF8.GetString(line), _listed))
            {
                faults.Add(number, "the list of leaf hashes", "it is not written as such a line must be");
            }
        }
        else if (_section == Section.List)
        {
            faults.Add(number, "this line", "it belongs to no part of a bundle");
        }
        else
        {
            TakeLeaf(line, number);
        }
    }

    private void TakeSeal(string line, long number)
    {
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

    private void TakeLeaf(ReadOnlySpan<byte> line, long number)
    {
        _leaves.Add(MerkleHash.Leaf(line));
        if (TryParse(line, number, faults) is not { } leaf)
        {
            return;
        }

        foreach (var check in checks)
        {
            Show(check, leaf, faults);
        }
    }

    /// <summary>Shows a leaf to a check; a field that is missing or of another kind is the bundle's fault and told as such.</summary>
    public static void Show(IPartCheck check, in Leaf leaf, FaultList faults)
    {
        try
        {
            check.Take(leaf, faults);
        }
        catch (Exception failure) when (IsMalformed(failure))
        {
            faults.Add(leaf, $"it cannot be read: {failure.Message.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>Whether a failure says that a field is not as it must be.</summary>
    public static bool IsMalformed(Exception failure) =>
        failure is KeyNotFoundException or InvalidOperationException or FormatException or OverflowException or ArgumentException;

    /// <summary>A line as a leaf; null where it is none, which is then said.</summary>
    public static Leaf? TryParse(ReadOnlySpan<byte> line, long number, FaultList faults)
    {
        if (!Utf8.IsValid(line))
        {
            faults.Add(number, "this line", "it cannot be read: it is no UTF-8 text");
            return null;
        }

        try
        {
            var json = JsonDocument.Parse(line.ToArray()).RootElement;
            var part = json.GetProperty("part").GetString();
            if (part is not null && BundlePart.Order.Contains(part))
            {
                return new(number, part, json);
            }

            faults.Add(number, "this line", $"there is no part '{part}'");
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            var what = number == 1 ? "it cannot be read, so this is no file that 'spillway prove' wrote" : "it cannot be read";
            faults.Add(number, "this line", $"{what}: {failure.Message.ReplaceLineEndings(" ")}");
        }

        return null;
    }
}
