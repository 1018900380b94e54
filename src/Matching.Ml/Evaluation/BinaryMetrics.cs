namespace Matching.Ml.Evaluation;

/// <summary>One band of the reliability table.</summary>
/// <param name="Predicted">Mean predicted probability.</param>
/// <param name="Observed">Share of positives.</param>
public sealed record ReliabilityBand(int Rows, double Predicted, double Observed);

/// <summary>Measures of a score against an outcome that is yes or no.</summary>
public static class BinaryMetrics
{
    /// <summary>Chance that a positive stands above a negative, ties counting half.</summary>
    /// <returns>0 to 1; NaN when one of the two kinds is missing.</returns>
    public static double Auc(IReadOnlyList<double> scores, IReadOnlyList<bool> positives)
    {
        var (order, positiveCount) = Sorted(scores, positives);
        var negativeCount = order.Length - positiveCount;
        if (positiveCount == 0 || negativeCount == 0)
        {
            return double.NaN;
        }

        var (wins, negativesBelow) = (0.0, 0);
        for (var i = order.Length - 1; i >= 0;)
        {
            var (up, down) = (0, 0);
            var score = scores[order[i]];
            while (i >= 0 && scores[order[i]].Equals(score))
            {
                (up, down) = positives[order[i]] ? (up + 1, down) : (up, down + 1);
                i--;
            }

            wins += up * (negativesBelow + (down / 2.0));
            negativesBelow += down;
        }

        return wins / ((double)positiveCount * negativeCount);
    }

    /// <summary>Largest distance between the shares of positives and of negatives at or above a score.</summary>
    public static double Ks(IReadOnlyList<double> scores, IReadOnlyList<bool> positives)
    {
        var (order, positiveCount) = Sorted(scores, positives);
        var negativeCount = order.Length - positiveCount;
        if (positiveCount == 0 || negativeCount == 0)
        {
            return double.NaN;
        }

        var (up, down, most) = (0, 0, 0.0);
        for (var i = 0; i < order.Length;)
        {
            var score = scores[order[i]];
            while (i < order.Length && scores[order[i]].Equals(score))
            {
                (up, down) = positives[order[i]] ? (up + 1, down) : (up, down + 1);
                i++;
            }

            most = Math.Max(most, Math.Abs((up / (double)positiveCount) - (down / (double)negativeCount)));
        }

        return most;
    }

    public static double Gini(IReadOnlyList<double> scores, IReadOnlyList<bool> positives) => (2 * Auc(scores, positives)) - 1;

    /// <summary>Share of positives in the best <paramref name="share"/> of rows over the share in all.</summary>
    public static double Lift(IReadOnlyList<double> scores, IReadOnlyList<bool> positives, double share)
    {
        var (order, positiveCount) = Sorted(scores, positives);
        if (positiveCount == 0)
        {
            return double.NaN;
        }

        var top = Math.Max(1, (int)Math.Ceiling(order.Length * share));
        return order.Take(top).Count(row => positives[row]) / (double)top / (positiveCount / (double)order.Length);
    }

    /// <summary>Mean squared distance between probability and outcome.</summary>
    public static double Brier(IReadOnlyList<double> probabilities, IReadOnlyList<bool> positives)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(positives);
        return probabilities.Count == 0
            ? double.NaN
            : probabilities.Select((probability, row) => Math.Pow(probability - (positives[row] ? 1 : 0), 2)).Average();
    }

    /// <summary>Rows in bands of equal size by rising probability.</summary>
    public static IReadOnlyList<ReliabilityBand> Reliability(IReadOnlyList<double> probabilities, IReadOnlyList<bool> positives, int bands)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(positives);
        var order = Enumerable.Range(0, probabilities.Count).OrderBy(row => probabilities[row]).ThenBy(row => row).ToList();
        return
        [
            .. Enumerable.Range(0, bands)
                .Select(band => order[(order.Count * band / bands)..(order.Count * (band + 1) / bands)])
                .Where(rows => rows.Count > 0)
                .Select(rows => new ReliabilityBand(rows.Count, rows.Average(row => probabilities[row]), rows.Count(row => positives[row]) / (double)rows.Count)),
        ];
    }

    /// <summary>Rows by falling score, equal scores in the order of the file.</summary>
    private static (int[] Order, int Positives) Sorted(IReadOnlyList<double> scores, IReadOnlyList<bool> positives)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(positives);
        if (scores.Count != positives.Count)
        {
            throw new ArgumentException($"{scores.Count} scores for {positives.Count} outcomes", nameof(scores));
        }

        return ([.. Enumerable.Range(0, scores.Count).OrderByDescending(row => scores[row]).ThenBy(row => row)], positives.Count(positive => positive));
    }
}
