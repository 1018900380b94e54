using System.Text.Json.Nodes;
using Matching.Ml.Training.Binning;
using Matching.Ml.Training.Boosting;

namespace Matching.Ml.Training.Fitted;

/// <summary>A sum of full trees: the challenger. It has no exact reasons and is never promoted; it shows what the glass box gives away.</summary>
public sealed class TreeModel : FittedModel
{
    private const int Block = 4096;

    public required int Intercept { get; init; }

    internal IReadOnlyList<Tree> Trees { get; init; } = [];

    /// <summary>Number of trees.</summary>
    public int TreeCount => Trees.Count;

    public override long[] ScoreFixed(FactorTable table, int threads)
    {
        var columns = ColumnsOf(table);
        var scores = new long[table.Rows];
        WorkBlocks.Run((table.Rows + Block - 1) / Block, threads, block =>
        {
            var bins = new byte[Factors.Count];
            for (var i = block * Block; i < Math.Min(table.Rows, (block + 1) * Block); i++)
            {
                for (var f = 0; f < bins.Length; f++)
                {
                    bins[f] = Bins[f].BinOf(columns[f][i]);
                }

                long score = Intercept;
                foreach (var tree in Trees)
                {
                    score += tree.LeafValues[tree.LeafOf(bins)];
                }

                scores[i] = score;
            }
        });
        return scores;
    }

    /// <exception cref="ModelFileException">The file holds something else than trees.</exception>
    internal static TreeModel From(ModelNode json)
    {
        var (factors, bins, counts) = FactorJson.Read(json);
        return new TreeModel
        {
            Form = ModelForm.Trees,
            Objective = json["objective"].Word<Objective>(),
            Factors = factors,
            Bins = bins,
            Counts = counts,
            About = json["about"].Fields().DeepClone().AsObject(),
            Intercept = json["intercept"].Whole(),
            Trees = Array.ConvertAll(json["trees"].Items(), tree => ReadTree(tree, bins)),
        };
    }

    protected override void AddScoring(JsonObject model)
    {
        model["intercept"] = Intercept;
        model["trees"] = new JsonArray([.. Trees.Select(WriteTree)]);
    }

    private static JsonNode WriteTree(Tree tree) => new JsonObject
    {
        ["leaves"] = FactorJson.Numbers(tree.LeafValues),
        ["nodes"] = new JsonArray([.. tree.Nodes.Select(node => FactorJson.Numbers(
            [node.Split.Factor, node.Split.Threshold, node.Split.Only, node.Split.IsUnorderedLeft ? 1 : 0, node.Left, node.Right]))]),
    };

    private static Tree ReadTree(ModelNode json, BinMap[] bins)
    {
        var leaves = json["leaves"].Wholes();
        var items = json["nodes"].Items(leaves.Length - 1);
        var nodes = new TreeNode[items.Length];
        for (var k = 0; k < nodes.Length; k++)
        {
            var (n, factor) = (items[k].Wholes(6), items[k].Items(6)[0].Place(bins.Length));
            if (n[4] <= k && n[4] >= 0 || n[5] <= k && n[5] >= 0 || Math.Max(n[4], n[5]) >= nodes.Length || Math.Max(~n[4], ~n[5]) >= leaves.Length)
            {
                throw items[k].Unsuitable($"指向后面节点或叶的分支，实为 {n[4]}、{n[5]}");
            }

            nodes[k] = new TreeNode(new Split(factor, bins[factor].FirstOrdered, n[1], n[2], n[3] == 1), n[4], n[5]);
        }

        return new Tree(nodes, leaves);
    }
}
