using Matching.Ml.Features;
using Matching.Ml.TrainingSets;

namespace Matching.Ml.Evaluation;

/// <summary>Rows of a training set with the scores of the scorers to compare; all lists in the order of <paramref name="Rows"/>.</summary>
/// <param name="Champion">Null when no model is live.</param>
public sealed record ScoredRows(IReadOnlyList<TrainingRow> Rows, int PositiveFrom, IReadOnlyList<double> Model, IReadOnlyList<double>? Champion)
{
    public IReadOnlyList<double> Card { get; } = [.. Rows.Select(row => (double)row.CardPoints)];

    public IReadOnlyList<bool> Positives { get; } = [.. Rows.Select(row => row.Label >= PositiveFrom)];
}

/// <summary>Computes the figures of a model beside those of the point card and of the live model. Pure.</summary>
public static class Evaluator
{
    /// <summary>Slices with fewer rows are shown, but nothing is concluded from them.</summary>
    public const int SliceMinimum = 40;

    private const double BestShare = 0.2;
    private const int Cut = 10;

    private static readonly (string Code, string Title, string Convention, Func<IReadOnlyList<TrainingRow>, IReadOnlyList<bool>, IReadOnlyList<double>, int, double> Of)[] Kinds =
    [
        ("ndcg@10", "NDCG@10", Conventions.Ndcg, (rows, _, scores, _) => Ndcg(rows, scores)),
        ("precision@10", "前 10 名命中率", Conventions.Precision, (rows, _, scores, from) => RankMetrics.PrecisionAt(Cut, Ordered(rows, scores), from)),
        ("auc", "AUC", Conventions.Auc, (_, positives, scores, _) => BinaryMetrics.Auc(scores, positives)),
        ("ks", "KS", Conventions.Ks, (_, positives, scores, _) => BinaryMetrics.Ks(scores, positives)),
        ("gini", "Gini", Conventions.Gini, (_, positives, scores, _) => BinaryMetrics.Gini(scores, positives)),
        ("lift@20%", "前 20% 提升度", Conventions.Lift, (_, positives, scores, _) => BinaryMetrics.Lift(scores, positives, BestShare)),
    ];

    /// <summary>The figure that decides: NDCG@10 for graded labels, else AUC.</summary>
    public static string PrimaryOf(LabelDefinition label) => label is { Kind: LabelKind.Graded } ? "ndcg@10" : "auc";

    /// <summary>Figures of every scorer, and the differences in the deciding one, with intervals by resampling firms.</summary>
    public static IReadOnlyList<Measure> Measures(ScoredRows scored, string primary, long seed)
    {
        ArgumentNullException.ThrowIfNull(scored);
        string[] firms = [.. scored.Rows.Select(row => row.FirmKey)];
        var measures = new List<Measure>();
        foreach (var (scorer, scores) in Scorers(scored))
        {
            foreach (var (code, title, convention, of) in Kinds)
            {
                var interval = Bootstrap.Interval(firms, rows => Of(of, scored, scores, rows), seed);
                measures.Add(new(scorer, code, title, Known(of(scored.Rows, scored.Positives, scores, scored.PositiveFrom)), interval?.Low, interval?.High, null, convention));
            }
        }

        var deciding = Array.Find(Kinds, kind => kind.Code == primary);
        foreach (var (other, scores) in Scorers(scored).Skip(1))
        {
            double Gain(IReadOnlyList<int> rows) => Of(deciding.Of, scored, scored.Model, rows) - Of(deciding.Of, scored, scores, rows);
            var interval = Bootstrap.Interval(firms, Gain, seed);
            var all = Enumerable.Range(0, scored.Rows.Count).ToList();
            measures.Add(new($"model-{other}", primary, $"{deciding.Title} 之差", Known(Gain(all)), interval?.Low, interval?.High, interval?.ShareAboveZero, Conventions.Bootstrap));
        }

        return measures;
    }

