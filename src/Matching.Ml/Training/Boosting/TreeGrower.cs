using Matching.Ml.Training.Binning;
using Matching.Ml.Training.Objectives;

namespace Matching.Ml.Training.Boosting;

/// <summary>
/// Grows one tree, best node first, and adds its leaf values to the scores of all rows. Monotone by the basic method (a split on a factor
/// with a sign bounds both sides by the middle of their values), so every tree, and therefore every sum of trees, keeps the order.
/// </summary>
internal sealed class TreeGrower
{
    private readonly BinnedData data;
    private readonly int threads;
    private readonly Histograms histograms;
    private readonly RowPartition partition;
    private readonly long[] gathered;
    private readonly Stack<long[]> free = new();
    private readonly FoundSplit[] found;

    public TreeGrower(BinnedData data, int threads)
    {
        this.data = data;
        this.threads = threads;
        histograms = new Histograms(data, threads);
        partition = new RowPartition(data, threads);

        // Of the root all rows are read in their order; of every other node the smaller half.
        gathered = GC.AllocateUninitializedArray<long>((data.Rows / 2) + 1, pinned: true);
        found = new FoundSplit[data.Factors];
    }

    /// <summary>Gain of every split of the last tree, in the order of its nodes.</summary>
    public List<double> Gains { get; } = [];

    /// <param name="scores">Fixed-point scores that the leaves are added to.</param>
    /// <param name="unit">Score of one step.</param>
    /// <param name="isUsed">Factors this tree may ask for; null = all.</param>
    public Tree Grow(GradientBuffer buffer, int[] scores, double unit, TreeRules rules, bool[]? isUsed)
    {
        Gains.Clear();
        partition.Reset();
        var nodes = new List<TreeNode>();
        var root = Root(buffer);
        var meanCurvature = (uint)root.Sum * buffer.CurvatureUnit / Math.Max(1, data.Rows);
        var least = Math.Max(rules.LeafCurvature, rules.LeafRows * meanCurvature);
        Search(root, buffer, rules, least, isUsed);
        var leaves = new List<Leaf> { root };
        while (leaves.Count < rules.Leaves)
        {
            var best = Best(leaves);
            if (best < 0)
            {
                break;
            }

            SplitLeaf(leaves, best, nodes, buffer, rules, least, isUsed);
        }

        var values = new int[leaves.Count];
        for (var k = 0; k < leaves.Count; k++)
        {
            values[k] = (int)Math.Round(leaves[k].Value * rules.Rate / unit, MidpointRounding.AwayFromZero);
            free.Push(leaves[k].Histogram);
        }

        AddLeaves(leaves, values, scores);
        return new Tree(nodes, values);
    }

    private Leaf Root(GradientBuffer buffer)
    {
        var histogram = Rent();
        histograms.Build(histogram, default, data.Rows, buffer.Packed);
        var sum = 0L;
        for (var b = 0; b < data.Maps[0].Count; b++)
        {
            sum += histogram[b];
        }

        return new Leaf(histogram, 0, data.Rows, sum, 0, [], -1, false);
    }

    private void SplitLeaf(List<Leaf> leaves, int at, List<TreeNode> nodes, GradientBuffer buffer, TreeRules rules, double least, bool[]? isUsed)
    {
        var leaf = leaves[at];
        var best = leaf.Best;
        var left = partition.Divide(leaf.Begin, leaf.Count, best.Split);
        var node = nodes.Count;
        nodes.Add(new TreeNode(best.Split, ~at, ~leaves.Count));
        Gains.Add(best.Gain - leaf.OwnGain);
        if (leaf.Parent >= 0)
        {
            nodes[leaf.Parent] = leaf.IsRight ? nodes[leaf.Parent] with { Right = node } : nodes[leaf.Parent] with { Left = node };
        }

        int[] path = leaf.Path.Contains(best.Split.Factor) ? leaf.Path : [.. leaf.Path, best.Split.Factor];
        var small = Rent();
        var isLeftSmall = left <= leaf.Count - left;
        var (begin, count) = isLeftSmall ? (leaf.Begin, left) : (leaf.Begin + left, leaf.Count - left);
        var (first, second) = (
            new Leaf(isLeftSmall ? small : leaf.Histogram, leaf.Begin, left, best.Left, leaf.Depth + 1, path, node, false),
            new Leaf(isLeftSmall ? leaf.Histogram : small, leaf.Begin + left, leaf.Count - left, leaf.Sum - best.Left, leaf.Depth + 1, path, node, true));
        Bound(leaf, first, second, rules);
        (leaves[at], first.Value, second.Value) = (first, best.LeftValue, best.RightValue);
        leaves.Add(second);
        if (leaves.Count < rules.Leaves && first.Depth < rules.Depth)
        {
            Gather(buffer.Packed, begin, count);
            histograms.Build(small, partition.Rows.AsSpan(begin, count), count, gathered);
            Histograms.Subtract(leaf.Histogram, small);
            Search(first, buffer, rules, least, isUsed);
            Search(second, buffer, rules, least, isUsed);
        }
    }

