using Matching.Api.Features.SignIn;
using Matching.Domain.Calendar;
using Matching.Domain.Pools;
using Matching.Storage;
using Microsoft.EntityFrameworkCore;

namespace Matching.Api.Features.Pools;

/// <summary>All pools with the version that matters to who asks.</summary>
public sealed class ListPools(MatchingDbContext db, TimeProvider clock)
{
    /// <param name="Current">Newest version banks may use now; null when there is none.</param>
    /// <param name="Latest">Newest version the user may know of.</param>
    public sealed record Item(int Id, string Name, string Purpose, string Office, VersionItem? Current, VersionItem Latest);

    public sealed record VersionItem(int Number, PoolState State, int Members, DateTimeOffset? PublishedAt, DateOnly? ExpiresOn, DateTimeOffset CreatedAt);

    /// <param name="state">Keeps pools whose latest version stands so; null = all.</param>
    public async Task<IReadOnlyList<Item>> HandleAsync(CurrentUser user, PoolState? state, CancellationToken cancellationToken)
    {
        var today = BeijingTime.Today(clock);
        var pools = await db.Pools.AsNoTracking().Include(pool => pool.Versions).OrderByDescending(pool => pool.Id).ToListAsync(cancellationToken);
        var items =
            from pool in pools
            let seen = pool.Versions.Where(version => PoolAccess.CanSee(user, version.StateOn(today))).ToList()
            where seen.Count > 0
            let latest = View(seen.MaxBy(version => version.Number)!, today)
            where state is null || latest.State == state
            select new Item(
                pool.Id, pool.Name, pool.Purpose, pool.Office,
                pool.CurrentOn(today) is { } current ? View(current, today) : null,
                latest);
        return [.. items];
    }

    private static VersionItem View(PoolVersion version, DateOnly today) =>
        new(version.Number, version.StateOn(today), version.MemberCount, version.PublishedAt, version.ExpiresOn, version.CreatedAt);
}
