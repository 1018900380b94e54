namespace Matching.Domain.Linkage.Weighing;

/// <summary>Share of each pattern among pairs of one kind: how cores agree; given that, how regions do; given core and region, how forms do.</summary>
/// <remarks>What is missing has the share 1: it speaks neither for nor against. Where few pairs were seen, shares lean on those of all cores:
/// (count + <see cref="Borrowed"/> × share over all) / (pairs + <see cref="Borrowed"/>).</remarks>
/// <param name="Cores">By <see cref="PairPattern.CoreCell"/>.</param>
/// <param name="Regions">By <see cref="PairPattern.RegionCell"/>.</param>
/// <param name="Forms">By <see cref="PairPattern.FormCell"/>.</param>
public sealed record PatternShares(IReadOnlyList<double> Cores, IReadOnlyList<double> Regions, IReadOnlyList<double> Forms)
{
    private const double Added = 0.5;
    private const double Borrowed = 20;

    /// <param name="counts">By <see cref="PairPattern.Index"/>; may be fractions.</param>
    internal static PatternShares Of(ReadOnlySpan<double> counts)
    {
        var cores = new double[PairPattern.Cores * PairPattern.Rarities];
        var (regions, regionsOfCore, allRegions) = (new double[cores.Length * PairPattern.Regions], new double[PairPattern.Cores * PairPattern.Regions], new double[PairPattern.Regions]);
        var (forms, formsOfCore, allForms) = (new double[PairPattern.Cores * PairPattern.Regions * PairPattern.Forms], new double[PairPattern.Cores * PairPattern.Forms], new double[PairPattern.Forms]);
        for (var index = 0; index < counts.Length; index++)
        {
            var (pattern, count) = (PairPattern.At(index), counts[index]);
            var (core, region, form) = ((int)pattern.Core, (int)pattern.Region, (int)pattern.Form);
            cores[pattern.CoreCell] += count;
            if (pattern.Region != RegionLevel.Missing)
            {
                regions[pattern.RegionCell] += count;
                regionsOfCore[(core * PairPattern.Regions) + region] += count;
                allRegions[region] += count;
            }

            if (pattern.Form != FormLevel.Missing)
            {
                forms[pattern.FormCell] += count;
                formsOfCore[(core * PairPattern.Forms) + form] += count;
                allForms[form] += count;
            }
        }

        Normalize(cores);
        Normalize(allRegions);
        Normalize(allForms);
        for (var core = 0; core < PairPattern.Cores; core++)
        {
            LeanEach(regions.AsSpan(core * PairPattern.Rarities * PairPattern.Regions, PairPattern.Rarities * PairPattern.Regions), regionsOfCore.AsSpan(core * PairPattern.Regions, PairPattern.Regions), allRegions);
            LeanEach(forms.AsSpan(core * PairPattern.Regions * PairPattern.Forms, PairPattern.Regions * PairPattern.Forms), formsOfCore.AsSpan(core * PairPattern.Forms, PairPattern.Forms), allForms);
        }

        return new PatternShares(cores, regions, forms);
    }

    internal double Of(PairPattern pattern) => CoreOf(pattern) * RegionOf(pattern) * FormOf(pattern);

    internal double CoreOf(PairPattern pattern) => Cores[pattern.CoreCell];

    internal double RegionOf(PairPattern pattern) => pattern.Region == RegionLevel.Missing ? 1 : Regions[pattern.RegionCell];

    internal double FormOf(PairPattern pattern) => pattern.Form == FormLevel.Missing ? 1 : Forms[pattern.FormCell];

    private static void Normalize(Span<double> counts)
    {
        var all = Added * counts.Length;
        foreach (var count in counts)
        {
            all += count;
        }

        foreach (ref var count in counts)
        {
            count = (count + Added) / all;
        }
    }

    /// <summary>Rows of a table lean on the row of their core, which leans on the row of all.</summary>
    private static void LeanEach(Span<double> rows, Span<double> ofCore, ReadOnlySpan<double> ofAll)
    {
        Lean(ofCore, ofAll);
        for (var from = 0; from < rows.Length; from += ofCore.Length)
        {
            Lean(rows.Slice(from, ofCore.Length), ofCore);
        }
    }

    private static void Lean(Span<double> counts, ReadOnlySpan<double> shares)
    {
        var all = Borrowed;
        foreach (var count in counts)
        {
            all += count;
        }

        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] = (counts[i] + (Borrowed * shares[i])) / all;
        }
    }
}
