using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Spillway.Engine.Forecasts;

/// <summary>A sum of decision trees. It never changes once made and may be read from several threads.</summary>
public sealed class BoostedTrees
{
    private const uint Magic = 0x31545342;
    private const int NodeBytes = 12;
    private const int Abreast = 8;
    private readonly BoostNode[] _nodes;
    private readonly BoostNode[] _steps;
    private readonly int[] _roots;

    /// <summary>Creates a model from its trees.</summary>
    /// <param name="width">Numbers in a feature row.</param>
    /// <param name="offset">What is predicted before any tree.</param>
    /// <param name="nodes">All trees' nodes; the two children of a node are neighbours.</param>
    /// <param name="roots">Index of each tree's first node.</param>
    public BoostedTrees(int width, double offset, BoostNode[] nodes, int[] roots)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(roots);
        Width = width;
        Offset = offset;
        _nodes = nodes;
        _steps = [.. nodes.Select(static (node, index) => node.Child == 0 ? new BoostNode(float.NaN, index, 0) : node)];
        _roots = roots;
    }

    /// <summary>Numbers in a feature row.</summary>
    public int Width { get; }

    /// <summary>What is predicted before any tree.</summary>
    public double Offset { get; }

    /// <summary>Trees in the sum.</summary>
    public int Trees => _roots.Length;

    /// <summary>Predicts for one feature row.</summary>
    /// <param name="row">The row, of <see cref="Width"/> numbers.</param>
    /// <returns>The sum of the trees' answers.</returns>
    public double Predict(ReadOnlySpan<float> row)
    {
        double sum = Offset;
        int tree = 0;
        for (; tree + Abreast <= _roots.Length; tree += Abreast)
        {
            // Eight trees are descended abreast: the processor waits for one while it reads another.
            int a = _roots[tree], b = _roots[tree + 1], c = _roots[tree + 2], d = _roots[tree + 3];
            int e = _roots[tree + 4], f = _roots[tree + 5], g = _roots[tree + 6], h = _roots[tree + 7];
            int moved;
            do
            {
                int nextA = Next(a, row), nextB = Next(b, row), nextC = Next(c, row), nextD = Next(d, row);
                moved = (nextA ^ a) | (nextB ^ b) | (nextC ^ c) | (nextD ^ d);
                (a, b, c, d) = (nextA, nextB, nextC, nextD);
                int nextE = Next(e, row), nextF = Next(f, row), nextG = Next(g, row), nextH = Next(h, row);
                moved |= (nextE ^ e) | (nextF ^ f) | (nextG ^ g) | (nextH ^ h);
                (e, f, g, h) = (nextE, nextF, nextG, nextH);
            }
            while (moved != 0);

            sum = sum + _nodes[a].Number + _nodes[b].Number + _nodes[c].Number + _nodes[d].Number;
            sum = sum + _nodes[e].Number + _nodes[f].Number + _nodes[g].Number + _nodes[h].Number;
        }

        for (; tree < _roots.Length; tree++)
        {
            int at = _roots[tree];
            for (int next = Next(at, row); next != at; next = Next(at, row))
            {
                at = next;
            }

            sum += _nodes[at].Number;
        }

        return sum;
    }

    // A leaf steps to itself: nothing is as large as its bound, which is no number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Next(int at, ReadOnlySpan<float> row)
    {
        ref readonly BoostNode step = ref _steps[at];
        return step.Child + (row[step.Feature] >= step.Number ? 1 : 0);
    }

    /// <summary>The model that predicts the mean of what several predict.</summary>
    /// <param name="models">At least one; all for rows of one width.</param>
    /// <returns>One model that holds all their trees.</returns>
    public static BoostedTrees Mean(IReadOnlyList<BoostedTrees> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        Invariant.Holds(models.Count > 0 && models.All(model => model.Width == models[0].Width));
        var nodes = new List<BoostNode>();
        var roots = new List<int>();
        var offset = 0.0;
        foreach (var model in models)
        {
            var shift = nodes.Count;
            offset += model.Offset / models.Count;
            roots.AddRange(model._roots.Select(root => root + shift));
            nodes.AddRange(model._nodes.Select(node => node.Child == 0
                ? node with { Number = node.Number / models.Count }
                : node with { Child = node.Child + shift }));
        }

        return new(models[0].Width, offset, [.. nodes], [.. roots]);
    }

    /// <summary>Writes the model so that equal models give equal bytes.</summary>
    /// <returns>The model as bytes, little-endian.</returns>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[24 + (_roots.Length * 4) + (_nodes.Length * NodeBytes)];
        Span<byte> to = bytes;
        BinaryPrimitives.WriteUInt32LittleEndian(to, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(to[4..], Width);
        BinaryPrimitives.WriteDoubleLittleEndian(to[8..], Offset);
        BinaryPrimitives.WriteInt32LittleEndian(to[16..], _roots.Length);
        BinaryPrimitives.WriteInt32LittleEndian(to[20..], _nodes.Length);
        int at = 24;
        foreach (int root in _roots)
        {
            BinaryPrimitives.WriteInt32LittleEndian(to[at..], root);
            at += 4;
        }

        foreach (BoostNode node in _nodes)
        {
            BinaryPrimitives.WriteSingleLittleEndian(to[at..], node.Number);
            BinaryPrimitives.WriteInt32LittleEndian(to[(at + 4)..], node.Child);
            BinaryPrimitives.WriteInt32LittleEndian(to[(at + 8)..], node.Feature);
            at += NodeBytes;
        }

        return bytes;
    }

    /// <summary>Reads a model written by <see cref="ToBytes"/>.</summary>
    /// <param name="bytes">The model as bytes.</param>
    /// <returns>The model.</returns>
    /// <exception cref="FormatException">The bytes are no such model.</exception>
    public static BoostedTrees FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 24 || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic)
        {
            throw new FormatException("The bytes hold no boosted model.");
        }

        int width = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        double offset = BinaryPrimitives.ReadDoubleLittleEndian(bytes[8..]);
        int trees = BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]);
        int count = BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]);
        if (width <= 0 || trees < 0 || count < 0 || bytes.Length != 24L + (trees * 4L) + (count * (long)NodeBytes))
        {
            throw new FormatException("The boosted model is cut short.");
        }

        int[] roots = new int[trees];
        for (int i = 0; i < trees; i++)
        {
            roots[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(24 + (i * 4))..]);
        }

        BoostNode[] nodes = ReadNodes(bytes[(24 + (trees * 4))..], count, width);
        foreach (int root in roots)
        {
            if (root < 0 || root >= count)
            {
                throw new FormatException("A tree of the boosted model starts outside it.");
            }
        }

        return new BoostedTrees(width, offset, nodes, roots);
    }

    private static BoostNode[] ReadNodes(ReadOnlySpan<byte> bytes, int count, int width)
    {
        BoostNode[] nodes = new BoostNode[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> from = bytes[(i * NodeBytes)..];
            int child = BinaryPrimitives.ReadInt32LittleEndian(from[4..]);
            int feature = BinaryPrimitives.ReadInt32LittleEndian(from[8..]);

            // Children after their parent and inside the array: no byte string can make Predict loop or overrun.
            if ((child != 0 && (child <= i || child >= count - 1)) || feature < 0 || feature >= width)
            {
                throw new FormatException("A node of the boosted model points outside it.");
            }

            nodes[i] = new BoostNode(BinaryPrimitives.ReadSingleLittleEndian(from), child, feature);
        }

        return nodes;
    }
}
