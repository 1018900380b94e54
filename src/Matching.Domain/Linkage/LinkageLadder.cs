namespace Matching.Domain.Linkage;

/// <summary>Links units by the sure rungs: credit code, organisation code, numbers already linked, exact name and region, dated former name; the rest stays provisional.</summary>
/// <remarks>A pure function of the set of units: their order plays no part, and sets that share no key do not influence each other.
/// Two different valid codes never join.</remarks>
public static class LinkageLadder
{
    /// <summary>A name borne by more units than this is left out as a key and reported.</summary>
    public const int MostUnitsPerName = 20_000;

    /// <param name="units">A closed set: no unit outside shares a key with one inside.</param>
    public static LadderResult Run(IReadOnlyList<LinkUnit> units, int mostUnitsPerName = MostUnitsPerName)
    {
        ArgumentNullException.ThrowIfNull(units);
        var candidates = units.Where(unit => !unit.IsNeverFirm).OrderBy(unit => unit.Key).ToList();
        var names = new NameKeys(candidates, mostUnitsPerName);
        var neverFirms = NonFirmGroups.Form(units.Where(unit => unit.IsNeverFirm).OrderBy(unit => unit.Key));
        var groups = new List<DraftGroup>(neverFirms);
        var nonFirms = new List<LinkUnit>();
        var reviews = new List<DraftReview>();
        var components = UnitComponents.Split(candidates, names);
        var linked = new (IReadOnlyList<DraftGroup> Groups, IReadOnlyList<DraftReview> Reviews, IReadOnlyList<LinkUnit> NonFirms)[components.Count];
        Parallel.For(0, components.Count, place =>
        {
            var members = components[place].ConvertAll(i => candidates[i]);
            linked[place] = (members is [var only] ? SingleUnit.TryForm(only) : OneNameOneCode.TryForm(members, names)) is { } simple
                ? ([simple], [], [])
                : ComponentLadder.Run(members, names);
        });
        foreach (var (formed, doubts, others) in linked)
        {
            groups.AddRange(formed);
            reviews.AddRange(doubts);
            nonFirms.AddRange(others);
        }

        groups.AddRange(NonFirmGroups.Form(nonFirms));
        return Number(groups, reviews, names.Crowded);
    }

    private static LadderResult Number(List<DraftGroup> drafts, List<DraftReview> reviews, IReadOnlyList<string> crowded)
    {
        var members = new IReadOnlyList<LinkDecision>[drafts.Count];
        var first = new UnitKey[drafts.Count];
        var order = new int[drafts.Count];
        Parallel.For(0, drafts.Count, i =>
        {
            members[i] = MemberOrder.Of(drafts[i].Members);
            (first[i], order[i]) = (members[i][0].Unit.Key, i);
        });
        Array.Sort(first, order);
        var places = new Dictionary<Anchor, int>();
        var groups = new LinkGroup[drafts.Count];
        for (var place = 0; place < order.Length; place++)
        {
            var draft = drafts[order[place]];
            groups[place] = new(draft.Kind, draft.Uscc, draft.IsProvisional, members[order[place]]);
            if (draft.Anchor is { } anchor && reviews.Count > 0)
            {
                places.Add(anchor, place);
            }
        }

        return new LadderResult(
            groups,
            [.. reviews
                .Select(review => new LinkReview(review.Unit, review.Doubt, [.. review.Candidates.Select(anchor => places[anchor]).Distinct().Order()]))
                .OrderBy(review => review.Unit.Key)],
            crowded);
    }
}
