namespace Matching.Ml.Training.Boosting;

/// <summary>A node of a tree. A child below 0 is the leaf ~child.</summary>
internal readonly record struct TreeNode(Split Split, int Left, int Right);

/// <summary>A regression tree over bins, with leaf values in steps of the score.</summary>
internal sealed record Tree(IReadOnlyList<TreeNode> Nodes, int[] LeafValues)
{
    /// <param name="bins">Bin of each factor.</param>
    public int LeafOf(ReadOnlySpan<byte> bins)
    {
        if (Nodes.Count == 0)
        {
            return 0;
        }

        var at = 0;
        do
        {
            var node = Nodes[at];
            at = node.Split.GoesLeft(bins[node.Split.Factor]) ? node.Left : node.Right;
        }
        while (at >= 0);
        return ~at;
    }
}
