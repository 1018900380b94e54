using System.Globalization;

namespace Matching.Ml.Training.Fitted;

/// <summary>
/// Walks every step between neighbouring ordered bins of every factor with a sign, and asks for the worst that any combination of the other
/// factors' bins can do: the step of the main table plus, for each pair, its smallest step over all bins of the partner. As partners are
/// independent of each other, the sum of the worst cases is itself a case, so the walk is exhaustive and not only sufficient.
/// </summary>
internal static class MonotoneWalk
{
    public static List<string> Violations(TableModel model)
    {
        var violations = new List<string>();
        for (var f = 0; f < model.Factors.Count; f++)
        {
            var sign = (int)model.Factors[f].Sign;
            if (sign == 0)
            {
                continue;
            }

            var map = model.Bins[f];
            var toCoarse = map.To(model.CoarseBins[f]);
            for (var b = map.FirstOrdered; b + 1 < map.Count; b++)
            {
                var step = model.Mains[f].Length == 0 ? 0L : sign * ((long)model.Mains[f][b + 1] - model.Mains[f][b]);
                if (toCoarse[b] != toCoarse[b + 1])
                {
                    foreach (var pair in model.Pairs)
                    {
                        step += pair.A == f || pair.B == f ? WorstStep(model, pair, f, toCoarse[b], sign) : 0;
                    }
                }

                if (step < 0)
                {
                    violations.Add(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{model.Factors[f].Name} 越过 {map.Edges[b - map.FirstOrdered]:R} 时得分可能{(sign > 0 ? "下降" : "上升")} {FixedPoint.ToDouble(-step):0.######}"));
                }
            }
        }

        return violations;
    }

    private static long WorstStep(TableModel model, PairTable pair, int factor, int from, int sign)
    {
        var width = model.CoarseBins[pair.B].Count;
        var worst = long.MaxValue;
        var partners = pair.A == factor ? width : model.CoarseBins[pair.A].Count;
        for (var p = 0; p < partners; p++)
        {
            var (low, high) = pair.A == factor
                ? (pair.Table[(from * width) + p], pair.Table[((from + 1) * width) + p])
                : (pair.Table[(p * width) + from], pair.Table[(p * width) + from + 1]);
            worst = Math.Min(worst, sign * ((long)high - low));
        }

        return worst;
    }
}
