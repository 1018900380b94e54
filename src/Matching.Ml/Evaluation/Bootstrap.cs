namespace Matching.Ml.Evaluation;

/// <summary>How far a figure may be off by chance.</summary>
/// <param name="Low">5 % quantile over the resamples.</param>
/// <param name="High">95 % quantile.</param>
/// <param name="ShareAboveZero">Share of resamples with a figure above 0; for a difference, how sure the gain is.</param>
public sealed record BootstrapInterval(double Low, double High, double ShareAboveZero);

/// <summary>Resampling of whole firms with counts taken from a hash: the same rows give the same interval, whatever their order.</summary>
public static class Bootstrap
{
    public const int Resamples = 400;

    /// <param name="keys">What is drawn together, one per row: the firm.</param>
    /// <param name="statistic">Figure of the rows given by index; a row drawn twice is given twice. NaN leaves the resample out.</param>
    /// <returns>Null when no resample gave a figure.</returns>
    public static BootstrapInterval? Interval(IReadOnlyList<string> keys, Func<IReadOnlyList<int>, double> statistic, long seed)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(statistic);
        var figures = new List<double>(Resamples);
        for (var sample = 0; sample < Resamples; sample++)
        {
            var rows = new List<int>(keys.Count + 16);
            var counts = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var row = 0; row < keys.Count; row++)
            {
                if (!counts.TryGetValue(keys[row], out var count))
                {
                    counts[keys[row]] = count = PoissonOfOne(RowHash.UnitOf(keys[row], unchecked((seed * 1_000_003) + sample)));
                }

                for (var i = 0; i < count; i++)
                {
                    rows.Add(row);
                }
            }

            var figure = statistic(rows);
            if (!double.IsNaN(figure))
            {
                figures.Add(figure);
            }
        }

        if (figures.Count == 0)
        {
            return null;
        }

        figures.Sort();
        return new BootstrapInterval(At(0.05), At(0.95), figures.Count(figure => figure > 0) / (double)figures.Count);

        double At(double share) => figures[Math.Clamp((int)Math.Round(share * (figures.Count - 1), MidpointRounding.AwayFromZero), 0, figures.Count - 1)];
    }

    /// <summary>How often a firm is drawn when as many are drawn as there are: Poisson with mean 1, by its inverse; constants, so that no system library decides.</summary>
    private static int PoissonOfOne(double unit)
    {
        ReadOnlySpan<double> cumulated = [0.36787944117144233, 0.7357588823428847, 0.9196986029286058, 0.9810118431238462, 0.9963401531726563, 0.9994058151824183];
        var count = 0;
        while (count < cumulated.Length && unit >= cumulated[count])
        {
            count++;
        }

        return count;
    }
}
