namespace Spillway.Engine.Forecasts;

/// <summary>
/// Learns a sum of trees by least squares on the residuals, from class counts, growing the leaf that gains most.
/// One thread and one order of summation: equal rows give equal models.
/// </summary>
public sealed class BoostLearner
{
    private const int Cell = FeatureBins.Limit * 2;
    private readonly FeatureBins _bins;
    private readonly double[] _targets;
    private readonly float[] _weights;
    private readonly BoostSettings _settings;
    private readonly double[] _predicted;
    private readonly float[] _residual;
    private readonly int[] _order;
    private readonly int[] _spare;
    private readonly int[] _features;
    private readonly int _used;
    private readonly Leaf[] _leaves;
    private readonly List<BoostNode> _nodes = [];
    private readonly List<int> _roots = [];
    private readonly SeededSequence _random;

    private BoostLearner(FeatureBins bins, double[] targets, float[] weights, BoostSettings settings)
    {
        _bins = bins;
        _targets = targets;
        _weights = weights;
        _settings = settings;
        _predicted = new double[bins.Rows];
        _residual = new float[bins.Rows];
        _order = new int[bins.Rows];
        _spare = new int[bins.Rows];
        _features = new int[bins.Width];
        for (int f = 0; f < _features.Length; f++)
        {
            _features[f] = f;
        }

        _used = Math.Max(1, (int)(bins.Width * settings.FeatureShare));
        _leaves = new Leaf[settings.Leaves];
        for (int i = 0; i < _leaves.Length; i++)
        {
            _leaves[i] = new Leaf(new float[_used * Cell]);
        }

        _random = new SeededSequence(settings.Seed);
    }

