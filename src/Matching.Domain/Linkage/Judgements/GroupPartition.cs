namespace Matching.Domain.Linkage.Judgements;

/// <summary>Parts a group that holds rows a person keeps apart. Every other row goes with the one it shares most keys with.</summary>
/// <remarks>The rows named are seeds of parts, the one that speaks most surely for the firm first: it keeps the firm.
/// Parts that share a key and hold nobody kept apart come together again.</remarks>
internal static class GroupPartition
{
    /// <returns>Parts of <paramref name="group"/>, the first of them the firm itself; and rows that speak for two of the parts.</returns>
    public static (List<List<LinkDecision>> Parts, List<LinkUnit> Torn) Split(LinkGroup group, IReadOnlyList<(UnitKey Left, UnitKey Right)> apart)
    {
        var spellings = group.Members.CountBy(member => member.Unit.FoldedName).ToDictionary();
        var named = apart.SelectMany(pair => new[] { pair.Left, pair.Right }).ToHashSet();
        var seeds = group.Members.Where(member => named.Contains(member.Unit.Key))
            .OrderByDescending(member => member.Unit.Uscc == group.Uscc && member.Unit.IsRegistryRow)
            .ThenByDescending(member => member.Unit.Uscc == group.Uscc)
            .ThenByDescending(member => spellings[member.Unit.FoldedName])
            .ThenBy(member => member.Unit.Key)
            .ToList();
        var partOf = Grow(group.Members, seeds);
        var parts = Unite(partOf, seeds, apart);
        var lists = seeds.ConvertAll(_ => new List<LinkDecision>());
        foreach (var member in group.Members)
        {
            lists[parts.Find(partOf[member.Unit.Key])].Add(member);
        }

        return ([.. lists.Where(list => list.Count > 0)], Torn(group, seeds, parts));
    }

    private static Dictionary<UnitKey, int> Grow(IReadOnlyList<LinkDecision> members, List<LinkDecision> seeds)
    {
        var partOf = new Dictionary<UnitKey, int>();
        var owners = new Dictionary<LinkKey, int>();
        var seedKeys = seeds.ConvertAll(seed => LinkKey.Of(seed.Unit).ToHashSet());
        for (var i = 0; i < seeds.Count; i++)
        {
            Assign(seeds[i].Unit, i);
        }

        var open = new List<LinkUnit>();
        foreach (var unit in members.Select(member => member.Unit).Where(unit => !partOf.ContainsKey(unit.Key)))
        {
            var keys = LinkKey.Of(unit).ToList();
            var shares = seedKeys.ConvertAll(known => keys.Count(known.Contains));
            if (shares.Max() is > 0 and var most)
            {
                partOf.Add(unit.Key, shares.IndexOf(most));
            }
            else
            {
                open.Add(unit);
            }
        }

        foreach (var unit in members.Select(member => member.Unit).Where(unit => partOf.ContainsKey(unit.Key)))
        {
            Assign(unit, partOf[unit.Key]);
        }

        // Rows that share nothing with a seed follow those they share something with, however far away.
        for (var found = -1; found != 0;)
        {
            var next = open.Select(unit => (Unit: unit, Part: LinkKey.Of(unit).Select(key => owners.TryGetValue(key, out var part) ? part : int.MaxValue).DefaultIfEmpty(int.MaxValue).Min()))
                .Where(pair => pair.Part != int.MaxValue)
                .ToList();
            next.ForEach(pair => Assign(pair.Unit, pair.Part));
            open.RemoveAll(unit => partOf.ContainsKey(unit.Key));
            found = next.Count;
        }

        open.ForEach(unit => Assign(unit, 0));
        return partOf;

        void Assign(LinkUnit unit, int part)
        {
            partOf[unit.Key] = part;
            foreach (var key in LinkKey.Of(unit))
            {
                owners[key] = owners.TryGetValue(key, out var owner) ? Math.Min(owner, part) : part;
            }
        }
    }

    private static List<LinkUnit> Torn(LinkGroup group, List<LinkDecision> seeds, DisjointSets parts)
    {
        var named = seeds.Select(seed => seed.Unit.Key).ToHashSet();
        var keys = seeds.ConvertAll(seed => LinkKey.Of(seed.Unit).ToHashSet());
        return [.. group.Members.Select(member => member.Unit)
            .Where(unit => !named.Contains(unit.Key)
                && Enumerable.Range(0, seeds.Count).Where(seed => LinkKey.Of(unit).Any(keys[seed].Contains)).Select(parts.Find).Distinct().Count() > 1)];
    }

    /// <summary>Seeds that nobody keeps apart and that share a key stay one firm.</summary>
    private static DisjointSets Unite(Dictionary<UnitKey, int> partOf, List<LinkDecision> seeds, IReadOnlyList<(UnitKey Left, UnitKey Right)> apart)
    {
        var sets = new DisjointSets(seeds.Count);
        var pairs = apart.Select(pair => (Left: partOf[pair.Left], Right: partOf[pair.Right])).ToList();
        var keys = seeds.ConvertAll(seed => LinkKey.Of(seed.Unit).ToHashSet());
        for (var left = 0; left < seeds.Count; left++)
        {
            for (var right = left + 1; right < seeds.Count; right++)
            {
                var (a, b) = (sets.Find(left), sets.Find(right));
                if (a != b
                    && keys[left].Overlaps(keys[right])
                    && !pairs.Exists(pair => (sets.Find(pair.Left), sets.Find(pair.Right)) is var (x, y) && ((x, y) == (a, b) || (x, y) == (b, a))))
                {
                    sets.Union(left, right);
                }
            }
        }

        return sets;
    }
}
