namespace Matching.Domain.Linkage;

/// <summary>Members of a group by their unit.</summary>
internal static class MemberOrder
{
    /// <summary>The list itself when it is in order already, as most are.</summary>
    public static IReadOnlyList<LinkDecision> Of(IReadOnlyList<LinkDecision> members)
    {
        for (var i = 1; i < members.Count; i++)
        {
            if (members[i - 1].Unit.Key.CompareTo(members[i].Unit.Key) > 0)
            {
                return [.. members.OrderBy(member => member.Unit.Key)];
            }
        }

        return members;
    }
}
