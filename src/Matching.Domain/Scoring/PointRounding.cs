namespace Matching.Domain.Scoring;

/// <summary>Rounds points to two decimals so that the rounded parts still add up to the rounded whole.</summary>
/// <remarks>Largest remainder: the whole is rounded half up, every part is cut down to cents, and the cents left over go one each to the parts
/// that lost most, earlier lines first on a tie. A part never exceeds its own value rounded up.</remarks>
public static class PointRounding
{
    private const decimal Cent = 0.01m;

    public static void Round(Span<decimal> parts)
    {
        var sum = 0m;
        var cut = 0m;
        foreach (var part in parts)
        {
            sum += part;
            cut += decimal.Floor(part * 100) / 100;
        }

        var left = (int)((decimal.Round(sum, 2, MidpointRounding.AwayFromZero) - cut) / Cent);
        if (left == 0)
        {
            for (var i = 0; i < parts.Length; i++)
            {
                parts[i] = decimal.Floor(parts[i] * 100) / 100;
            }

            return;
        }

        var order = Enumerable.Range(0, parts.Length).ToArray();
        var remainders = new decimal[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var down = decimal.Floor(parts[i] * 100) / 100;
            remainders[i] = parts[i] - down;
            parts[i] = down;
        }

        Array.Sort(order, (a, b) => remainders[a] == remainders[b] ? a.CompareTo(b) : remainders[b].CompareTo(remainders[a]));
        for (var i = 0; i < left; i++)
        {
            parts[order[i]] += Cent;
        }
    }
}
