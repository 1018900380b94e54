using Matching.Domain.Firms;

namespace Matching.Domain.Linkage;

/// <summary>What is left of a name behind each of the regions in front of it, one after the other: 重庆万州三峡 leaves 万州三峡 and 三峡.</summary>
internal static class RegionTails
{
    /// <param name="parts">The folded name taken apart.</param>
    /// <returns>From the longest to the shortest; empty for a name without a region in front.</returns>
    public static IReadOnlyList<string> Of(string foldedName, FirmNameParts parts)
    {
        List<string>? tails = null;
        var rest = foldedName;
        foreach (var token in parts.Regions)
        {
            if (!token.IsInBrackets && rest.StartsWith(token.Text, StringComparison.Ordinal))
            {
                (tails ??= []).Add(rest = rest[token.Text.Length..]);
            }
        }

        return tails ?? (IReadOnlyList<string>)[];
    }
}
