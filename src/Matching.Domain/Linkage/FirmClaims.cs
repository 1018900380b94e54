using Matching.Domain.Codes;
using Matching.Domain.Firms;

namespace Matching.Domain.Linkage;

/// <summary>Which group goes on as which firm. Ids were given by earlier runs; a group keeps the oldest it can.</summary>
/// <param name="FirmOf">Firm of each group; null for a firm never seen before.</param>
/// <param name="Merged">Firms that became another group's firm, with the place of that group.</param>
/// <param name="Contested">Places of groups that share an earlier firm with another group or had several: they change hands together or not at all.</param>
public sealed record FirmClaims(
    IReadOnlyList<FirmId?> FirmOf, IReadOnlyDictionary<FirmId, int> Merged, IReadOnlySet<int> Contested)
{
    /// <param name="groups">Outcome of the ladder.</param>
    /// <param name="earlier">Firm of each unit until now.</param>
    /// <param name="codes">Codes of the earlier firms.</param>
    public static FirmClaims Settle(
        IReadOnlyList<LinkGroup> groups,
        IReadOnlyDictionary<UnitKey, FirmId> earlier,
        IReadOnlyDictionary<FirmId, Uscc> codes)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(codes);
        var claims = new SortedDictionary<FirmId, List<(int Group, int Units)>>();
        var contested = new HashSet<int>();
        for (var place = 0; place < groups.Count; place++)
        {
            var claimed = Claimed(groups[place], earlier);
            foreach (var (firm, units) in claimed)
            {
                if (!claims.TryGetValue(firm, out var claimants))
                {
                    claims[firm] = claimants = [];
                }

                claimants.Add((place, units));
            }

            if (claimed.Count > 1)
            {
                contested.Add(place);
            }
        }

        var firmOf = new FirmId?[groups.Count];
        var merged = new Dictionary<FirmId, int>();
        foreach (var (firm, claimants) in claims)
        {
            if (claimants.Count > 1)
            {
                contested.UnionWith(claimants.Select(claim => claim.Group));
            }

            var code = codes.TryGetValue(firm, out var known) ? known : (Uscc?)null;
            var ranked = claimants
                .OrderByDescending(claim => code is not null && groups[claim.Group].Uscc == code)
                .ThenByDescending(claim => claim.Units)
                .ThenBy(claim => claim.Group)
                .Select(claim => claim.Group)
                .ToList();
            var heir = ranked.FindIndex(group => firmOf[group] is null);
            if (heir >= 0)
            {
                firmOf[ranked[heir]] = firm;
            }
            else
            {
                merged[firm] = ranked[0];
            }
        }

        return new FirmClaims(firmOf, merged, contested);
    }

    private static Dictionary<FirmId, int> Claimed(LinkGroup group, IReadOnlyDictionary<UnitKey, FirmId> earlier)
    {
        var claimed = new Dictionary<FirmId, int>();
        foreach (var member in group.Members)
        {
            if (earlier.TryGetValue(member.Unit.Key, out var firm))
            {
                claimed[firm] = claimed.GetValueOrDefault(firm) + 1;
            }
        }

        return claimed;
    }
}
