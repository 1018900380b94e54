namespace Matching.Domain.Linkage.Judgements;

/// <summary>Firms that show signs of being two, whoever joined them: the register knows them in two cities under names that have nothing in common.</summary>
public static class WrongMerges
{
    /// <summary>The result with a question for each such firm, put to the register row read last.</summary>
    public static LadderResult Ask(LadderResult ladder, LinkConstraints constraints)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        ArgumentNullException.ThrowIfNull(constraints);
        var asked = new List<LinkReview>();
        for (var place = 0; place < ladder.Groups.Count; place++)
        {
            if (Sign(ladder.Groups[place]) is { } unit && !constraints.Settled.Contains(unit.Key))
            {
                asked.Add(new(unit, LinkDoubt.WrongMerge, [place]));
            }
        }

        return asked.Count == 0
            ? ladder
            : ladder with { Reviews = [.. ladder.Reviews.Concat(asked).DistinctBy(review => (review.Unit.Key, review.Doubt)).OrderBy(review => review.Unit.Key).ThenBy(review => review.Doubt)] };
    }

    private static LinkUnit? Sign(LinkGroup group)
    {
        if (group.Members.Count < 2 || group.Members.Count(member => member.Unit.IsRegistryRow) < 2)
        {
            return null;
        }

        var registered = group.Members.Select(member => member.Unit).Where(unit => unit.IsRegistryRow).OrderByDescending(unit => unit.PublishedOn).ThenByDescending(unit => unit.Key).ToList();
        var last = registered[0];
        return registered.Exists(other => RegionAgreement.Contradict(last.Region, other.Region)
            && NameAgreement.Compare(last.FoldedName, other.FoldedName) == NameVerdict.Different)
            ? last
            : null;
    }
}
