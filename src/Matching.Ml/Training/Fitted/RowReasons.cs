using System.Globalization;

namespace Matching.Ml.Training.Fitted;

/// <summary>How a value stands in a factor, for the text of a reason.</summary>
public enum Standing
{
    Missing,
    Special,
    Low,
    Middle,
    High,
}

/// <summary>
/// Texts of the terms that move a row most. Low and high are told against the median of the training rows; a pair is one reason that names
/// both factors. Equal contributions stand in the order of the terms.
/// </summary>
public sealed class RowReasons
{
    private readonly TableModel model;
    private readonly int[] medians;
    private readonly Dictionary<string, int> places;

    public RowReasons(TableModel model)
    {
        this.model = model;
        medians = [.. model.Counts.Select((counts, f) => Median(counts, model.Bins[f].FirstOrdered))];
        places = [];
        for (var f = 0; f < model.Factors.Count; f++)
        {
            places[model.Factors[f].Name] = f;
        }
    }

    /// <param name="contributions">Contributions of the row, in the order of <see cref="TableModel.Terms"/>.</param>
    /// <returns>At most <paramref name="most"/> reasons that lower the score, and as many that raise it, strongest first.</returns>
    public (IReadOnlyList<string> Adverse, IReadOnlyList<string> Favourable) Top(FactorTable table, int row, ReadOnlySpan<int> contributions, int most)
    {
        var points = contributions.ToArray();
        var order = Enumerable.Range(0, points.Length).OrderBy(term => points[term]).ThenBy(term => term).ToList();
        var columns = new Dictionary<int, float>();
        for (var f = 0; f < table.Factors.Count; f++)
        {
            if (places.TryGetValue(table.Factors[f].Name, out var place))
            {
                columns[place] = table.Columns[f][row];
            }
        }

        string Say(int term) => Text(model.Terms[term], columns, points[term]);
        return (
            [.. order.Where(term => points[term] < 0).Take(most).Select(Say)],
            [.. order.Where(term => points[term] > 0).OrderByDescending(term => points[term]).ThenBy(term => term).Take(most).Select(Say)]);
    }

    /// <summary>Where a value stands in a factor of the model.</summary>
    public Standing StandingOf(int factor, float value)
    {
        var bin = model.Bins[factor].BinOf(value);
        if (bin < model.Bins[factor].FirstOrdered)
        {
            return bin == 0 ? Standing.Missing : Standing.Special;
        }

        return bin < medians[factor] ? Standing.Low : bin > medians[factor] ? Standing.High : Standing.Middle;
    }

    private string Text(ModelTerm term, Dictionary<int, float> values, int points)
    {
        var effect = FixedPoint.ToDouble(points).ToString("+0.000;-0.000", CultureInfo.InvariantCulture);
        return term.IsPair
            ? $"{Say(term.A, values[term.A], null)}与{Say(term.B, values[term.B], null)}同时出现 {effect}"
            : $"{Say(term.A, values[term.A], points)} {effect}";
    }

    private string Say(int factor, float value, int? points)
    {
        var known = model.Factors[factor];
        var name = known.Title ?? known.Name;
        var shown = value.ToString("G6", CultureInfo.InvariantCulture);
        return StandingOf(factor, value) switch
        {
            Standing.Missing => $"{name}缺失",
            Standing.Special when known.Categories is { } texts && value >= 0 && value < texts.Count => $"{name}为{texts[(int)value]}",
            Standing.Special => $"{name}为特殊值 {shown}",
            Standing.Low => points < 0 ? $"{name}过低（{shown}）" : $"{name}较低（{shown}）",
            Standing.High => points < 0 ? $"{name}过高（{shown}）" : $"{name}较高（{shown}）",
            _ => $"{name}居中（{shown}）",
        };
    }

    private static int Median(int[] counts, int first)
    {
        var all = counts.Skip(first).Sum(count => (long)count);
        var held = 0L;
        for (var b = first; b < counts.Length; b++)
        {
            held += counts[b];
            if (held * 2 >= all)
            {
                return b;
            }
        }

        return counts.Length - 1;
    }
}
