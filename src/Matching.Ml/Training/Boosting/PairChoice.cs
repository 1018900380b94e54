namespace Matching.Ml.Training.Boosting;

/// <summary>Ranks pairs of factors by what splits on one below the other gained in a trial without limits.</summary>
internal static class PairChoice
{
    public static List<(int A, int B)> Best(IEnumerable<Bag> bags, int most)
    {
        var gains = new SortedDictionary<(int A, int B), double>();
        foreach (var bag in bags)
        {
            foreach (var (tree, nodeGains) in bag.Trees)
            {
                AddGains(tree, nodeGains, gains);
            }
        }

        return [.. gains.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(most).Select(pair => pair.Key)];
    }

    public static bool[] Mask(IEnumerable<(int A, int B)> pairs, int factors)
    {
        var mask = new bool[factors * factors];
        foreach (var (a, b) in pairs)
        {
            mask[(a * factors) + b] = true;
            mask[(b * factors) + a] = true;
        }

        return mask;
    }

    private static void AddGains(Tree tree, double[] nodeGains, SortedDictionary<(int A, int B), double> gains)
    {
        var path = new int[tree.Nodes.Count][];
        for (var k = 0; k < tree.Nodes.Count; k++)
        {
            path[k] ??= [tree.Nodes[k].Split.Factor];
            foreach (var child in new[] { tree.Nodes[k].Left, tree.Nodes[k].Right })
            {
                if (child >= 0)
                {
                    var factor = tree.Nodes[child].Split.Factor;
                    path[child] = path[k].Contains(factor) ? path[k] : [.. path[k], factor];
                    if (path[child].Length == 2)
                    {
                        var key = (Math.Min(path[child][0], path[child][1]), Math.Max(path[child][0], path[child][1]));
                        gains[key] = gains.GetValueOrDefault(key) + nodeGains[child];
                    }
                }
            }
        }
    }
}
