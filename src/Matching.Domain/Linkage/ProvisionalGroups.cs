using Matching.Domain.Firms;

namespace Matching.Domain.Linkage;

/// <summary>Rows no rung could place: joined with each other by equal name and region, by number, or by a stated change of name.</summary>
internal sealed class ProvisionalGroups(NameKeys names)
{
    private readonly List<LinkDecision> rows = [];
    private readonly List<LinkUnit> nonFirms = [];
    private readonly SortedDictionary<(string Code, string Name), List<LinkDecision>> contradicting = [];

    /// <summary>Rows of institutes and other bodies; they are told apart by whole names, over all components.</summary>
    public IReadOnlyList<LinkUnit> NonFirms => nonFirms;

    /// <summary>What is said of a row that joins nobody.</summary>
    public static LinkDecision Decide(LinkUnit unit) =>
        new(unit, LinkageRule.Provisional, LinkageBand.Provisional, LinkageScores.Provisional, [new("name", unit.PrintedName, unit.FoldedName, "same")]);

    public void Add(LinkUnit unit)
    {
        if (unit.Kind == UnitKind.Firm)
        {
            rows.Add(Decide(unit));
        }
        else
        {
            nonFirms.Add(unit);
        }
    }

    /// <summary>Several firms could be meant: the row waits beside its likes.</summary>
    public void AddDoubtful(LinkUnit unit, IReadOnlyList<LinkageEvidence> evidence)
    {
        if (unit.Kind == UnitKind.Firm)
        {
            rows.Add(new(unit, LinkageRule.Provisional, LinkageBand.Review, LinkageScores.Review, evidence));
        }
        else
        {
            nonFirms.Add(unit);
        }
    }

    /// <summary>Rows that say the same contradiction stay together and apart from all others.</summary>
    public void AddContradicting(LinkUnit unit, string code, IReadOnlyList<LinkageEvidence> evidence)
    {
        var key = (code, unit.FoldedName);
        if (!contradicting.TryGetValue(key, out var members))
        {
            contradicting[key] = members = [];
        }

        members.Add(new(unit, LinkageRule.Provisional, LinkageBand.Review, LinkageScores.Review, evidence));
    }

    public IEnumerable<DraftGroup> Form()
    {
        foreach (var members in contradicting.Values)
        {
            yield return new(UnitKind.Firm, null, true, members, null);
        }

        if (rows.Count <= 1)
        {
            if (rows is [var only])
            {
                yield return new(UnitKind.Firm, null, true, [only], null);
            }

            yield break;
        }

        var sets = new DisjointSets(rows.Count);
        JoinByName(sets);
        JoinByNumber(sets, unit => unit.CertificateNumber?.ToString());
        JoinByNumber(sets, unit => unit.RegistrationNumber?.ToString());
        JoinByRenaming(sets);
        foreach (var set in sets.Lists())
        {
            yield return new(UnitKind.Firm, null, true, set.ConvertAll(i => rows[i]), null);
        }
    }

    private void JoinByName(DisjointSets sets)
    {
        foreach (var sameName in Places().GroupBy(i => names.KeyOf(rows[i].Unit)).Where(group => group.Key is not null))
        {
            foreach (var near in RegionBuckets.Of([.. sameName], i => rows[i].Unit.Region))
            {
                near.ForEach(i => sets.Union(near[0], i));
            }
        }
    }

    private void JoinByNumber(DisjointSets sets, Func<LinkUnit, string?> number)
    {
        foreach (var same in Places().GroupBy(i => number(rows[i].Unit)).Where(group => group.Key is not null))
        {
            var places = same.ToList();
            places.ForEach(i => sets.Union(places[0], i));
        }
    }

    /// <summary>The old name joins when all that bear it lie in one set, no region contradicts, and none is younger than the change by over a year.</summary>
    private void JoinByRenaming(DisjointSets sets)
    {
        var byName = Places().ToLookup(i => names.KeyOf(rows[i].Unit));
        var joins = new List<(int, int)>();
        foreach (var i in Places())
        {
            if (Renaming.Of(rows[i].Unit, names) is { } renaming)
            {
                var old = byName[renaming.From].Where(j => !RegionAgreement.Contradict(rows[i].Unit.Region, rows[j].Unit.Region)).ToList();
                if (old.Count > 0
                    && old.TrueForAll(j => sets.Find(j) == sets.Find(old[0]))
                    && old.TrueForAll(j => rows[j].Unit.NameFrom < renaming.On.AddYears(1)))
                {
                    joins.Add((i, old[0]));
                }
            }
        }

        joins.ForEach(join => sets.Union(join.Item1, join.Item2));
    }

    private IEnumerable<int> Places() => Enumerable.Range(0, rows.Count);
}
