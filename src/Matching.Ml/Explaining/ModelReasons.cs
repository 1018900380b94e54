using System.Globalization;
using Matching.Domain.Scoring;
using Matching.Ml.Features;
using Matching.Ml.Registry;
using Matching.Ml.Training;
using Matching.Ml.Training.Fitted;

namespace Matching.Ml.Explaining;

/// <summary>A firm's points by a model with one contribution per term; baseline plus contributions equal the points exactly.</summary>
/// <param name="Contributions">Empty for a model that cannot state reasons.</param>
public sealed record ModelScore(decimal Points, decimal Baseline, TechnologyGrade Grade, double Chance, IReadOnlyList<Contribution> Contributions);

/// <summary>Scores firms by a model and says why. Contributions come from the model's own tables in fixed point; only their scale is changed, by one straight line.</summary>
public sealed class ModelReasons(IRanker model, ModelScale scale)
{
    private readonly IReadOnlyList<ModelTerm> terms = (model as TableModel)?.Terms ?? [];

    /// <summary>Scores of rows given as <see cref="ModelFeatures"/> reads them.</summary>
    public IReadOnlyList<ModelScore> Score(IReadOnlyList<float[]> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0)
        {
            return [];
        }

        var table = Table(rows);
        var scores = model.Score(table, 1);
        if (model is not TableModel glass)
        {
            return [.. scores.Select(score => Whole(score))];
        }

        var parts = glass.Explain(table, 1);
        return [.. rows.Select((row, r) => Explained(glass, scores[r], row, parts.AsSpan(r * terms.Count, terms.Count)))];
    }

    /// <summary>Points alone.</summary>
    public IReadOnlyList<decimal> Points(IReadOnlyList<float[]> rows) =>
        rows is { Count: > 0 } ? [.. model.Score(Table(rows), 1).Select(score => decimal.Round(PointsOf(score), 2, MidpointRounding.AwayFromZero))] : [];

    private static FactorTable Table(IReadOnlyList<float[]> rows) => new(
        ModelFeatures.V1.Factors,
        [.. Enumerable.Range(0, ModelFeatures.V1.All.Count).Select(f => rows.Select(row => row[f]).ToArray())]);

    private decimal PointsOf(double score) => ModelScale.Middle + (decimal)((score - scale.Mean) * scale.PointsPerUnit);

    private ModelScore Whole(double score)
    {
        var points = decimal.Round(PointsOf(score), 2, MidpointRounding.AwayFromZero);
        return new(points, points, scale.GradeOf(points), scale.Calibration.Of(score), []);
    }

    private ModelScore Explained(TableModel glass, double score, float[] row, ReadOnlySpan<int> parts)
    {
        // The baseline is the first part, so that rounding keeps the whole sum.
        var points = new decimal[parts.Length + 1];
        points[0] = PointsOf(FixedPoint.ToDouble(glass.Intercept));
        for (var t = 0; t < parts.Length; t++)
        {
            points[t + 1] = (decimal)(FixedPoint.ToDouble(parts[t]) * scale.PointsPerUnit);
        }

        PointRounding.Round(points);
        var contributions = new Contribution[parts.Length];
        for (var t = 0; t < parts.Length; t++)
        {
            contributions[t] = Of(glass, terms[t], row, points[t + 1]);
        }

        var whole = points.Sum();
        return new(whole, points[0], scale.GradeOf(whole), scale.Calibration.Of(score), contributions);
    }

    private Contribution Of(TableModel glass, ModelTerm term, float[] row, decimal points)
    {
        var first = FeatureOf(glass, term.A);
        if (!term.IsPair)
        {
            var value = row[PlaceOf(first)];
            return new(
                first.Name, first.Title, first.Base.Library, float.IsNaN(value) ? null : (decimal)value, ValueText(first, value), points, MostOf(glass, term.A),
                Reason(first, value, points), []);
        }

        var second = FeatureOf(glass, term.B);
        var (left, right) = (ValueText(first, row[PlaceOf(first)]), ValueText(second, row[PlaceOf(second)]));
        return new(
            $"{first.Name}×{second.Name}", $"{first.Title} 与 {second.Title}", null, null, $"{left}；{right}", points, 0,
            $"{first.Title}（{left}）与{second.Title}（{right}）合在一起{Effect(points)}", []);
    }

    /// <summary>Most the factor can give by itself, in points.</summary>
    private decimal MostOf(TableModel glass, int factor) =>
        glass.Mains[factor].Length == 0 ? 0 : decimal.Round((decimal)(FixedPoint.ToDouble(glass.Mains[factor].Max()) * scale.PointsPerUnit), 2);

    private string Reason(ModelFeature feature, float value, decimal points)
    {
        if (float.IsNaN(value))
        {
            return $"{feature.Title}：无数据，按无数据的企业计{Effect(points)}";
        }

        var median = scale.Medians[PlaceOf(feature)] is { } middle ? $"，全部企业的中位数是{ValueText(feature, middle)}" : "";
        var stand = points switch
        {
            0 => "，与平均相当",
            < 0 when feature.IsRising => "，偏低",
            > 0 when feature.IsRising => "，较高",
            _ => "",
        };
        return $"{feature.Title}：{ValueText(feature, value)}{stand}{median}{Effect(points)}";
    }

    private static string Effect(decimal points) => points == 0
        ? "，不加不减"
        : string.Create(CultureInfo.InvariantCulture, $"，{(points > 0 ? "加" : "减")} {Math.Abs(points):0.00} 分");

    private static ModelFeature FeatureOf(TableModel glass, int factor)
    {
        var name = glass.Factors[factor].Name;
        return ModelFeatures.V1.All.First(feature => feature.Name == name);
    }

    private static int PlaceOf(ModelFeature feature)
    {
        for (var f = 0; f < ModelFeatures.V1.All.Count; f++)
        {
            if (ReferenceEquals(ModelFeatures.V1.All[f], feature))
            {
                return f;
            }
        }

        throw new ArgumentException($"{feature.Name} is not in {ModelFeatures.V1.Version}", nameof(feature));
    }

    /// <summary>A value with its unit, as shown.</summary>
    public static string ValueText(ModelFeature feature, float value)
    {
        ArgumentNullException.ThrowIfNull(feature);
        if (float.IsNaN(value))
        {
            return "无数据";
        }

        if (feature.Peers is not null)
        {
            return string.Create(CultureInfo.InvariantCulture, $"高于 {value * 100:0}% 的同类");
        }

        return feature.Base.Unit switch
        {
            FeatureUnit.YesNo => value > 0 ? "是" : "否",
            FeatureUnit.Cny => string.Create(CultureInfo.InvariantCulture, $"{value / 10000:0.##}万元"),
            FeatureUnit.Years => string.Create(CultureInfo.InvariantCulture, $"{value:0.#}年"),
            FeatureUnit.Share => string.Create(CultureInfo.InvariantCulture, $"{value * 100:0}%"),
            FeatureUnit.Count => string.Create(CultureInfo.InvariantCulture, $"{value:0}项"),
            _ => value.ToString("0.##", CultureInfo.InvariantCulture),
        };
    }
}
