using Matching.Ml.Training.Binning;
using Matching.Ml.Training.Fitted;

namespace Matching.Ml.Training.Boosting;

/// <summary>The tables of all bags as those of one model: purified, summed, centred, with error bars.</summary>
internal sealed record GlassTerms(int Intercept, int[][] Mains, int[][] Errors, IReadOnlyList<PairTable> Pairs)
{
    public static GlassTerms Combine(FitRun run, Bag[] bags, TermTables[] tables, TermTables[] pairTables, BinnedData? coarse, int[][] counts)
    {
        var factors = run.Data.Factors;
        var pairs = Purified(run, pairTables, coarse);
        var mains = new int[factors][];
        var errors = new int[factors][];
        var intercept = bags.Sum(bag => bag.Intercept) + tables.Sum(table => table.Intercept) + pairTables.Sum(table => table.Intercept);
        for (var f = 0; f < factors; f++)
        {
            var ofBags = new int[bags.Length][];
            for (var b = 0; b < bags.Length; b++)
            {
                ofBags[b] = [.. tables[b].Mains[f]];
                if (coarse is not null)
                {
                    var to = run.Data.Maps[f].To(coarse.Maps[f]);
                    for (var k = 0; k < to.Length; k++)
                    {
                        ofBags[b][k] += pairTables[b].Mains[f][to[k]];
                    }
                }

                intercept += Centre(ofBags[b], counts[f]);
            }

            mains[f] = [.. Enumerable.Range(0, counts[f].Length).Select(k => ofBags.Sum(table => table[k]))];
            errors[f] = bags.Length < 2 ? [] : Error(ofBags);
            if (Array.TrueForAll(mains[f], points => points == 0))
            {
                (mains[f], errors[f]) = ([], []);
            }
        }

        return new GlassTerms(intercept, mains, errors, pairs);
    }

    private static List<PairTable> Purified(FitRun run, TermTables[] pairTables, BinnedData? coarse)
    {
        var pairs = new List<PairTable>();
        foreach (var (a, b) in pairTables.SelectMany(table => table.Pairs.Keys).Distinct().Order())
        {
            var counts = Purification.Counts(coarse!, a, b, run.Fold);
            var sum = new int[counts.Length];
            foreach (var table in pairTables)
            {
                if (table.Pairs.TryGetValue((a, b), out var own))
                {
                    Purification.Run(own, counts, table.Mains[a], table.Mains[b]);
                    for (var k = 0; k < sum.Length; k++)
                    {
                        sum[k] += own[k];
                    }
                }
            }

            if (Array.Exists(sum, points => points != 0))
            {
                pairs.Add(new PairTable(a, b, sum));
            }
        }

        return pairs;
    }

    private static int Centre(int[] table, int[] counts)
    {
        var mean = Purification.Mean(table, counts);
        for (var k = 0; k < table.Length; k++)
        {
            table[k] -= mean;
        }

        return mean;
    }

    /// <summary>Standard error of the average of the bags: a bag's own table times the number of bags is one estimate.</summary>
    private static int[] Error(int[][] ofBags)
    {
        var bags = ofBags.Length;
        return [.. Enumerable.Range(0, ofBags[0].Length).Select(k =>
        {
            var mean = ofBags.Average(table => (double)table[k]) * bags;
            var squares = ofBags.Sum(table => Square((table[k] * (double)bags) - mean));

            // Bags share all but 1/bags of their rows: the delete-a-group jackknife, (k − 1)/k · Σ(x − x̄)².
            return (int)Math.Round(Math.Sqrt(squares * (bags - 1) / bags), MidpointRounding.AwayFromZero);
        })];
    }

    private static double Square(double x) => x * x;
}
