using System.Text.Json;
using Matching.Domain.Scoring;
using Matching.Ml.Drift;
using Matching.Ml.Evaluation;
using Matching.Ml.Features;
using Matching.Ml.Training;

namespace Matching.Ml.Registry;

/// <summary>How a model's scores become points and grades: a straight line, so order and sums stay, and nine cuts by shares of all firms.</summary>
/// <remarks>Taken once, from all firms on the day of the fit, and kept with the model: a firm's points do not move because others did.</remarks>
/// <param name="AsOf">Day the firms were counted on.</param>
/// <param name="Mean">Score that gives 50 points.</param>
/// <param name="PointsPerUnit">Points a unit of score is worth: 10 points are one standard deviation.</param>
/// <param name="Cuts">Nine falling points: at or above the first T1, … below the last T10.</param>
/// <param name="Calibration">Chance of a success by score, on the base of the label.</param>
/// <param name="Medians">Median of each factor over all firms; null where none is known.</param>
/// <param name="Candidates">Values each factor takes among all firms, rising, at most 40: what a counterfactual may ask for.</param>
/// <param name="Spreads">Counts per bin of each factor, to see drift by.</param>
/// <param name="PointSpread">The same of the points.</param>
public sealed record ModelScale(
    DateOnly AsOf,
    double Mean,
    double PointsPerUnit,
    IReadOnlyList<decimal> Cuts,
    Calibration Calibration,
    DateOnly NormsAsOf,
    IReadOnlyDictionary<string, float[]> Norms,
    IReadOnlyList<float?> Medians,
    IReadOnlyList<float[]> Candidates,
    IReadOnlyList<Spread> Spreads,
    Spread PointSpread)
{
    public const decimal Middle = 50;

    private const int MostCandidates = 40;

    /// <summary>Upper share of all firms that each grade from T1 on reaches down to.</summary>
    private static readonly double[] Shares = [0.03, 0.08, 0.15, 0.25, 0.35, 0.50, 0.65, 0.80, 0.92];

    /// <param name="scores">Scores of all firms.</param>
    /// <param name="values">Their factors, as the model reads them.</param>
    public static ModelScale Of(DateOnly asOf, IReadOnlyList<double> scores, FactorTable values, PeerNorms norms, Calibration calibration)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(norms);
        var mean = scores.Count == 0 ? 0 : scores.Average();
        var deviation = scores.Count == 0 ? 0 : Math.Sqrt(scores.Average(score => (score - mean) * (score - mean)));
        var scale = deviation > 1e-9 ? 10 / deviation : 0;
        double[] points = [.. scores.Select(score => (double)Middle + ((score - mean) * scale)).OrderDescending()];
        return new(
            asOf, mean, scale,
            points.Length == 0 ? [] : [.. Shares.Select(share => decimal.Round((decimal)points[Math.Clamp((int)(share * points.Length), 0, points.Length - 1)], 2))],
            calibration, norms.AsOf, norms.Tables,
            [.. values.Columns.Select(Median)],
            [.. values.Columns.Select(CandidatesOf)],
            [.. values.Columns.Select(Spread.Of)],
            Spread.Of([.. points.Select(point => (float)point)]));
    }

    public PeerNorms PeerNorms => new(NormsAsOf, Norms);

    public TechnologyGrade GradeOf(decimal points) => new(1 + Cuts.Count(cut => points < cut));

    public string ToJson() => JsonSerializer.Serialize(this, RegistryJson.Options);

    public static ModelScale FromJson(string json) => JsonSerializer.Deserialize<ModelScale>(json, RegistryJson.Options)!;

    private static float? Median(float[] column)
    {
        float[] known = [.. column.Where(value => !float.IsNaN(value)).Order()];
        return known.Length == 0 ? null : known[(known.Length - 1) / 2];
    }

    private static float[] CandidatesOf(float[] column)
    {
        float[] known = [.. column.Where(value => !float.IsNaN(value)).Distinct().Order()];
        return known.Length <= MostCandidates
            ? known
            : [.. Enumerable.Range(0, MostCandidates).Select(i => known[(int)((long)i * (known.Length - 1) / (MostCandidates - 1))]).Distinct()];
    }
}
