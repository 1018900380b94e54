namespace Matching.Domain.Linkage.Judgements;

/// <summary>What persons have ruled out of the groups of a result: pairs they keep apart, and groups they said stand as they are.</summary>
public sealed class KeptApart
{
    private readonly HashSet<(int, int)> pairs = [];
    private readonly HashSet<int> standing = [];

    private KeptApart()
    {
    }

    public static KeptApart Nobody { get; } = new();

    /// <param name="result">With the judgements laid over it already.</param>
    public static KeptApart Of(LinkConstraints constraints, LadderResult result)
    {
        ArgumentNullException.ThrowIfNull(constraints);
        ArgumentNullException.ThrowIfNull(result);
        var named = constraints.NonMatches.SelectMany(pair => new[] { pair.Left, pair.Right }).Concat(constraints.Settled).ToHashSet();
        if (named.Count == 0)
        {
            return Nobody;
        }

        var places = new Dictionary<UnitKey, int>();
        for (var place = 0; place < result.Groups.Count; place++)
        {
            foreach (var member in result.Groups[place].Members)
            {
                if (named.Contains(member.Unit.Key))
                {
                    places[member.Unit.Key] = place;
                }
            }
        }

        var kept = new KeptApart();
        foreach (var pair in constraints.NonMatches)
        {
            kept.pairs.Add(Ordered(places[pair.Left], places[pair.Right]));
        }

        kept.standing.UnionWith(constraints.Settled.Select(unit => places[unit]));
        return kept;
    }

    public bool AreApart(int left, int right) => pairs.Count > 0 && pairs.Contains(Ordered(left, right));

    /// <summary>True for a group that is to join nobody and be asked about no more.</summary>
    public bool Stands(int place) => standing.Contains(place);

    private static (int, int) Ordered(int left, int right) => left < right ? (left, right) : (right, left);
}
