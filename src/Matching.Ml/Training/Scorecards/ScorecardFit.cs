using Matching.Ml.Training.Binning;
using Matching.Ml.Training.Boosting;
using Matching.Ml.Training.Fitted;
using Matching.Ml.Training.Objectives;

namespace Matching.Ml.Training.Scorecards;

/// <summary>
/// A scorecard: each factor in at most eight groups of bins chosen by a small tree, weights of evidence, a logistic regression over them, and
/// no factor whose coefficient turns against its own evidence. Grades above 0 count as positive.
/// </summary>
internal static class ScorecardFit
{
    private const int MostGroups = 8;
    private const double LeastInformationValue = 0.02;
    private const double Ridge = 1;

    public static TableModel Run(FitRun run)
    {
        run.Progress?.Report(new FitProgress("scorecard", 0, 0, 2, null));
        var labels = new float[run.Fold.Length];
        var weights = new float[run.Fold.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = run.Labels[i] > 0 ? 1 : 0;
            weights[i] = run.Fold[i] < 0 ? 0 : run.Weights?[i] ?? 1;
        }

        var evidence = Evidence(run, labels, weights);
        var chosen = Enumerable.Range(0, evidence.Length).Where(f => evidence[f].InformationValue >= LeastInformationValue).ToList();
        run.Progress?.Report(new FitProgress("scorecard", 0, 1, 2, null));
        var beta = Regress(run, chosen, evidence, labels, weights);
        var counts = run.Counts();
        var intercept = FixedPoint.FromDouble(beta[0]);
        var mains = Enumerable.Range(0, evidence.Length).Select(_ => Array.Empty<int>()).ToArray();
        for (var k = 0; k < chosen.Count; k++)
        {
            var table = Array.ConvertAll(evidence[chosen[k]].Weights, weight => FixedPoint.FromDouble(weight * beta[k + 1]));
            var mean = Purification.Mean(table, counts[chosen[k]]);
            intercept += mean;
            mains[chosen[k]] = Array.ConvertAll(table, points => points - mean);
        }

        run.Progress?.Report(new FitProgress("scorecard", 0, 2, 2, null));
        return new TableModel
        {
            Form = ModelForm.Scorecard,
            Objective = run.Options.Objective,
            Factors = run.Train.Table.Factors,
            Bins = run.Data.Maps,
            Counts = counts,
            About = run.About(("factorsUsed", chosen.Count)),
            Intercept = intercept,
            Mains = mains,
            Errors = [.. mains.Select(_ => Array.Empty<int>())],
            CoarseBins = [.. run.Data.Maps.Select(map => new BinMap(map.SpecialCodes, []))],
            Pairs = [],
        };
    }

    private static (double[] Weights, double InformationValue)[] Evidence(FitRun run, float[] labels, float[] weights)
    {
        var buffer = new GradientBuffer(labels.Length);
        var objective = new LogisticObjective(labels, weights);
        var start = FixedPoint.FromDouble(objective.Start);
        var scores = new int[labels.Length];
        Array.Fill(scores, start);
        objective.Gradients(scores, FixedPoint.Unit, buffer, run.Options.Threads);
        buffer.Pack(weights, run.Options.Threads);
        var rules = new TreeRules
        {
            Leaves = MostGroups,
            FactorsOnPath = 1,
            Rate = 1,
            Ridge = 1,
            LeafRows = Math.Max(10, run.TrainRows * 0.03),
            LeafCurvature = 1e-3,
            Signs = run.Signs,
        };
        var grower = new TreeGrower(run.Data, run.Options.Threads);
        var evidence = new (double[] Weights, double InformationValue)[run.Data.Factors];
        for (var f = 0; f < evidence.Length; f++)
        {
            run.CancellationToken.ThrowIfCancellationRequested();
            var isUsed = new bool[evidence.Length];
            isUsed[f] = true;
            var groups = Groups(grower.Grow(buffer, new int[labels.Length], FixedPoint.Unit, rules, isUsed), run.Data.Maps[f], f);
            evidence[f] = Evidence(run, f, groups, labels, weights);
        }

        return evidence;
    }

    private static int[] Groups(Tree tree, BinMap map, int factor)
    {
        var bins = new byte[factor + 1];
        return [.. Enumerable.Range(0, map.Count).Select(b =>
        {
            bins[factor] = (byte)b;
            return tree.LeafOf(bins);
        })];
    }

    private static (double[] Weights, double InformationValue) Evidence(FitRun run, int factor, int[] groups, float[] labels, float[] weights)
    {
        var positives = new double[groups.Max() + 1];
        var negatives = new double[positives.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            var group = groups[run.Data.Bin(factor, i)];
            positives[group] += weights[i] * labels[i];
            negatives[group] += weights[i] * (1 - labels[i]);
        }

        var (ofGroups, value) = WeightOfEvidence.Of(positives, negatives);
        var ofBins = Array.ConvertAll(groups, group => ofGroups[group]);
        Isotonic.Project(ofBins.AsSpan(run.Data.Maps[factor].FirstOrdered), run.Train.Table.Factors[factor].Sign);
        return (ofBins, value);
    }

    /// <summary>Drops the factor whose coefficient is furthest below zero until none is; its evidence is told better by the others.</summary>
    private static double[] Regress(FitRun run, List<int> chosen, (double[] Weights, double InformationValue)[] evidence, float[] labels, float[] weights)
    {
        while (true)
        {
            run.CancellationToken.ThrowIfCancellationRequested();
            var inputs = chosen.Select(f =>
            {
                var input = new double[labels.Length];
                for (var i = 0; i < input.Length; i++)
                {
                    input[i] = evidence[f].Weights[run.Data.Bin(f, i)];
                }

                return input;
            }).ToList();
            var beta = LogisticRegression.Fit(inputs, labels, weights, Ridge);
            var worst = Enumerable.Range(1, chosen.Count).Where(k => beta[k] <= 0).OrderBy(k => beta[k]).FirstOrDefault(-1);
            if (worst < 0)
            {
                return beta;
            }

            chosen.RemoveAt(worst - 1);
        }
    }
}
