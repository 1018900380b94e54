namespace Matching.Domain.Linkage.Near;

/// <summary>Groups of a result whose members change, and the result that comes of it: groups left empty are gone, the others are in order again.</summary>
internal sealed class ChangedGroups(LadderResult before)
{
    private readonly Dictionary<int, List<LinkDecision>> changed = [];
    private readonly Dictionary<int, int> heirs = [];

    /// <summary>Adds a member to the group at a place of the result before.</summary>
    public void Add(int place, LinkDecision member) => Of(place).Add(member);

    public void Set(int place, List<LinkDecision> members) => changed[place] = members;

    /// <param name="heir">Group the others went to: where none is left, questions that name this group mean that one.</param>
    public void Set(int place, List<LinkDecision> members, int heir)
    {
        Set(place, members);
        if (members.Count == 0)
        {
            heirs[place] = heir;
        }
    }

    /// <param name="reviews">With candidates as places of the result before.</param>
    public LadderResult Renumbered(IReadOnlyList<LinkReview> reviews)
    {
        if (changed.Count == 0)
        {
            return ReferenceEquals(reviews, before.Reviews) ? before : before with { Reviews = [.. reviews.OrderBy(review => review.Unit.Key)] };
        }

        var groups = before.Groups.ToArray();
        Parallel.ForEach(changed.Where(change => change.Value.Count > 0), change => groups[change.Key] = groups[change.Key] with { Members = MemberOrder.Of(change.Value) });
        var order = Enumerable.Range(0, groups.Length).Where(place => !changed.TryGetValue(place, out var members) || members.Count > 0).ToArray();
        Array.Sort(Array.ConvertAll(order, place => groups[place].Members[0].Unit.Key), order);
        var now = new int[groups.Length];
        for (var number = 0; number < order.Length; number++)
        {
            now[order[number]] = number;
        }

        return new LadderResult(
            Array.ConvertAll(order, place => groups[place]),
            [.. reviews
                .Select(review => review with { Candidates = [.. review.Candidates.Select(place => now[heirs.GetValueOrDefault(place, place)]).Distinct().Order()] })
                .OrderBy(review => review.Unit.Key)],
            before.CrowdedNames);
    }

    private List<LinkDecision> Of(int place)
    {
        if (!changed.TryGetValue(place, out var members))
        {
            changed[place] = members = [.. before.Groups[place].Members];
        }

        return members;
    }
}
