using Matching.Domain.Firms;
using Matching.Domain.Linkage.Judgements;

namespace Matching.Domain.Linkage.Near;

/// <summary>Lays what the near rungs said last over a part of the rows linked anew by the sure rungs: until everything is compared again, their word stands where nothing surer was said.</summary>
public static class NearMemory
{
    /// <param name="settled">What the sure rungs, and persons, made of a closed set.</param>
    /// <param name="firms">Firm of each unit until now.</param>
    /// <param name="notes">What the near rungs said, by unit.</param>
    public static LadderResult Carry(
        LadderResult settled, IReadOnlyDictionary<UnitKey, FirmId> firms, IReadOnlyDictionary<UnitKey, NearNote> notes, KeptApart apart)
    {
        ArgumentNullException.ThrowIfNull(settled);
        ArgumentNullException.ThrowIfNull(firms);
        ArgumentNullException.ThrowIfNull(notes);
        ArgumentNullException.ThrowIfNull(apart);
        if (notes.Count == 0)
        {
            return settled;
        }

        var homes = Homes(settled, firms, notes);
        var moves = Enumerable.Range(0, settled.Groups.Count)
            .Select(place => (Place: place, Home: HomeOf(settled.Groups[place], notes, homes)))
            .Where(move => move.Home is { } home && home != move.Place && !apart.AreApart(move.Place, home) && !apart.Stands(move.Place))
            .ToDictionary(move => move.Place, move => move.Home!.Value);
        var changed = new ChangedGroups(settled);
        for (var place = 0; place < settled.Groups.Count; place++)
        {
            var members = settled.Groups[place].Members;
            if (members.Any(member => IsAsked(member, notes)))
            {
                changed.Set(place, [.. members.Select(member => IsAsked(member, notes) ? Noted(member, notes[member.Unit.Key]) : member)]);
            }
        }

        // A firm whose own rows go elsewhere is no home; comparing again will tell.
        foreach (var (place, home) in moves.Where(move => !moves.ContainsKey(move.Value)))
        {
            Move(changed, place, home, settled.Groups[place].Members, firms, notes);
        }

        return changed.Renumbered(settled.Reviews);
    }

    /// <summary>Where a firm is at home among the groups: with its code, else with the most rows that are there by a surer rung.</summary>
    private static Dictionary<FirmId, int> Homes(LadderResult settled, IReadOnlyDictionary<UnitKey, FirmId> firms, IReadOnlyDictionary<UnitKey, NearNote> notes)
    {
        var wanted = notes.Values.Where(note => note.IsLink).Select(note => note.Firm).ToHashSet();
        var claims = new Dictionary<FirmId, (bool IsCoded, int Sure, int All, int Place)>();
        for (var place = 0; place < settled.Groups.Count; place++)
        {
            var group = settled.Groups[place];
            foreach (var own in group.Members.Select(member => member.Unit.Key).Where(firms.ContainsKey).GroupBy(unit => firms[unit]).Where(own => wanted.Contains(own.Key)))
            {
                var claim = (group.Uscc is not null, own.Count(unit => !(notes.TryGetValue(unit, out var note) && note.IsLink)), own.Count(), -place);
                if (!claims.TryGetValue(own.Key, out var known) || claim.CompareTo(known) > 0)
                {
                    claims[own.Key] = claim;
                }
            }
        }

        return claims.ToDictionary(claim => claim.Key, claim => -claim.Value.Place);
    }

    private static int? HomeOf(LinkGroup group, IReadOnlyDictionary<UnitKey, NearNote> notes, Dictionary<FirmId, int> homes)
    {
        if (group.Uscc is not null)
        {
            return null;
        }

        var linked = group.Members.Select(member => notes.GetValueOrDefault(member.Unit.Key)).OfType<NearNote>().Where(note => note.IsLink).Select(note => note.Firm).Distinct().ToList();
        return linked is [var only] && homes.TryGetValue(only, out var home) ? home : null;
    }

    /// <summary>Rows linked before go home, and with them rows of the same group that belong to nobody yet; rows of another firm stay.</summary>
    private static void Move(
        ChangedGroups changed,
        int place,
        int home,
        IReadOnlyList<LinkDecision> members,
        IReadOnlyDictionary<UnitKey, FirmId> firms,
        IReadOnlyDictionary<UnitKey, NearNote> notes)
    {
        var speaker = members.Select(member => notes.GetValueOrDefault(member.Unit.Key)).OfType<NearNote>().Where(note => note.IsLink).MaxBy(note => note.Score)!;
        var going = members.Where(member => !firms.TryGetValue(member.Unit.Key, out var firm) || firm == speaker.Firm).ToList();
        foreach (var member in going)
        {
            changed.Add(home, Noted(member, notes.TryGetValue(member.Unit.Key, out var own) && own.IsLink ? own : speaker));
        }

        changed.Set(place, [.. members.Except(going)], home);
    }

    private static bool IsAsked(LinkDecision member, IReadOnlyDictionary<UnitKey, NearNote> notes) =>
        member is { Rule: LinkageRule.Provisional, Band: LinkageBand.Provisional } && notes.TryGetValue(member.Unit.Key, out var note) && !note.IsLink;

    private static LinkDecision Noted(LinkDecision member, NearNote note) =>
        member with { Rule = note.Rule, Band = note.Band, Score = note.Score, Evidence = note.Evidence };
}
