namespace Matching.Domain.Linkage.Weighing;

/// <summary>The rung for lists without a register: groups the sure rungs left apart are joined where the parts of their names speak for one firm.</summary>
public static class WeighedRung
{
    /// <summary>Belief from which groups are joined without being asked about.</summary>
    public const double AutoFrom = 0.95;

    /// <summary>Belief from which a person is asked.</summary>
    public const double AskFrom = 0.5;

    private const int MostCandidates = 4;

    private static readonly string[] CoreWords =
        ["same", "same-sound", "looks-alike", "cut-off", "one-character-elsewhere", "character-more-or-less", "one-character-of-trade-name", "other-trade", "sound-but-one"];

    private static readonly string[] RegionWords = ["same-city", "same-province", "missing", "differs"];

    /// <summary>Learns from the groups the sure rungs made, without labels.</summary>
    /// <param name="ownerOf">Who a unit really is, only to tell how many true pairs are candidates; null = not known.</param>
    public static LearntWeights Learn(LadderResult ladder, Func<UnitKey, string?>? ownerOf = null)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        var pairs = new WeighedPairs(NameFaces.Of(ladder));
        var reach = ownerOf is null ? (double?)null : pairs.Reach([.. ladder.Groups.Select(group => ownerOf(group.Members[0].Unit.Key))]);
        return new LearntWeights(PairModel.Learn(pairs.Count()), pairs.Costs, reach);
    }

    /// <param name="ladder">What the sure rungs made of all units.</param>
    /// <param name="known">A model learnt before; null = learn from these rows.</param>
    /// <param name="autoFrom">Belief from which groups are joined, above <see cref="AskFrom"/>.</param>
    public static LadderResult Apply(LadderResult ladder, PairModel? known = null, double autoFrom = AutoFrom)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        ArgumentOutOfRangeException.ThrowIfLessThan(autoFrom, AskFrom);
        var faces = NameFaces.Of(ladder);
        var compared = new WeighedPairs(faces);
        var model = known ?? PairModel.Learn(compared.Count());
        var leadingFrom = PairModel.BeliefOf(PairModel.BitsOf(AskFrom) - ConstrainedGroups.ClearLead);
        var pairs = compared.From(leadingFrom, model);
        var byGroup = faces.GroupBy(face => face.Group).ToDictionary(group => group.Key, group => group.ToList());
        var (sets, torn) = ConstrainedGroups.Form(ladder.Groups.Count, byGroup, pairs, PairModel.BitsOf(autoFrom));
        return Placed(ladder, faces, pairs, sets, torn);
    }

    private static LadderResult Placed(LadderResult ladder, IReadOnlyList<NameFace> faces, List<WeighedPair> pairs, DisjointSets sets, HashSet<int> torn)
    {
        var strongest = new Dictionary<int, WeighedPair>();
        var claims = new Dictionary<int, List<WeighedPair>>();
        foreach (var pair in pairs)
        {
            foreach (var group in (int[])[pair.Left, pair.Right])
            {
                if (sets.Find(pair.Left) == sets.Find(pair.Right))
                {
                    strongest.TryAdd(group, pair);
                }
                else if (pair.Bits >= PairModel.BitsOf(AskFrom) && ladder.Groups[group].Uscc is null)
                {
                    (claims.TryGetValue(group, out var own) ? own : claims[group] = []).Add(pair);
                }
            }
        }

        var merged = new List<LinkGroup>();
        var rootPlaces = new Dictionary<int, int>();
        foreach (var set in sets.Lists())
        {
            var main = set[Math.Max(0, set.FindIndex(place => ladder.Groups[place].Uscc is not null))];
            rootPlaces[set[0]] = merged.Count;
            merged.Add(set.Count == 1
                ? WithQuestion(ladder.Groups[main], claims.ContainsKey(main) && !strongest.ContainsKey(main))
                : ladder.Groups[main] with
                {
                    Members = MemberOrder.Of([.. set.SelectMany(place => place == main
                        ? ladder.Groups[place].Members
                        : ladder.Groups[place].Members.Select(member => Moved(member, strongest[place], faces, place)))]),
                });
        }

        var order = Enumerable.Range(0, merged.Count).ToArray();
        Array.Sort(order.Select(place => merged[place].Members[0].Unit.Key).ToArray(), order);
        var now = new int[merged.Count];
        for (var number = 0; number < order.Length; number++)
        {
            now[order[number]] = number;
        }

        int Now(int group) => now[rootPlaces[sets.Find(group)]];
        var reviews = ladder.Reviews.Select(review => review with { Candidates = [.. review.Candidates.Select(Now).Distinct().Order()] }).ToList();
        reviews.AddRange(Questions(ladder, claims, torn, sets).Select(question =>
            new LinkReview(ladder.Groups[question.Group].Members[0].Unit, LinkDoubt.NearName, [.. question.Candidates.Select(Now).Distinct().Order()])));
        return new LadderResult(Array.ConvertAll(order, place => merged[place]), [.. reviews.OrderBy(review => review.Unit.Key)], ladder.CrowdedNames);
    }

    /// <summary>Each group without a code that stayed alone and is near to others; where both sides are such, the later asks.</summary>
    private static IEnumerable<(int Group, IEnumerable<int> Candidates)> Questions(
        LadderResult ladder, Dictionary<int, List<WeighedPair>> claims, HashSet<int> torn, DisjointSets sets)
    {
        foreach (var (group, own) in claims.OrderBy(claim => claim.Key))
        {
            if (ladder.Groups[sets.Find(group)].Uscc is not null)
            {
                continue;
            }

            var near = own.TakeWhile(pair => own[0].Bits - pair.Bits < ConstrainedGroups.ClearLead).Take(MostCandidates).Select(pair => pair.Other(group)).ToList();
            if (torn.Contains(group) || near.Exists(other => ladder.Groups[other].Uscc is not null || torn.Contains(other) || other < group))
            {
                yield return (group, near);
            }
        }
    }

    private static LinkGroup WithQuestion(LinkGroup group, bool isAsked) => isAsked && group is { IsProvisional: true, Members: [var only] }
        ? group with { Members = [only with { Band = LinkageBand.Review, Score = LinkageScores.Review }] }
        : group;

    private static LinkDecision Moved(LinkDecision member, WeighedPair pair, IReadOnlyList<NameFace> faces, int group) => member with
    {
        Rule = LinkageRule.Weighed,
        Band = LinkageBand.Auto,
        Score = PairModel.BeliefOf(pair.Bits),
        Evidence =
        [
            new("name", member.Unit.PrintedName, faces[group == pair.Left ? pair.RightFace : pair.LeftFace].Name.Folded, CoreWords[(int)pair.Pattern.Core]),
            new("region", member.Unit.Region?.ToString() ?? "", faces[group == pair.Left ? pair.RightFace : pair.LeftFace].Region?.ToString() ?? "", RegionWords[(int)pair.Pattern.Region]),
        ],
    };
}
