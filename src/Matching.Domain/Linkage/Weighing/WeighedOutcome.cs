namespace Matching.Domain.Linkage.Weighing;

/// <summary>What the ladder says after groups became one: their rows with the reason, and the questions left for a person.</summary>
internal static class WeighedOutcome
{
    private const int MostCandidates = 4;

    internal static readonly string[] CoreWords =
        ["same", "same-sound", "looks-alike", "cut-off", "one-character-elsewhere", "character-more-or-less", "one-character-of-trade-name", "other-trade", "sound-but-one"];

    internal static readonly string[] RegionWords = ["same-city", "same-province", "missing", "differs"];

    /// <param name="sets">Groups that became one.</param>
    /// <param name="torn">Groups that two firms claim.</param>
    public static LadderResult Of(LadderResult ladder, IReadOnlyList<NameFace> faces, List<WeighedPair> pairs, DisjointSets sets, HashSet<int> torn)
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
                else if (pair.Bits >= PairModel.BitsOf(WeighedRung.AskFrom) && ladder.Groups[group].Uscc is null)
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
        var moved = merged.SelectMany(group => group.Members).Where(member => member.Rule == LinkageRule.Weighed).Select(member => member.Unit).ToHashSet();
        var reviews = ladder.Reviews
            .Where(review => review.Doubt != LinkDoubt.AmbiguousName || !moved.Contains(review.Unit))
            .Select(review => review with { Candidates = [.. review.Candidates.Select(Now).Distinct().Order()] })
            .ToList();
        var asked = reviews.Select(review => review.Unit).ToHashSet();
        reviews.AddRange(Questions(ladder, claims, torn, sets)
            .Select(question => new LinkReview(ladder.Groups[question.Group].Members[0].Unit, LinkDoubt.NearName, [.. question.Candidates.Select(Now).Distinct().Order()]))
            .Where(review => !asked.Contains(review.Unit)));
        return new LadderResult(Array.ConvertAll(order, place => merged[place]), [.. reviews.OrderBy(review => review.Unit.Key)], ladder.CrowdedNames);
    }

    /// <summary>Each firm without a code that is near to others; where both sides are such, the later asks.</summary>
    private static IEnumerable<(int Group, IEnumerable<int> Candidates)> Questions(
        LadderResult ladder, Dictionary<int, List<WeighedPair>> claims, HashSet<int> torn, DisjointSets sets)
    {
        var coded = Enumerable.Range(0, ladder.Groups.Count).Where(group => ladder.Groups[group].Uscc is not null).Select(sets.Find).ToHashSet();
        foreach (var firm in claims.GroupBy(claim => sets.Find(claim.Key)).Where(firm => !coded.Contains(firm.Key)).OrderBy(firm => firm.Key))
        {
            var (group, own) = firm.MaxBy(claim => (claim.Value[0].Bits, -claim.Key));
            var near = own.TakeWhile(pair => own[0].Bits - pair.Bits < ConstrainedGroups.ClearLead).Take(MostCandidates).Select(pair => pair.Other(group)).ToList();
            if (torn.Contains(group) || near.Exists(other => torn.Contains(other) || sets.Find(other) < firm.Key || coded.Contains(sets.Find(other))))
            {
                yield return (firm.Key, near);
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