    /// <summary>The hold-out by field, region, age and size; only slices with a row.</summary>
    public static IReadOnlyList<SliceLine> Slices(ScoredRows scored)
    {
        ArgumentNullException.ThrowIfNull(scored);
        var top = (int)Math.Ceiling(scored.Rows.Count * BestShare);
        var (byModel, byCard) = (SwapSet.Ranks(scored.Model), SwapSet.Ranks(scored.Card));
        (string Kind, Func<TrainingRow, string> Of)[] kinds =
        [
            ("领域", row => ModelFeatures.GroupText(PeerKind.Field, row.Field)),
            ("地区", row => ModelFeatures.GroupText(PeerKind.Region, row.Province)),
            ("年龄", row => ModelFeatures.GroupText(PeerKind.Age, row.AgeBand)),
            ("规模", row => TrainingRow.SizeText(row.SizeBand)),
        ];
        return
        [
            .. kinds.SelectMany(kind => Enumerable.Range(0, scored.Rows.Count)
                .GroupBy(row => kind.Of(scored.Rows[row]), StringComparer.Ordinal)
                .OrderByDescending(slice => slice.Count())
                .ThenBy(slice => slice.Key, StringComparer.Ordinal)
                .Select(slice => Slice(kind.Kind, slice.Key, [.. slice]))),
        ];

        SliceLine Slice(string kind, string name, List<int> rows)
        {
            bool[] positives = [.. rows.Select(row => scored.Positives[row])];
            return new(
                kind, name, rows.Count, positives.Count(positive => positive),
                Known(BinaryMetrics.Auc([.. rows.Select(row => scored.Model[row])], positives)),
                Known(BinaryMetrics.Auc([.. rows.Select(row => scored.Card[row])], positives)),
                rows.Count(row => byModel[row] <= top) / (double)rows.Count,
                rows.Count(row => byCard[row] <= top) / (double)rows.Count);
        }
    }

    /// <summary>Who enters and leaves the best <paramref name="top"/> of the hold-out when the model takes over from the card.</summary>
    public static IReadOnlyList<SwapLine> Swaps(ScoredRows scored, int top)
    {
        ArgumentNullException.ThrowIfNull(scored);
        return
        [
            .. SwapSet.Of(scored.Card, scored.Model, top).Select(swap =>
            {
                var row = scored.Rows[swap.Row];
                return new SwapLine(row.Firm, row.Bank, row.PushedOn, row.Label, swap.Before, swap.After, swap.Enters);
            }),
        ];
    }

    public static FoldLine Fold(string kind, Split split, ScoredRows scored)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(scored);
        return new(
            kind, split.Name, split.Train.Count, split.Test.Count,
            Known(BinaryMetrics.Auc(scored.Model, scored.Positives)), Known(BinaryMetrics.Auc(scored.Card, scored.Positives)),
            Known(Ndcg(scored.Rows, scored.Model)), Known(Ndcg(scored.Rows, scored.Card)));
    }

    /// <summary>JSON has no NaN; what cannot be computed is absent.</summary>
    public static double? Known(double figure) => double.IsFinite(figure) ? figure : null;

    private static IEnumerable<(string Scorer, IReadOnlyList<double> Scores)> Scorers(ScoredRows scored)
    {
        yield return ("model", scored.Model);
        yield return ("card", scored.Card);
        if (scored.Champion is { } champion)
        {
            yield return ("champion", champion);
        }
    }

    private static double Of(
        Func<IReadOnlyList<TrainingRow>, IReadOnlyList<bool>, IReadOnlyList<double>, int, double> of, ScoredRows scored, IReadOnlyList<double> scores, IReadOnlyList<int> rows) =>
        of([.. rows.Select(row => scored.Rows[row])], [.. rows.Select(row => scored.Positives[row])], [.. rows.Select(row => scores[row])], scored.PositiveFrom);

    private static double Ndcg(IReadOnlyList<TrainingRow> rows, IReadOnlyList<double> scores) => RankMetrics.NdcgAt(Cut, Ordered(rows, scores));

    private static IReadOnlyList<int[]> Ordered(IReadOnlyList<TrainingRow> rows, IReadOnlyList<double> scores) =>
        RankMetrics.InOrder([.. rows.Select(row => row.Group)], [.. rows.Select(row => row.Label)], scores);
}
