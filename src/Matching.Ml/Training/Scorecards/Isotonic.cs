namespace Matching.Ml.Training.Scorecards;

/// <summary>Pools neighbours that stand against an order (pool adjacent violators, equal weights).</summary>
internal static class Isotonic
{
    public static void Project(Span<double> values, MonotoneSign sign)
    {
        if (sign == MonotoneSign.Free)
        {
            return;
        }

        var direction = (int)sign;
        var pools = new List<(double Sum, int Count)>();
        foreach (var value in values)
        {
            pools.Add((value * direction, 1));
            while (pools.Count > 1 && pools[^2].Sum / pools[^2].Count > pools[^1].Sum / pools[^1].Count)
            {
                pools[^2] = (pools[^2].Sum + pools[^1].Sum, pools[^2].Count + pools[^1].Count);
                pools.RemoveAt(pools.Count - 1);
            }
        }

        var at = 0;
        foreach (var (sum, count) in pools)
        {
            values.Slice(at, count).Fill(direction * sum / count);
            at += count;
        }
    }
}
