using Matching.Domain.Firms;
using Matching.Domain.Text;

namespace Matching.Domain.Linkage;

/// <summary>How two names that stand beside one code compare.</summary>
internal enum NameVerdict
{
    Same,

    /// <summary>Same trade name; region, trade or form differ.</summary>
    SameTradeName,

    /// <summary>One character more, less or other: typing.</summary>
    OneCharacter,

    /// <summary>One breaks off where the other goes on.</summary>
    CutOff,

    /// <summary>Other characters of the same sound.</summary>
    SameSound,

    Different,
}

/// <summary>Compares names of rows that state the same code or number. Never used to join rows by name.</summary>
internal static class NameAgreement
{
    private const int ShortestCut = 5;
    private const int ShortestTradeName = 2;

    /// <summary>A trade name, a trade word of two characters at least, and 有限公司 or as much.</summary>
    private const int ShortestRest = 8;

    /// <summary>经济技术开发区 and a character more.</summary>
    private const int LongestPlace = 8;

    public static NameVerdict Compare(string left, string right) => Compare(left, right, NameTraits.Of);

    /// <param name="traitsOf">Takes a folded name apart; where many are compared, out of what is known already.</param>
    public static NameVerdict Compare(string left, string right, Func<string, NameTraits> traitsOf)
    {
        if (left == right)
        {
            return NameVerdict.Same;
        }

        if (LegalFormSlips.IsAllThatDiffers(left, right))
        {
            return NameVerdict.OneCharacter;
        }

        var (a, b) = (traitsOf(left), traitsOf(right));
        if (a.IsBranch != b.IsBranch)
        {
            return NameVerdict.Different;
        }

        if (a.TradeName.Length > 0 && a.TradeName == b.TradeName)
        {
            return NameVerdict.SameTradeName;
        }

        if (AgreeBehindRegions(left, right))
        {
            return NameVerdict.SameTradeName;
        }

        return IsOneEditApart(left, right) ? NameVerdict.OneCharacter
            : IsCutOff(left, right) ? NameVerdict.CutOff
            : left.Length == right.Length && Pinyin.Full(left) == Pinyin.Full(right) ? NameVerdict.SameSound
            : NameVerdict.Different;
    }

    /// <summary>One name is the other behind a region, whatever its first characters look like (东方鸿宇, 武汉东方鸿宇); or a district or a zone stands in one of them
    /// (武汉江岸长燃, 武汉高新区长燃, 武汉长燃): more often a 字号 than a place, but not where one code stands beside both names.</summary>
    private static bool AgreeBehindRegions(string left, string right)
    {
        var (a, b) = (FirmNameParser.Parse(left, takesDistricts: true), FirmNameParser.Parse(right, takesDistricts: true));
        return (a.TradeName.Length >= ShortestTradeName && a.TradeName == b.TradeName)
            || RegionTails.Hold(left, RegionTails.StartsOf(left, a), right)
            || RegionTails.Hold(right, RegionTails.StartsOf(right, b), left)
            || IsWithoutPlace(left, RegionTails.StartsOf(left, a), right)
            || IsWithoutPlace(right, RegionTails.StartsOf(right, b), left);
    }

    /// <summary>Whether the name is the other one with something left out right behind its region.</summary>
    private static bool IsWithoutPlace(string name, IReadOnlyList<int> starts, string other) =>
        starts.Count > 0
        && name.Length - starts[^1] >= ShortestRest
        && other.Length - name.Length is > 0 and <= LongestPlace
        && other.AsSpan().StartsWith(name.AsSpan(0, starts[^1]))
        && other.AsSpan().EndsWith(name.AsSpan(starts[^1]));

    private static bool IsCutOff(string left, string right)
    {
        var (shorter, longer) = left.Length <= right.Length ? (left, right) : (right, left);
        return shorter.Length >= ShortestCut && longer.StartsWith(shorter, StringComparison.Ordinal) && !shorter.EndsWith("公司", StringComparison.Ordinal);
    }

    /// <summary>True when one insertion, deletion or replacement turns one text into the other.</summary>
    internal static bool IsOneEditApart(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var shorter = left.Length <= right.Length ? left : right;
        var longer = left.Length <= right.Length ? right : left;
        if (longer.Length - shorter.Length > 1)
        {
            return false;
        }

        var same = shorter.CommonPrefixLength(longer);
        var rest = shorter.Length == longer.Length ? same + 1 : same;
        return same == shorter.Length
            ? longer.Length == shorter.Length + 1
            : shorter[rest..].SequenceEqual(longer[(same + 1)..]);
    }
}
