using System.Globalization;

namespace Matching.Domain.Linkage.Judgements;

/// <summary>Lays the judgements of persons over what the rules made of a set of units: parts what they keep apart, joins what they joined.</summary>
/// <remarks>A stage of its own after every rung: which rows are alike and which groups may exist are two questions.
/// Keeping apart is stronger than joining, and blocks whole groups. Two valid codes become one firm only by a judgement that says the code changed.
/// The outcome depends on the set of rows and judgements, not on their order.</remarks>
public static class JudgedGroups
{
    public static LadderResult Apply(LadderResult ladder, LinkConstraints constraints)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        ArgumentNullException.ThrowIfNull(constraints);
        return constraints.IsEmpty ? ladder : new Work(ladder, constraints).Run();
    }

    private sealed class Work(LadderResult ladder, LinkConstraints constraints)
    {
        private readonly List<JudgedPiece> pieces = [];
        private readonly Dictionary<UnitKey, JudgedPiece> pieceOf = [];
        private readonly JudgedPiece[] coreOf = new JudgedPiece[ladder.Groups.Count];
        private readonly HashSet<UnitKey> placed = [];
        private readonly List<(LinkUnit Unit, LinkDoubt Doubt, JudgedPiece[] Between)> contradicted = [];
        private readonly ILookup<UnitKey, UnitKey> apart = constraints.NonMatches
            .SelectMany(pair => new[] { (pair.Left, pair.Right), (Left: pair.Right, Right: pair.Left) })
            .ToLookup(pair => pair.Item1, pair => pair.Item2);

        public LadderResult Run()
        {
            Part();
            var refused = constraints.Matches.Where(match => !Join(match)).ToList();
            var groups = pieces.Where(piece => piece.Members.Count > 0)
                .Select(piece => (Piece: piece, Group: piece.Grouped()))
                .OrderBy(pair => pair.Group.Members[0].Unit.Key)
                .ToList();
            var places = groups.Select((pair, place) => (pair.Piece, place)).ToDictionary(pair => pair.Piece, pair => pair.place);
            contradicted.AddRange(refused.Select(match => (UnitOf(match.Left), LinkDoubt.JudgementContradicted, new[] { pieceOf[match.Left], pieceOf[match.Right] })));
            return new LadderResult(
                [.. groups.Select(pair => pair.Group)],
                [.. ladder.Reviews.Select(review => Kept(review, places)).OfType<LinkReview>()
                    .Concat(contradicted.Where(IsOpen).Select(asked => Asked(asked, places)))
                    .DistinctBy(review => (review.Unit.Key, review.Doubt))
                    .OrderBy(review => review.Unit.Key).ThenBy(review => review.Doubt)],
                ladder.CrowdedNames);
        }

        /// <summary>Groups as pieces, those that hold rows kept apart in several.</summary>
        private void Part()
        {
            var touched = constraints.NonMatches.SelectMany(pair => new[] { pair.Left, pair.Right }).ToHashSet();
            for (var place = 0; place < ladder.Groups.Count; place++)
            {
                var group = ladder.Groups[place];
                var here = touched.Count == 0 ? [] : group.Members.Select(member => member.Unit.Key).Where(touched.Contains).ToHashSet();
                var pairs = here.Count < 2
                    ? []
                    : constraints.NonMatches.Where(pair => here.Contains(pair.Left) && here.Contains(pair.Right)).ToList();
                if (pairs.Count == 0)
                {
                    coreOf[place] = Add(JudgedPiece.Of(group));
                    continue;
                }

                var (parts, torn) = GroupPartition.Split(group, pairs.ConvertAll(pair => (pair.Left, pair.Right)));
                coreOf[place] = Add(JudgedPiece.Of(group, parts[0]));
                var cuts = new List<JudgedPiece>();
                foreach (var part in parts.Skip(1))
                {
                    cuts.Add(Add(JudgedPiece.CutFrom(group, [.. part.Select(member => Judged(member, pairs.Find(pair => IsOf(pair, part)) ?? pairs[0]))])));
                }

                if (torn.OrderByDescending(unit => unit.PublishedOn).ThenBy(unit => unit.Key).FirstOrDefault() is { } witness)
                {
                    // A row nobody judged speaks for both: one is enough to ask about the judgement.
                    contradicted.Add((witness, LinkDoubt.WrongMerge, [coreOf[place], .. cuts]));
                }
            }
        }

        private JudgedPiece Add(JudgedPiece piece)
        {
            pieces.Add(piece);
            foreach (var member in piece.Members)
            {
                pieceOf.Add(member.Unit.Key, piece);
            }

            return piece;
        }

        /// <returns>False when the rows must not come together: others keep them apart, or two codes do.</returns>
        private bool Join(LinkConstraint match)
        {
            var (left, right) = (pieceOf[match.Left], pieceOf[match.Right]);
            if (left == right)
            {
                placed.Add(match.Left);
                return true;
            }

            var goesAlone = match.Judgement.Scope == JudgedScope.Row && left.Uscc is not null;
            if (!goesAlone && CanBeOne(left, right, match.Judgement.IsCodeChange))
            {
                Unite(left, right, match);
                placed.Add(match.Left);
                return true;
            }

            if (match.Judgement.Scope == JudgedScope.Row && !apart[match.Left].Any(right.Holds))
            {
                var moved = left.Take(match.Left);
                right.Members.Add(Judged(moved, match));
                pieceOf[match.Left] = right;
                placed.Add(match.Left);
                if (left.Members.Exists(member => member.Unit.IsRegistryRow && member.Unit.FoldedName == moved.Unit.FoldedName))
                {
                    contradicted.Add((moved.Unit, LinkDoubt.JudgementContradicted, [left, right]));
                }

                return true;
            }

            return false;
        }

        private bool CanBeOne(JudgedPiece left, JudgedPiece right, bool isCodeChange) =>
            (isCodeChange || left.Uscc is null || right.Uscc is null || left.Uscc == right.Uscc)
            && !(left.Members.Count <= right.Members.Count ? AreApart(left, right) : AreApart(right, left));

        private bool AreApart(JudgedPiece few, JudgedPiece many) => few.Members.Exists(member => apart[member.Unit.Key].Any(many.Holds));

        private void Unite(JudgedPiece left, JudgedPiece right, LinkConstraint match)
        {
            var (firm, other) = right.Outranks(left) ? (right, left) : (left, right);
            foreach (var member in other.Members)
            {
                firm.Members.Add(Judged(member, match));
                pieceOf[member.Unit.Key] = firm;
            }

            other.Members.Clear();
            foreach (var place in Enumerable.Range(0, coreOf.Length).Where(place => coreOf[place] == other))
            {
                coreOf[place] = firm;
            }
        }

        private static bool IsOf(LinkConstraint pair, List<LinkDecision> part) =>
            part.Exists(member => member.Unit.Key == pair.Left || member.Unit.Key == pair.Right);

        private static LinkDecision Judged(LinkDecision member, LinkConstraint by) => member with
        {
            Rule = LinkageRule.Judged,
            Band = LinkageBand.Auto,
            Score = LinkageScores.Judged,
            Evidence =
            [
                .. member.Evidence.Where(one => one.Field != "judgement"),
                new("judgement", by.Judgement.Number.ToString(CultureInfo.InvariantCulture), by.Judgement.By, by.Judgement.Judgement == Judgement.Match ? "match" : "non-match"),
            ],
        };

        /// <summary>What is left to ask of a review: nothing once a person placed the row or kept it from every firm that could be meant.</summary>
        private LinkReview? Kept(LinkReview review, Dictionary<JudgedPiece, int> places)
        {
            var unit = review.Unit.Key;
            if (placed.Contains(unit) || constraints.Settled.Contains(unit))
            {
                return null;
            }

            var own = pieceOf[unit];
            var open = review.Candidates.Select(place => coreOf[place])
                .Distinct()
                .Where(piece => piece.Members.Count > 0 && !apart[unit].Any(piece.Holds))
                .ToList();
            return review.Candidates.Count > 0 && (open.Count == 0 || open.Contains(own))
                ? null
                : review with { Candidates = [.. open.Select(piece => places[piece]).Order()] };
        }

        private bool IsOpen((LinkUnit Unit, LinkDoubt Doubt, JudgedPiece[] Between) asked) =>
            !constraints.Settled.Contains(asked.Unit.Key) && !(asked.Doubt == LinkDoubt.WrongMerge && placed.Contains(asked.Unit.Key));

        private static LinkReview Asked((LinkUnit Unit, LinkDoubt Doubt, JudgedPiece[] Between) asked, Dictionary<JudgedPiece, int> places) =>
            new(asked.Unit, asked.Doubt, [.. asked.Between.Where(places.ContainsKey).Select(piece => places[piece]).Distinct().Order()]);

        private LinkUnit UnitOf(UnitKey unit) => pieceOf[unit].Members.Find(member => member.Unit.Key == unit)!.Unit;
    }
}