    /// <summary>Learns a model.</summary>
    /// <param name="rows">Feature rows one after another.</param>
    /// <param name="width">Numbers in a row.</param>
    /// <param name="targets">What is to be predicted, one number per row.</param>
    /// <param name="settings">How the trees grow.</param>
    /// <returns>The model.</returns>
    public static BoostedTrees Learn(float[] rows, int width, double[] targets, BoostSettings settings)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var bins = new FeatureBins(rows, width);
        return Learn(bins, targets, [.. Enumerable.Repeat(1.0f, bins.Rows)], settings);
    }

    /// <summary>Learns a model from rows already cut into classes.</summary>
    /// <param name="bins">The rows' classes.</param>
    /// <param name="targets">What is to be predicted, one number per row.</param>
    /// <param name="weights">As how many rows each row counts, above zero.</param>
    /// <param name="settings">How the trees grow.</param>
    /// <returns>The model.</returns>
    internal static BoostedTrees Learn(FeatureBins bins, double[] targets, float[] weights, BoostSettings settings)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(settings);
        if (bins.Rows == 0 || targets.Length < bins.Rows || weights.Length < bins.Rows)
        {
            throw new ArgumentException("Every row needs a target and a weight, and there must be a row.", nameof(targets));
        }

        return new BoostLearner(bins, targets, weights, settings).Run();
    }

    private BoostedTrees Run()
    {
        double sum = 0.0;
        double weight = 0.0;
        for (int i = 0; i < _bins.Rows; i++)
        {
            sum += _targets[i] * _weights[i];
            weight += _weights[i];
        }

        double offset = sum / weight;
        Array.Fill(_predicted, offset);
        for (int t = 0; t < _settings.Trees; t++)
        {
            GrowTree();
        }

        return new BoostedTrees(_bins.Width, offset, _nodes.ToArray(), _roots.ToArray());
    }

    private void GrowTree()
    {
        int rows = ChooseRows();
        ChooseFeatures();
        int root = _nodes.Count;
        _roots.Add(root);
        _nodes.Add(default);
        Leaf first = _leaves[0];
        first.Place(0, rows, root);
        Count(first);
        FindCut(first);
        int count = 1;
        while (count < _leaves.Length)
        {
            int best = -1;
            for (int i = 0; i < count; i++)
            {
                if (_leaves[i].Gain > 1e-9 && (best < 0 || _leaves[i].Gain > _leaves[best].Gain))
                {
                    best = i;
                }
            }

            if (best < 0)
            {
                break;
            }

            Split(best, count);
            count++;
        }

        for (int i = 0; i < count; i++)
        {
            Leaf leaf = _leaves[i];
            float answer = (float)(_settings.Rate * leaf.Sum / (leaf.Weight + _settings.Shrink));
            _nodes[leaf.Node] = new BoostNode(answer, 0, 0);
        }

        AddTree(root);
    }

    private int ChooseRows()
    {
        ulong share = (ulong)(_settings.RowShare * 65536.0);
        int rows = 0;
        for (int i = 0; i < _bins.Rows; i++)
        {
            if ((_random.Next() >> 16 & 0xFFFF) < share)
            {
                _order[rows++] = i;
                _residual[i] = (float)((_targets[i] - _predicted[i]) * _weights[i]);
            }
        }

        return rows;
    }

    private void ChooseFeatures()
    {
        for (int f = 0; f < _used; f++)
        {
            int other = f + _random.Below(_features.Length - f);
            (_features[f], _features[other]) = (_features[other], _features[f]);
        }

        Array.Sort(_features, 0, _used);
    }

    private void Count(Leaf leaf)
    {
        float[] sums = leaf.Sums;
        Array.Clear(sums);
        byte[] classes = _bins.Classes;
        ReadOnlySpan<int> chosen = _features.AsSpan(0, _used);
        for (int i = leaf.Start; i < leaf.Start + leaf.Size; i++)
        {
            int row = _order[i];
            float r = _residual[row];
            float w = _weights[row];
            ReadOnlySpan<byte> from = classes.AsSpan(row * _bins.Width, _bins.Width);
            int at = 0;
            for (int j = 0; j < chosen.Length; j++)
            {
                int cell = at + (from[chosen[j]] << 1);
                sums[cell] += r;
                sums[cell + 1] += w;
                at += Cell;
            }
        }
    }

    private void FindCut(Leaf leaf)
    {
        float[] sums = leaf.Sums;
        double total = 0.0;
        double size = 0.0;
        for (int k = 0; k < Cell; k += 2)
        {
            total += sums[k];
            size += sums[k + 1];
        }

        leaf.Sum = total;
        leaf.Weight = size;
        leaf.Gain = 0.0;
        if (size < 2 * _settings.LeafRows)
        {
            return;
        }

        double shrink = _settings.Shrink;
        double whole = total * total / (size + shrink);
        for (int j = 0; j < _used; j++)
        {
            int bounds = _bins.Bounds[_features[j]].Length;
            int at = j * Cell;
            double left = 0.0;
            double below = 0.0;
            for (int k = 0; k < bounds; k++, at += 2)
            {
                left += sums[at];
                below += sums[at + 1];
                if (below < _settings.LeafRows)
                {
                    continue;
                }

                if (size - below < _settings.LeafRows)
                {
                    break;
                }

                double right = total - left;
                double gain = (left * left / (below + shrink)) + (right * right / (size - below + shrink)) - whole;
                if (gain > leaf.Gain)
                {
                    leaf.Gain = gain;
                    leaf.Feature = _features[j];
                    leaf.Cut = k;
                }
            }
        }
    }

    private void Split(int best, int count)
    {
        Leaf leaf = _leaves[best];
        int middle = Partition(leaf);
        int child = _nodes.Count;
        _nodes[leaf.Node] = new BoostNode(_bins.Bounds[leaf.Feature][leaf.Cut], child, leaf.Feature);
        _nodes.Add(default);
        _nodes.Add(default);
        Leaf other = _leaves[count];
        int end = leaf.Start + leaf.Size;
        if (middle - leaf.Start < end - middle)
        {
            // The smaller side is counted, the larger is what is left of the parent.
            other.Place(leaf.Start, middle - leaf.Start, child);
            leaf.Place(middle, end - middle, child + 1);
        }
        else
        {
            other.Place(middle, end - middle, child + 1);
            leaf.Place(leaf.Start, middle - leaf.Start, child);
        }

        Count(other);
        float[] mine = leaf.Sums;
        float[] theirs = other.Sums;
        for (int i = 0; i < mine.Length; i++)
        {
            mine[i] -= theirs[i];
        }

        FindCut(leaf);
        FindCut(other);
    }

    private int Partition(Leaf leaf)
    {
        int to = leaf.Start;
        int held = 0;
        int end = leaf.Start + leaf.Size;
        for (int i = leaf.Start; i < end; i++)
        {
            int row = _order[i];
            if (_bins.Classes[(row * _bins.Width) + leaf.Feature] <= leaf.Cut)
            {
                _order[to++] = row;
            }
            else
            {
                _spare[held++] = row;
            }
        }

        Array.Copy(_spare, 0, _order, to, held);
        return to;
    }

    private void AddTree(int root)
    {
        // Classes compare as the numbers do, so the new tree is read from the classes.
        int length = _nodes.Count - root;
        BoostNode[] tree = new BoostNode[length];
        int[] cuts = new int[length];
        for (int i = 0; i < length; i++)
        {
            BoostNode node = _nodes[root + i];
            tree[i] = node;
            cuts[i] = node.Child == 0 ? 0 : FeatureBins.ClassOf(_bins.Bounds[node.Feature], node.Number);
        }

        for (int i = 0; i < _bins.Rows; i++)
        {
            ReadOnlySpan<byte> row = _bins.Classes.AsSpan(i * _bins.Width, _bins.Width);
            int at = 0;
            while (tree[at].Child != 0)
            {
                at = tree[at].Child - root + (row[tree[at].Feature] >= cuts[at] ? 1 : 0);
            }

            _predicted[i] += tree[at].Number;
        }
    }

    private sealed class Leaf(float[] sums)
    {
        public float[] Sums { get; } = sums;

        public int Start { get; private set; }

        public int Size { get; private set; }

        public int Node { get; private set; }

        public double Sum { get; set; }

        public double Weight { get; set; }

        public double Gain { get; set; }

        public int Feature { get; set; }

        public int Cut { get; set; }

        public void Place(int start, int size, int node)
        {
            Start = start;
            Size = size;
            Node = node;
        }
    }
}
