using Matching.Domain.Firms;

namespace Matching.Domain.Linkage;

/// <summary>What is left of a name behind each of the regions in front of it, one after the other: 重庆万州三峡 leaves 万州三峡 and 三峡.</summary>
internal static class RegionTails
{
    /// <param name="foldedName">The name; what is left is told by where it starts there.</param>
    /// <param name="parts">The same name taken apart.</param>
    /// <returns>From the longest to the shortest; empty for a name without a region in front.</returns>
    public static IReadOnlyList<int> StartsOf(string foldedName, FirmNameParts parts)
    {
        List<int>? starts = null;
        var from = 0;
        foreach (var token in parts.Regions)
        {
            if (!token.IsInBrackets && foldedName.AsSpan(from).StartsWith(token.Text))
            {
                from += token.Text.Length;
                (starts ??= new(1)).Add(from);
            }
        }

        return starts ?? (IReadOnlyList<int>)[];
    }

    /// <summary>Whether one of the tails is the other name.</summary>
    public static bool Hold(string foldedName, IReadOnlyList<int> starts, string other)
    {
        for (var i = 0; i < starts.Count; i++)
        {
            if (foldedName.AsSpan(starts[i]).SequenceEqual(other))
            {
                return true;
            }
        }

        return false;
    }
}
