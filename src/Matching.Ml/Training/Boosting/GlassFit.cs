using Matching.Ml.Training.Binning;
using Matching.Ml.Training.Fitted;

namespace Matching.Ml.Training.Boosting;

/// <summary>
/// Fits the additive form and GA2M: first trees of one factor each, then trees whose paths hold at most two factors, on coarser bins. The
/// trees of all bags become tables, pairs are purified, and tables are centred on the training rows.
/// </summary>
internal static class GlassFit
{
    public static TableModel Run(FitRun run)
    {
        var options = run.Options;
        var plan = GlassPlan.For(run);
        var bags = run.Bags(plan.UsesAllRows);
        var threads = bags.Length > 1 ? options.Threads : 1;
        var mainRounds = BoostingStage.Run(bags, run.Data, plan.Mains, threads, run.Progress, run.CancellationToken);
        var tables = bags.Select(bag => new TermTables(run.Data.Maps)).ToArray();
        WorkBlocks.Run(bags.Length, threads, b => bags[b].Trees.ForEach(tree => tables[b].Add(tree.Tree)));

        var counts = run.Counts();
        var coarse = run.Data.Maps.Select((map, f) => CoarseBins.Of(map, counts[f], Math.Min(plan.PairBins, 64 - map.FirstOrdered))).ToArray();
        var pairTables = bags.Select(bag => new TermTables(coarse)).ToArray();
        var (pairRounds, coarseData) = (0, (BinnedData?)null);
        if (plan.MostPairs > 0)
        {
            coarseData = run.Data.Coarsen(coarse, options.Threads);
            pairRounds = PairStage(run, plan, bags, coarseData, threads);
            WorkBlocks.Run(bags.Length, threads, b => bags[b].Trees.ForEach(tree => pairTables[b].Add(tree.Tree)));
        }

        var terms = GlassTerms.Combine(run, bags, tables, pairTables, coarseData, counts);
        return new TableModel
        {
            Form = options.Form,
            Objective = options.Objective,
            Factors = run.Train.Table.Factors,
            Bins = run.Data.Maps,
            Counts = counts,
            About = run.About(("mainRounds", mainRounds), ("pairRounds", pairRounds)),
            Intercept = terms.Intercept,
            Mains = terms.Mains,
            Errors = terms.Errors,
            CoarseBins = coarse,
            Pairs = terms.Pairs,
        };
    }

    private static int PairStage(FitRun run, GlassPlan plan, Bag[] bags, BinnedData data, int threads)
    {
        var before = bags.Select(bag => bag.Scores()).ToArray();
        var isWhole = plan.TrialRounds == plan.Pairs.Rounds;
        var trial = isWhole ? plan.Pairs : plan.Pairs with { Name = "trial", Rounds = plan.TrialRounds, Patience = 0 };
        var rounds = BoostingStage.Run(bags, data, trial, threads, run.Progress, run.CancellationToken);
        var used = PairChoice.Best(bags, int.MaxValue);
        if (isWhole && used.Count <= plan.MostPairs)
        {
            return rounds;
        }

        for (var b = 0; b < bags.Length; b++)
        {
            bags[b].Restore(before[b]);
        }

        var mask = PairChoice.Mask(used.Take(plan.MostPairs), data.Factors);
        return BoostingStage.Run(bags, data, plan.Pairs with { Trees = plan.Pairs.Trees with { Pairs = mask } }, threads, run.Progress, run.CancellationToken);
    }
}
