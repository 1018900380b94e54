using System.Globalization;
using Matching.Ml.Explaining;
using Matching.Ml.Features;
using Matching.Ml.Registry;
using Matching.Ml.Training.Fitted;

namespace Matching.Api.Features.Training;

/// <summary>One bin of a factor.</summary>
/// <param name="Points">What the bin gives, in points.</param>
/// <param name="Error">Standard error over the bags, in points; null when there is one bag only.</param>
/// <param name="Rows">Training rows in it.</param>
public sealed record ShapeBin(string Title, decimal Points, decimal? Error, int Rows);

/// <summary>What a glass-box model makes of one factor by itself, bin by bin, as it was learnt. Shown, never edited.</summary>
/// <param name="Pairs">Factors it stands in a pair with.</param>
public sealed record FactorShape(string Factor, string Title, bool IsRising, IReadOnlyList<ShapeBin> Bins, IReadOnlyList<string> Pairs)
{
    /// <returns>Null when the model has no term for it.</returns>
    public static FactorShape? Of(RegisteredModel model, string factor)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Ranker is not TableModel table)
        {
            return null;
        }

        var place = table.Factors.ToList().FindIndex(candidate => candidate.Name == factor);
        if (place < 0 || table.Mains[place].Length == 0)
        {
            return null;
        }

        var feature = ModelFeatures.V1.All.FirstOrDefault(candidate => candidate.Name == factor);
        var map = table.Bins[place];
        var bins = new List<ShapeBin>();
        for (var bin = 0; bin < map.Count; bin++)
        {
            if (table.Counts[place][bin] > 0 || bin >= map.FirstOrdered)
            {
                bins.Add(new(
                    TitleOf(feature, map.FirstOrdered, map.Edges, map.SpecialCodes, bin),
                    Scaled(table.Mains[place][bin], model.Scale),
                    table.Errors[place].Length == 0 ? null : Scaled(table.Errors[place][bin], model.Scale),
                    table.Counts[place][bin]));
            }
        }

        return new(
            factor, feature?.Title ?? factor, feature?.IsRising ?? false, bins,
            [.. table.Pairs.Where(pair => pair.A == place || pair.B == place).Select(pair => table.Factors[pair.A == place ? pair.B : pair.A].Title ?? "")]);
    }

    private static decimal Scaled(int fixedPoint, ModelScale scale) => decimal.Round((decimal)(FixedPoint.ToDouble(fixedPoint) * scale.PointsPerUnit), 2);

    private static string TitleOf(ModelFeature? feature, int firstOrdered, float[] edges, float[] codes, int bin)
    {
        if (bin == 0)
        {
            return "无数据";
        }

        if (bin < firstOrdered)
        {
            return $"特殊值 {codes[bin - 1].ToString("0.##", CultureInfo.InvariantCulture)}";
        }

        var (low, high) = (bin - firstOrdered - 1, bin - firstOrdered);
        return (low >= 0, high < edges.Length) switch
        {
            (false, false) => "全部",
            (false, true) => $"不足 {Text(edges[high])}",
            (true, false) => $"{Text(edges[low])} 起",
            (true, true) => $"{Text(edges[low])} ～ {Text(edges[high])}",
        };

        string Text(float value) => feature is null ? value.ToString("0.##", CultureInfo.InvariantCulture)
            : feature.Peers is not null ? string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.#}%")
            : feature.Base.Unit is FeatureUnit.Cny ? ModelReasons.ValueText(feature, value)
            : value.ToString("0.##", CultureInfo.InvariantCulture);
    }
}
