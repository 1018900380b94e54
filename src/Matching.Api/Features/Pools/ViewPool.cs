using Matching.Api.Features.SignIn;
using Matching.Domain.Calendar;
using Matching.Domain.Codes;
using Matching.Domain.Pools;
using Matching.Storage;
using Microsoft.EntityFrameworkCore;

namespace Matching.Api.Features.Pools;

/// <summary>One pool with its versions, or one version with its members, as far as the user may see them.</summary>
public sealed class ViewPool(MatchingDbContext db, TimeProvider clock)
{
    public DateOnly Today => BeijingTime.Today(clock);

    /// <returns>The pool with the versions the user may know of, newest first; null when there is nothing for this user.</returns>
    public async Task<(Pool Pool, IReadOnlyList<PoolVersion> Versions)?> FindAsync(int poolId, CurrentUser user, CancellationToken cancellationToken)
    {
        var pool = await db.Pools.AsNoTrackingWithIdentityResolution()
            .Include(one => one.Versions)
            .SingleOrDefaultAsync(one => one.Id == poolId, cancellationToken);
        List<PoolVersion> seen = [.. (pool?.Versions ?? []).Where(version => PoolAccess.CanSee(user, version.StateOn(Today))).OrderByDescending(version => version.Number)];
        return pool is null || seen.Count == 0 ? null : (pool, seen);
    }

    /// <returns>The version with all its members; without them when the user may not read them; null when it is not for this user.</returns>
    public async Task<PoolVersion?> FindVersionAsync(int poolId, int number, CurrentUser user, CancellationToken cancellationToken)
    {
        var version = await db.PoolVersions.AsNoTrackingWithIdentityResolution()
            .Include(one => one.Pool)
            .Include(one => one.Members.OrderBy(member => member.FirmId))
            .SingleOrDefaultAsync(one => one.Pool.Id == poolId && one.Number == number, cancellationToken);
        return version is not null && PoolAccess.CanSee(user, version.StateOn(Today)) ? version : null;
    }

    /// <summary>Members by region (city, else province) and by field, most first: shows which are missing.</summary>
    public static (IReadOnlyList<(string Name, int Count)> Regions, IReadOnlyList<(string Name, int Count)> Fields) Completeness(IReadOnlyList<PoolMember> members)
    {
        var regions = members.GroupBy(member => member.Region is { } region ? RegionOf(region) : "地区不详");
        var fields = members.GroupBy(member => member.Field is { } field ? TechnologyFields.ChineseName(field) : "领域不详");
        var missing = TechnologyFields.All.Except(members.Select(member => member.Field).OfType<TechnologyField>())
            .Select(field => (TechnologyFields.ChineseName(field), 0));
        return (Counted(regions), [.. Counted(fields), .. missing]);

        static List<(string Name, int Count)> Counted(IEnumerable<IGrouping<string, PoolMember>> groups) =>
            [.. groups.Select(group => (group.Key, group.Count())).OrderByDescending(pair => pair.Item2).ThenBy(pair => pair.Key, StringComparer.Ordinal)];
    }

    /// <summary>The city, else the province, in words.</summary>
    public static string RegionOf(RegionCode region) =>
        RegionTable.FullNameOf(region.CityOf) ?? RegionTable.FullNameOf(region.ProvinceOf) ?? region.ToString();
}
