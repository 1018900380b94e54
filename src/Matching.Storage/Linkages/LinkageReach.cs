using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Linkages;

/// <summary>How far linkages have come: equal while none was added and none ended.</summary>
/// <param name="Newest">Id of the newest linkage; 0 when there is none.</param>
/// <param name="InForce">Linkages not ended.</param>
public readonly record struct LinkageReach(long Newest, long InForce)
{
    public static async Task<LinkageReach> OfAsync(MatchingDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return new(
            await db.Linkages.MaxAsync(linkage => (long?)linkage.Id, cancellationToken) ?? 0,
            await db.Linkages.LongCountAsync(linkage => linkage.EndedAt == null, cancellationToken));
    }

    /// <summary>What the last comparison of names saw; nothing before the first.</summary>
    public static async Task<LinkageReach> ComparedAsync(MatchingDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var last = await db.NameComparisons.AsNoTracking().OrderByDescending(comparison => comparison.Id).FirstOrDefaultAsync(cancellationToken);
        return last is null ? default : new(last.NewestLinkage, last.LinkagesInForce);
    }
}
