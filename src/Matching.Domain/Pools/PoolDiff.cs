using Matching.Domain.Firms;

namespace Matching.Domain.Pools;

/// <summary>What a firm's entry says differently in two versions.</summary>
/// <param name="Aspects">Names of the differing values: name, uscc, region, field, points, grade, note.</param>
public sealed record PoolChange(PoolMember Before, PoolMember After, IReadOnlyList<string> Aspects);

/// <summary>Difference of two versions of one pool.</summary>
public sealed record PoolDiff(
    IReadOnlyList<PoolMember> Added,
    IReadOnlyList<PoolMember> Removed,
    IReadOnlyList<PoolChange> Changed,
    int Same)
{
    public static PoolDiff Between(IEnumerable<PoolMember> older, IEnumerable<PoolMember> newer)
    {
        var before = older.ToDictionary(member => member.FirmId);
        var after = newer.ToDictionary(member => member.FirmId);
        List<PoolChange> changed =
        [
            .. from pair in after
               where before.ContainsKey(pair.Key)
               let aspects = Aspects(before[pair.Key], pair.Value)
               where aspects.Count > 0
               orderby pair.Key
               select new PoolChange(before[pair.Key], pair.Value, aspects),
        ];
        var added = Missing(after, before);
        return new PoolDiff(added, Missing(before, after), changed, after.Count - added.Count - changed.Count);
    }

    private static List<PoolMember> Missing(Dictionary<FirmId, PoolMember> from, Dictionary<FirmId, PoolMember> other) =>
        [.. from.Where(pair => !other.ContainsKey(pair.Key)).OrderBy(pair => pair.Key).Select(pair => pair.Value)];

    private static List<string> Aspects(PoolMember before, PoolMember after)
    {
        (string Aspect, bool Differs)[] compared =
        [
            ("name", before.Name != after.Name),
            ("uscc", before.Uscc != after.Uscc),
            ("region", before.Region != after.Region),
            ("field", before.Field != after.Field),
            ("points", before.Points != after.Points),
            ("grade", before.Grade != after.Grade),
            ("note", before.Note != after.Note),
        ];
        return [.. compared.Where(item => item.Differs).Select(item => item.Aspect)];
    }
}
