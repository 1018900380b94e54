using Matching.Ml.Training.Binning;
using Matching.Ml.Training.Objectives;

namespace Matching.Ml.Training.Boosting;

/// <summary>One model of the average: it learns from its own rows and is watched on those held out from it.</summary>
internal sealed class Bag
{
    private readonly IObjective objective;
    private readonly GradientBuffer buffer;
    private readonly float[]? weights;
    private readonly int threads;
    private readonly ulong seed;
    private TreeGrower? grower;
    private BinnedData? grownOn;
    private readonly int[] scores;
    private int[]? bestScores;

    /// <param name="weights">Weight of each row, 0 = held out; null when all rows count alike.</param>
    /// <param name="isHeldOut">Rows the loss is told on; one entry a row.</param>
    /// <param name="unit">Score of one step.</param>
    public Bag(IObjective objective, float[]? weights, bool[] isHeldOut, double unit, int threads, ulong seed)
    {
        this.objective = objective;
        this.weights = weights;
        this.threads = threads;
        this.seed = seed;
        IsHeldOut = isHeldOut;
        Unit = unit;
        buffer = new GradientBuffer(isHeldOut.Length);
        Intercept = (int)Math.Round(objective.Start / unit, MidpointRounding.AwayFromZero);
        scores = new int[isHeldOut.Length];
        Array.Fill(scores, Intercept);
    }

    public bool[] IsHeldOut { get; }

    public double Unit { get; }

    public int Intercept { get; }

    /// <summary>Trees of the stage so far.</summary>
    public List<(Tree Tree, double[] Gains)> Trees { get; } = [];

    public void Round(BinnedData data, TreeRules rules, double factorShare, int round)
    {
        if (grownOn != data)
        {
            (grower, grownOn) = (new TreeGrower(data, threads), data);
        }

        objective.Gradients(scores, Unit, buffer, threads);
        buffer.Pack(weights, threads);
        var tree = grower!.Grow(buffer, scores, Unit, rules, Draw(data.Factors, factorShare, round));
        Trees.Add((tree, [.. grower.Gains]));
    }

    public double? Loss() => objective.Loss(scores, Unit, IsHeldOut);

    /// <summary>A copy of the scores, for <see cref="Restore"/>.</summary>
    public int[] Scores() => [.. scores];

    public void Restore(int[] kept) => kept.CopyTo(scores, 0);

    /// <summary>Keeps the scores for <see cref="ReturnTo"/>.</summary>
    public void KeepScores()
    {
        bestScores ??= new int[scores.Length];
        scores.CopyTo(bestScores, 0);
    }

    /// <summary>Back to where scores were kept last, with so many trees; nothing changes when those are all there are.</summary>
    public void ReturnTo(int trees)
    {
        if (trees == Trees.Count)
        {
            return;
        }

        bestScores!.CopyTo(scores, 0);
        Trees.RemoveRange(trees, Trees.Count - trees);
    }

    private bool[]? Draw(int factors, double share, int round)
    {
        if (share >= 1)
        {
            return null;
        }

        var isUsed = new bool[factors];
        for (var f = 0; f < factors; f++)
        {
            isUsed[f] = SplitMix.Unit(seed, (ulong)round, (ulong)f) < share;
        }

        return isUsed;
    }
}
