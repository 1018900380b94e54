namespace Matching.Ml.Training.Scorecards;

/// <summary>Weight of evidence of bins: ln of the bin's share of the good over its share of the bad, with 0.5 added to each count.</summary>
internal static class WeightOfEvidence
{
    /// <param name="positives">Weighted positives per bin.</param>
    /// <param name="negatives">Weighted negatives per bin.</param>
    /// <returns>Weight per bin (positive = more positives than average) and the information value.</returns>
    public static (double[] Weights, double InformationValue) Of(double[] positives, double[] negatives)
    {
        var (allPositive, allNegative) = (positives.Sum(), negatives.Sum());
        var weights = new double[positives.Length];
        var value = 0.0;
        for (var b = 0; b < weights.Length; b++)
        {
            if (positives[b] + negatives[b] == 0)
            {
                continue;
            }

            var (p, n) = ((positives[b] + 0.5) / (allPositive + 0.5), (negatives[b] + 0.5) / (allNegative + 0.5));
            weights[b] = Objectives.Logarithm.Of(p / n);
            value += (p - n) * weights[b];
        }

        return (weights, value);
    }
}
