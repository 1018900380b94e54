using Matching.Domain.Linkage.Judgements;

namespace Matching.Domain.Linkage.Weighing;

/// <summary>Which groups become one, the strongest pair first, under constraints: which pairs are alike and which groups may exist are two questions.</summary>
/// <remarks>Two valid codes never join, nor two rows of a list that names a firm once, nor two regions. A group that could as well be another firm's joins nobody.
/// Two sets that each hang together much better than the one pair between them are not joined by it: such a bridge is a person's question.
/// Equal weights are taken by the smaller unit, and a tie between two firms leaves the group alone, so the order of rows plays no part.</remarks>
internal sealed class ConstrainedGroups
{
    /// <summary>Bits by which the nearest must lead over another that cannot be the same firm.</summary>
    public const double ClearLead = 3;

    /// <summary>Bits by which the only pair between two sets may be lighter than what holds each of them together.</summary>
    public const double WeakBridge = 3;

    private const int MostCompared = 8;

    private readonly IReadOnlyDictionary<int, List<NameFace>> faces;
    private readonly KeptApart apart;
    private readonly DisjointSets sets;
    private readonly Dictionary<int, List<int>> members = [];

    /// <summary>Pairs by group, the strongest first.</summary>
    private readonly Dictionary<int, List<WeighedPair>> own = [];

    /// <summary>Bits of the lightest pair that holds a set together, by its root.</summary>
    private readonly Dictionary<int, double> cohesion = [];

    private ConstrainedGroups(int groups, IReadOnlyDictionary<int, List<NameFace>> faces, IReadOnlyList<WeighedPair> pairs, KeptApart apart)
    {
        (this.faces, this.apart, sets) = (faces, apart, new DisjointSets(groups));
        foreach (var pair in pairs)
        {
            Add(pair.Left, pair);
            Add(pair.Right, pair);
        }

        void Add(int group, WeighedPair pair)
        {
            if (!own.TryGetValue(group, out var claims))
            {
                own[group] = claims = [];
            }

            claims.Add(pair);
        }
    }

    /// <param name="groups">Number of groups.</param>
    /// <param name="faces">Faces by group.</param>
    /// <param name="pairs">The strongest first, down to those that only matter as rivals.</param>
    /// <param name="from">Bits from which on groups are joined.</param>
    /// <param name="apart">What persons have ruled out.</param>
    /// <returns>The sets, and the groups that two firms claim.</returns>
    public static (DisjointSets Sets, HashSet<int> Torn) Form(int groups, IReadOnlyDictionary<int, List<NameFace>> faces, IReadOnlyList<WeighedPair> pairs, double from, KeptApart apart)
    {
        var form = new ConstrainedGroups(groups, faces, pairs, apart);
        var torn = form.Torn();
        foreach (var pair in pairs)
        {
            if (pair.Bits < from)
            {
                break;
            }

            if (!torn.Contains(pair.Left) && !torn.Contains(pair.Right))
            {
                form.Join(pair);
            }
        }

        return (form.sets, torn);
    }

    private HashSet<int> Torn()
    {
        var torn = new HashSet<int>();
        foreach (var (group, claims) in own)
        {
            // A firm with a code is itself, however many claim to be near it.
            if (faces[group][0].Code is null
                && claims.Skip(1).TakeWhile(claim => claims[0].Bits - claim.Bits < ClearLead).Take(MostCompared).Any(claim => AreApart(claims[0].Other(group), claim.Other(group))))
            {
                torn.Add(group);
            }
        }

        return torn;
    }

    private void Join(WeighedPair pair)
    {
        var (a, b) = (sets.Find(pair.Left), sets.Find(pair.Right));
        if (a == b)
        {
            return;
        }

        var (ofA, ofB) = (MembersOf(a), MembersOf(b));
        if (ofA.Exists(one => ofB.Exists(other => AreApart(one, other))) || IsWeakBridge(pair, a, b, ofA))
        {
            return;
        }

        sets.Union(a, b);
        members.Remove(a);
        members.Remove(b);
        members[sets.Find(a)] = [.. ofA, .. ofB];

        // Pairs come the strongest first, so the last one is the lightest that holds the set together.
        cohesion[sets.Find(a)] = pair.Bits;
    }

    /// <summary>A pair between two sets that is much lighter than what holds each of them together, and the only one between them.</summary>
    private bool IsWeakBridge(WeighedPair pair, int a, int b, List<int> ofA) =>
        cohesion.TryGetValue(a, out var holdsA)
        && cohesion.TryGetValue(b, out var holdsB)
        && pair.Bits + WeakBridge <= Math.Min(holdsA, holdsB)
        && ofA.Sum(group => own[group].Count(claim => sets.Find(claim.Other(group)) == b)) == 1;

    private List<int> MembersOf(int root) => members.TryGetValue(root, out var list) ? list : [root];

    /// <summary>Two groups that cannot be one firm: known or judged to be two, or every region the one states contradicts those of the other.</summary>
    private bool AreApart(int left, int right)
    {
        if (left == right)
        {
            return false;
        }

        var (ofLeft, ofRight) = (faces[left], faces[right]);
        if (apart.AreApart(left, right) || ofLeft[0].IsKnownApartFrom(ofRight[0]))
        {
            return true;
        }

        var isContradicted = false;
        foreach (var one in ofLeft.Take(MostCompared))
        {
            foreach (var other in ofRight.Take(MostCompared))
            {
                if (RegionAgreement.Agree(one.Region, other.Region))
                {
                    return false;
                }

                isContradicted |= RegionAgreement.Contradict(one.Region, other.Region);
            }
        }

        return isContradicted;
    }
}
