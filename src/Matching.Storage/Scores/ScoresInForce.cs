using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Scores;

/// <summary>What the point card says of firms now.</summary>
public static class ScoresInForce
{
    /// <param name="Grade">1 is the best.</param>
    public readonly record struct InForce(decimal Points, int Grade);

    /// <summary>One score a firm: the newest. A database written by an earlier version may hold two that were never ended, until the next scoring ends one.</summary>
    /// <param name="firms">Ids, at most as many as one statement should carry.</param>
    /// <returns>Firms without a score are left out.</returns>
    public static async Task<Dictionary<long, InForce>> ScoresInForceAsync(this MatchingDbContext db, IReadOnlyCollection<long> firms, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var scores = new Dictionary<long, InForce>(firms.Count);
        var newestLast = db.Scores.AsNoTracking()
            .Where(score => EF.Parameter(firms).Contains(score.FirmId) && score.EndedAt == null)
            .OrderBy(score => score.Id)
            .Select(score => new { score.FirmId, score.Points, score.Grade })
            .AsAsyncEnumerable();
        await foreach (var score in newestLast.WithCancellation(cancellationToken))
        {
            scores[score.FirmId] = new(score.Points, score.Grade);
        }

        return scores;
    }
}