    private static void Bound(Leaf leaf, Leaf first, Leaf second, TreeRules rules)
    {
        (first.Low, first.High, second.Low, second.High) = (leaf.Low, leaf.High, leaf.Low, leaf.High);
        var sign = leaf.Best.Split.Only >= 0 ? MonotoneSign.Free : rules.Signs[leaf.Best.Split.Factor];
        var middle = (leaf.Best.LeftValue + leaf.Best.RightValue) / 2;
        if (sign == MonotoneSign.Rising)
        {
            (first.High, second.Low) = (middle, middle);
        }
        else if (sign == MonotoneSign.Falling)
        {
            (first.Low, second.High) = (middle, middle);
        }
    }

    private void Search(Leaf leaf, GradientBuffer buffer, TreeRules rules, double least, bool[]? isUsed)
    {
        var (g, h) = ((leaf.Sum >> 32) * buffer.GradientUnit, (uint)leaf.Sum * buffer.CurvatureUnit);
        var value = Math.Clamp(-g / (h + rules.Ridge), leaf.Low, leaf.High);
        leaf.OwnGain = -((2 * g * value) + ((h + rules.Ridge) * value * value));
        if (leaf.Parent < 0)
        {
            leaf.Value = value;
        }

        WorkBlocks.Run(data.Factors, (long)data.Factors * histograms.Stride > 8_000 ? threads : 1, f =>
        {
            found[f] = (isUsed is null || isUsed[f]) && IsAllowed(leaf, f, rules)
                ? new SplitSearch(data.Maps[f], f, rules.Signs[f], rules.Ridge, least, buffer.GradientUnit, buffer.CurvatureUnit)
                    .Find(leaf.Histogram.AsSpan(f * histograms.Stride, data.Maps[f].Count), leaf.Sum, leaf.Low, leaf.High)
                : FoundSplit.None;
        });
        leaf.Best = FoundSplit.None;
        foreach (var candidate in found)
        {
            if (candidate.Gain > leaf.Best.Gain)
            {
                leaf.Best = candidate;
            }
        }
    }

    private bool IsAllowed(Leaf leaf, int factor, TreeRules rules)
    {
        if (leaf.Path.Length == 0 || leaf.Path.Contains(factor))
        {
            return true;
        }

        if (leaf.Path.Length >= rules.FactorsOnPath)
        {
            return false;
        }

        foreach (var other in leaf.Path)
        {
            if (rules.Pairs is not null && !rules.Pairs[(other * data.Factors) + factor])
            {
                return false;
            }
        }

        return true;
    }

    private static int Best(List<Leaf> leaves)
    {
        var (best, gain) = (-1, 1e-9);
        for (var k = 0; k < leaves.Count; k++)
        {
            var gained = leaves[k].Best.Gain - leaves[k].OwnGain;
            if (gained > gain)
            {
                (best, gain) = (k, gained);
            }
        }

        return best;
    }

    private void Gather(long[] packed, int begin, int count)
    {
        const int block = 32_768;
        WorkBlocks.Run((count + block - 1) / block, threads, b =>
        {
            var rows = partition.Rows;
            for (var i = b * block; i < Math.Min(count, (b + 1) * block); i++)
            {
                gathered[i] = packed[rows[begin + i]];
            }
        });
    }

    private void AddLeaves(List<Leaf> leaves, int[] values, int[] scores) =>
        WorkBlocks.Run(leaves.Count, data.Rows > 50_000 ? threads : 1, k =>
        {
            foreach (var row in partition.Rows.AsSpan(leaves[k].Begin, leaves[k].Count))
            {
                scores[row] += values[k];
            }
        });

    private long[] Rent() => free.TryPop(out var histogram) ? histogram : histograms.Allocate();

    private sealed class Leaf(long[] histogram, int begin, int count, long sum, int depth, int[] path, int parent, bool isRight)
    {
        public long[] Histogram { get; } = histogram;

        public int Begin { get; } = begin;

        public int Count { get; } = count;

        public long Sum { get; } = sum;

        public int Depth { get; } = depth;

        public int[] Path { get; } = path;

        public int Parent { get; } = parent;

        public bool IsRight { get; } = isRight;

        public double Low { get; set; } = double.NegativeInfinity;

        public double High { get; set; } = double.PositiveInfinity;

        public double Value { get; set; }

        public double OwnGain { get; set; }

        public FoundSplit Best { get; set; } = FoundSplit.None;
    }
}
