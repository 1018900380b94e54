namespace Matching.Ml.Evaluation;

/// <summary>Turns scores into probabilities by two numbers, without changing any order (Platt 1999).</summary>
/// <param name="Slope">Never negative, so a higher score never means a lower chance.</param>
public sealed record Calibration(double Slope, double Offset)
{
    private const int Steps = 50;

    /// <summary>Newton steps on the logistic likelihood, targets drawn in from 0 and 1 as Platt does; the same rows give the same numbers.</summary>
    public static Calibration Fit(IReadOnlyList<double> scores, IReadOnlyList<bool> positives)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(positives);
        var up = positives.Count(positive => positive);
        var (high, low) = ((up + 1.0) / (up + 2.0), 1.0 / (positives.Count - up + 2.0));
        var (slope, offset) = (0.0, Math.Log((up + 1.0) / (positives.Count - up + 1.0)));
        for (var step = 0; step < Steps; step++)
        {
            var (gs, go, hss, hso, hoo) = (0.0, 0.0, 1e-9, 0.0, 1e-9);
            for (var row = 0; row < scores.Count; row++)
            {
                var chance = 1 / (1 + Math.Exp(-((slope * scores[row]) + offset)));
                var (error, weight) = (chance - (positives[row] ? high : low), chance * (1 - chance));
                gs += error * scores[row];
                go += error;
                hss += weight * scores[row] * scores[row];
                hso += weight * scores[row];
                hoo += weight;
            }

            var determinant = (hss * hoo) - (hso * hso);
            if (Math.Abs(determinant) < 1e-12)
            {
                break;
            }

            var (ds, d) = (((hoo * gs) - (hso * go)) / determinant, ((hss * go) - (hso * gs)) / determinant);
            (slope, offset) = (slope - ds, offset - d);
            if (Math.Abs(ds) + Math.Abs(d) < 1e-10)
            {
                break;
            }
        }

        return slope >= 0 && double.IsFinite(slope) && double.IsFinite(offset) ? new(slope, offset) : new(0, Math.Log((up + 1.0) / (positives.Count - up + 1.0)));
    }

    public double Of(double score) => 1 / (1 + Math.Exp(-((Slope * score) + Offset)));
}
