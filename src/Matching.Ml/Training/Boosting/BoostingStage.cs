using Matching.Ml.Training.Binning;

namespace Matching.Ml.Training.Boosting;

/// <summary>How long and how a stage boosts.</summary>
internal sealed record StageRules(string Name, TreeRules Trees, int Rounds, int Patience, double FactorShare);

/// <summary>
/// Boosts all bags side by side and stops them together, at the round where the held-out loss of all bags, taken together, is least:
/// every row of the training set is held out from one bag, so the choice is a cross-validation over all of them.
/// </summary>
internal static class BoostingStage
{
    /// <summary>Rounds between two looks at the loss.</summary>
    private const int Step = 5;

    /// <returns>Rounds that were kept.</returns>
    public static int Run(
        IReadOnlyList<Bag> bags, BinnedData data, StageRules rules, int threads, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        foreach (var bag in bags)
        {
            bag.Trees.Clear();
        }

        Keep(bags, rules);
        var best = Loss(bags, threads);
        var (kept, done) = (0, 0);
        while (done < rules.Rounds)
        {
            var step = Math.Min(Step, rules.Rounds - done);
            WorkBlocks.Run(bags.Count, threads, b =>
            {
                for (var k = 0; k < step; k++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    bags[b].Round(data, rules.Trees, rules.FactorShare, done + k);
                }
            });
            done += step;
            var loss = rules.Patience > 0 ? Loss(bags, threads) : null;
            progress?.Report(new FitProgress(rules.Name, bags.Count - 1, done, rules.Rounds, loss));
            if (loss is null || best is null || loss < best)
            {
                (best, kept) = (loss, done);
                Keep(bags, rules);
            }
            else if (done - kept >= rules.Patience)
            {
                break;
            }
        }

        foreach (var bag in bags)
        {
            bag.ReturnTo(kept);
        }

        return kept;
    }

    /// <summary>Without patience all rounds are kept, and nothing to come back to is needed.</summary>
    private static void Keep(IReadOnlyList<Bag> bags, StageRules rules)
    {
        if (rules.Patience > 0)
        {
            foreach (var bag in bags)
            {
                bag.KeepScores();
            }
        }
    }

    private static double? Loss(IReadOnlyList<Bag> bags, int threads)
    {
        var losses = new double?[bags.Count];
        WorkBlocks.Run(bags.Count, threads, b => losses[b] = bags[b].Loss());
        return losses.Any(loss => loss is null) ? null : losses.Average();
    }
}
