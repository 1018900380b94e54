namespace Matching.Domain.Linkage.Judgements;

/// <summary>A row of a set that is being linked, with what a <see cref="UnitMark"/> finds it by.</summary>
public readonly record struct MarkedUnit(UnitKey Key, long KeyHash, string FoldedName);

/// <summary>Two rows of the set that a person joined or kept apart.</summary>
public sealed record LinkConstraint(StandingJudgement Judgement, UnitKey Left, UnitKey Right);

/// <summary>The judgements that bind a run, laid over its rows. Judgements on rows that are not in force sleep until they come back.</summary>
public sealed class LinkConstraints
{
    public static LinkConstraints None { get; } = new([], [], []);

    private LinkConstraints(List<LinkConstraint> matches, List<LinkConstraint> nonMatches, HashSet<UnitKey> settled) =>
        (Matches, NonMatches, Settled) = (matches, nonMatches, settled);

    /// <summary>In order of their numbers.</summary>
    public IReadOnlyList<LinkConstraint> Matches { get; }

    public IReadOnlyList<LinkConstraint> NonMatches { get; }

    /// <summary>Rows a person judged to stand as they are.</summary>
    public IReadOnlySet<UnitKey> Settled { get; }

    public bool IsEmpty => Matches.Count + NonMatches.Count + Settled.Count == 0;

    public static LinkConstraints Of(IReadOnlyCollection<StandingJudgement> judgements, IEnumerable<MarkedUnit> units)
    {
        ArgumentNullException.ThrowIfNull(judgements);
        ArgumentNullException.ThrowIfNull(units);
        if (judgements.Count == 0)
        {
            return None;
        }

        var marked = judgements.SelectMany(judgement => new[] { judgement.Left.KeyHash, (judgement.Right ?? judgement.Left).KeyHash }).ToHashSet();
        var byKey = units.Where(unit => marked.Contains(unit.KeyHash)).ToLookup(unit => unit.KeyHash);
        var matches = new List<LinkConstraint>();
        var nonMatches = new List<LinkConstraint>();
        var settled = new HashSet<UnitKey>();
        foreach (var judgement in judgements.OrderBy(judgement => judgement.Number))
        {
            if (Find(judgement.Left, byKey[judgement.Left.KeyHash]) is not { } left)
            {
                continue;
            }

            if (judgement.Right is null)
            {
                settled.Add(left);
            }
            else if (Find(judgement.Right, byKey[judgement.Right.KeyHash]) is { } right && left != right)
            {
                (judgement.Judgement switch { Judgement.Match => matches, Judgement.NonMatch => nonMatches, _ => null })?.Add(new(judgement, left, right));
            }
        }

        return new LinkConstraints(matches, nonMatches, settled);
    }

    /// <summary>The row itself; else, of the rows that speak of the same thing, the one of the same name; else the one in the same place.</summary>
    public static UnitKey? Find(UnitMark mark, IEnumerable<MarkedUnit> candidates)
    {
        ArgumentNullException.ThrowIfNull(mark);
        MarkedUnit? best = null;
        foreach (var unit in candidates.OrderBy(unit => unit.Key))
        {
            if (unit.Key == mark.Seen)
            {
                return unit.Key;
            }

            best = (best, Rank(unit)) switch
            {
                (null, > 0) => unit,
                ({ } other, var rank) when rank > Rank(other) => unit,
                _ => best,
            };
        }

        return best?.Key;

        int Rank(MarkedUnit unit) =>
            (unit.FoldedName == mark.FoldedName ? 2 : 0) + (unit.Key.Position == mark.Seen.Position ? 1 : 0);
    }
}
