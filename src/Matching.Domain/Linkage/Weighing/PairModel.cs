namespace Matching.Domain.Linkage.Weighing;

/// <summary>How much each pattern speaks for one firm, learnt without labels by expectation and maximisation over the patterns (Fellegi and Sunter 1969; Winkler 1988).</summary>
/// <remarks>Rows with one valid code are pairs of one firm, rows with two are pairs of two; what is known stays so in every round.
/// A first guess counts as <see cref="GuessedPairs"/> pairs of either kind, so that few rows teach little and more is asked.</remarks>
/// <param name="Match">Shares among pairs of one firm (m).</param>
/// <param name="Chance">Shares among candidates that are two firms (u).</param>
/// <param name="Prior">Share of candidate pairs of which nothing is known that are one firm, 0 to 1.</param>
/// <param name="Pairs">Pairs it was learnt from: known as one firm, known as two, unknown.</param>
/// <param name="Digest">Of the counts it was learnt from.</param>
public sealed record PairModel(PatternShares Match, PatternShares Chance, double Prior, LearntPairs Pairs, string Digest)
{
    private const int Rounds = 40;
    private const double FirstPrior = 0.2;
    private const double GuessedPairs = 50;

    private static readonly double[] LikelyMatch = Guess([60, 8, 6, 8, 5, 5, 2, 6, 2], [50, 20, 28, 2], [70, 13, 12, 4, 1]);
    private static readonly double[] LikelyChance = Guess([20, 4, 2, 5, 3, 10, 26, 30, 30], [5, 10, 25, 60], [55, 15, 10, 15, 5]);

    internal static PairModel Learn(PairCounts counts)
    {
        var (prior, match, chance) = (FirstPrior, PatternShares.Of(Sum(counts.OneFirm, LikelyMatch)), PatternShares.Of(Sum(counts.TwoFirms, LikelyChance)));
        for (var round = 0; round < Rounds; round++)
        {
            var (one, two) = (Sum(counts.OneFirm, LikelyMatch), Sum(counts.TwoFirms, LikelyChance));
            var (found, all) = (FirstPrior * GuessedPairs, GuessedPairs);
            for (var index = 0; index < PairPattern.Count; index++)
            {
                if (counts.Unknown[index] > 0)
                {
                    var pattern = PairPattern.At(index);
                    var (m, u) = (prior * match.Of(pattern), (1 - prior) * chance.Of(pattern));

                    // Rows of two regions are never joined by their names: they teach what chance looks like.
                    var share = pattern.Region == RegionLevel.Contradicting ? 0 : counts.Unknown[index] * m / (m + u);
                    (one[index], two[index]) = (one[index] + share, two[index] + counts.Unknown[index] - share);
                    (found, all) = (found + share, all + counts.Unknown[index]);
                }
            }

            (match, chance, prior) = (PatternShares.Of(one), PatternShares.Of(two), found / all);
        }

        return new PairModel(match, chance, prior, new(Total(counts.OneFirm), Total(counts.TwoFirms), Total(counts.Unknown)), counts.Digest());
    }

    /// <summary>log₂ of the odds that a pair of this pattern is one firm.</summary>
    internal double Bits(PairPattern pattern) =>
        Math.Log2(Prior * Match.Of(pattern)) - Math.Log2((1 - Prior) * Chance.Of(pattern));

    /// <summary>The same as a chance, 0 to 1.</summary>
    internal double Belief(PairPattern pattern) => BeliefOf(Bits(pattern));

    internal static double BeliefOf(double bits) => 1 / (1 + Math.Pow(2, -bits));

    internal static double BitsOf(double belief) => Math.Log2(belief / (1 - belief));

    private static long Total(double[] counts) => (long)Math.Round(counts.Sum());

    private static double[] Sum(double[] left, double[] right)
    {
        var sum = new double[left.Length];
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] = left[i] + right[i];
        }

        return sum;
    }

    /// <summary>Where the first round starts: agreement is oftener one firm's, contradiction two firms'. Percentages by level.</summary>
    private static double[] Guess(double[] cores, double[] regions, double[] forms)
    {
        var guess = new double[PairPattern.Count];
        for (var index = 0; index < guess.Length; index++)
        {
            var pattern = PairPattern.At(index);
            guess[index] = GuessedPairs / PairPattern.Rarities * cores[(int)pattern.Core] / cores.Sum() * regions[(int)pattern.Region] / 100 * forms[(int)pattern.Form] / 100;
        }

        return guess;
    }
}

/// <summary>Pairs a model was learnt from.</summary>
public sealed record LearntPairs(long OneFirm, long TwoFirms, long Unknown);
