using Matching.Domain.Linkage;
using Matching.Domain.Linkage.Explaining;
using Matching.Storage;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Linking.Explaining;

/// <summary>Learns the weights of explanations from the links in force, from a sample of whole firms; kept for some minutes.</summary>
public sealed class PairWeightsReader(IDbContextFactory<MatchingDbContext> databases, TimeProvider clock) : IDisposable
{
    private const int FirmsSampled = 4_000;
    private const int PairsPerFirm = 20;
    private const int RandomPairs = 20_000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim turn = new(1, 1);
    private (PairWeights Weights, int Firms, DateTimeOffset At)? kept;

    /// <returns>The weights, and the number of firms there are.</returns>
    public async Task<(PairWeights Weights, int Firms)> ReadAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (kept is not { } known || clock.GetUtcNow() - known.At > KeptFor)
            {
                await using var db = await databases.CreateDbContextAsync(cancellationToken);
                var firms = await db.Firms.CountAsync(firm => firm.MergedInto == null && firm.RetiredAt == null, cancellationToken);
                known = (await LearnAsync(db, firms, cancellationToken), firms, clock.GetUtcNow());
                kept = known;
            }

            return (known.Weights, known.Firms);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private static async Task<PairWeights> LearnAsync(MatchingDbContext db, int firms, CancellationToken cancellationToken)
    {
        var (oneFirm, twoFirms) = await PairsAsync(db, firms, cancellationToken);
        return PairWeights.Learn(oneFirm, twoFirms, await ChanceAsync(db, cancellationToken));
    }

    /// <summary>Pairs of rows of one firm, and random pairs of two, from a sample of whole firms.</summary>
    internal static async Task<(List<(LinkUnit Left, LinkageRule LeftRule, LinkUnit Right, LinkageRule RightRule)> OneFirm, List<(LinkUnit Left, LinkUnit Right)> TwoFirms)> PairsAsync(
        MatchingDbContext db, int firms, CancellationToken cancellationToken)
    {
        var sample = new List<LinkedUnit>();
        await foreach (var unit in new UnitQueries(db).SampleAsync(Math.Max(1, firms / FirmsSampled), cancellationToken))
        {
            sample.Add(unit);
        }

        var oneFirm = new List<(LinkUnit Left, LinkageRule LeftRule, LinkUnit Right, LinkageRule RightRule)>();
        foreach (var rows in sample.GroupBy(unit => unit.Current!.FirmId))
        {
            var list = rows.ToList();
            oneFirm.AddRange(list
                .SelectMany((left, i) => list.Skip(i + 1).Select(right => (left.Unit, left.Current!.Rule, right.Unit, right.Current!.Rule)))
                .Take(PairsPerFirm));
        }

        // Every row meets rows ever further on: the same pairs for the same rows, and no two of one firm.
        var twoFirms = new List<(LinkUnit Left, LinkUnit Right)>();
        for (var step = 1; step < sample.Count && twoFirms.Count < RandomPairs; step = (step * 2) + 1)
        {
            for (var i = 0; i + step < sample.Count && twoFirms.Count < RandomPairs; i++)
            {
                if (sample[i].Current!.FirmId != sample[i + step].Current!.FirmId)
                {
                    twoFirms.Add((sample[i].Unit, sample[i + step].Unit));
                }
            }
        }

        return (oneFirm, twoFirms);
    }

    /// <summary>Share of all pairs of rows that are one firm.</summary>
    private static async Task<double> ChanceAsync(MatchingDbContext db, CancellationToken cancellationToken)
    {
        var sizes = await db.Linkages.Where(linkage => linkage.EndedAt == null)
            .GroupBy(linkage => linkage.FirmId)
            .Select(rows => rows.LongCount())
            .GroupBy(size => size)
            .Select(same => new { Size = same.Key, Firms = same.LongCount() })
            .ToListAsync(cancellationToken);
        var rows = sizes.Sum(size => (double)size.Size * size.Firms);
        return rows < 2 ? 0 : sizes.Sum(size => (double)size.Firms * size.Size * (size.Size - 1)) / (rows * (rows - 1));
    }
}
