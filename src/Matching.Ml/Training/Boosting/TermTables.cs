using Matching.Ml.Training.Binning;

namespace Matching.Ml.Training.Boosting;

/// <summary>
/// Trees whose paths ask for one or two factors, added up as tables: a leaf is a box of bins of one factor or of two, so the tables give
/// the same score as the trees, to the last bit.
/// </summary>
internal sealed class TermTables
{
    private readonly IReadOnlyList<BinMap> maps;

    public TermTables(IReadOnlyList<BinMap> maps)
    {
        this.maps = maps;
        Mains = [.. maps.Select(map => new int[map.Count])];
    }

    public int Intercept { get; private set; }

    public int[][] Mains { get; }

    /// <summary>Tables of pairs (a &lt; b), row by row: [bin of a × bins of b + bin of b].</summary>
    public SortedDictionary<(int A, int B), int[]> Pairs { get; } = [];

    public void Add(Tree tree)
    {
        if (tree.Nodes.Count == 0)
        {
            Intercept = checked(Intercept + tree.LeafValues[0]);
            return;
        }

        Walk(tree, 0, []);
    }

    private void Walk(Tree tree, int at, List<(int Factor, byte[] Sides)> path)
    {
        var node = tree.Nodes[at];
        var left = new byte[maps[node.Split.Factor].Count];
        node.Split.Fill(left);
        var right = left.Select(side => (byte)(1 - side)).ToArray();
        foreach (var (child, sides) in new[] { (node.Left, left), (node.Right, right) })
        {
            var below = Narrow(path, node.Split.Factor, sides);
            if (child >= 0)
            {
                Walk(tree, child, below);
            }
            else
            {
                AddBox(below, tree.LeafValues[~child]);
            }
        }
    }

    private static List<(int Factor, byte[] Sides)> Narrow(List<(int Factor, byte[] Sides)> path, int factor, byte[] sides)
    {
        var below = new List<(int Factor, byte[] Sides)>(path);
        var known = below.FindIndex(step => step.Factor == factor);
        if (known < 0)
        {
            below.Add((factor, sides));
        }
        else
        {
            below[known] = (factor, [.. below[known].Sides.Zip(sides, (x, y) => (byte)(x & y))]);
        }

        return below;
    }

    private void AddBox(List<(int Factor, byte[] Sides)> box, int value)
    {
        if (box.Count == 1)
        {
            var (factor, sides) = box[0];
            for (var b = 0; b < sides.Length; b++)
            {
                Mains[factor][b] += sides[b] * value;
            }

            return;
        }

        var (first, second) = box[0].Factor < box[1].Factor ? (box[0], box[1]) : (box[1], box[0]);
        if (!Pairs.TryGetValue((first.Factor, second.Factor), out var table))
        {
            Pairs[(first.Factor, second.Factor)] = table = new int[first.Sides.Length * second.Sides.Length];
        }

        for (var a = 0; a < first.Sides.Length; a++)
        {
            if (first.Sides[a] != 0)
            {
                for (var b = 0; b < second.Sides.Length; b++)
                {
                    table[(a * second.Sides.Length) + b] += second.Sides[b] * value;
                }
            }
        }
    }
}
