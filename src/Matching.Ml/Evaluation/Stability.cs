namespace Matching.Ml.Evaluation;

/// <summary>What banks do at a stability index. Bands as in common use (R scorecard, Alibaba PAI).</summary>
public enum DriftBand
{
    Stable = 1,
    Look = 2,
    Act = 3,
}

/// <summary>Population and characteristic stability: how far a spread has moved from that of the training set.</summary>
public static class Stability
{
    public const double LookFrom = 0.10;
    public const double ActFrom = 0.25;

    /// <summary>Σ (now − then) · ln(now / then) over shares of the same bins; half a count is added to every bin so that an empty one stays finite.</summary>
    /// <returns>0 for equal spreads; NaN when either side is empty.</returns>
    public static double Psi(IReadOnlyList<long> then, IReadOnlyList<long> now)
    {
        ArgumentNullException.ThrowIfNull(then);
        ArgumentNullException.ThrowIfNull(now);
        if (then.Count != now.Count)
        {
            throw new ArgumentException($"{then.Count} bins then, {now.Count} now", nameof(now));
        }

        var (thenAll, nowAll) = (then.Sum() + (0.5 * then.Count), now.Sum() + (0.5 * now.Count));
        if (then.Sum() == 0 || now.Sum() == 0)
        {
            return double.NaN;
        }

        var psi = 0.0;
        for (var bin = 0; bin < then.Count; bin++)
        {
            var (before, after) = ((then[bin] + 0.5) / thenAll, (now[bin] + 0.5) / nowAll);
            psi += (after - before) * Math.Log(after / before);
        }

        return psi;
    }

    public static DriftBand BandOf(double psi) => psi < LookFrom ? DriftBand.Stable : psi <= ActFrom ? DriftBand.Look : DriftBand.Act;
}
