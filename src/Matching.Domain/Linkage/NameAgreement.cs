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

    public static NameVerdict Compare(string left, string right) => Compare(left, right, NameTraits.Of);

    /// <param name="traitsOf">Takes a folded name apart; where many are compared, out of what is known already.</param>
    public static NameVerdict Compare(string left, string right, Func<string, NameTraits> traitsOf)
    {
        if (left == right)
        {
            return NameVerdict.Same;
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

        if (IsBehindRegion(left, right) || IsBehindRegion(right, left))
        {
            return NameVerdict.SameTradeName;
        }

        if (TradeNameBehindDistrict(left) is { Length: >= ShortestTradeName } trade && trade == TradeNameBehindDistrict(right))
        {
            return NameVerdict.SameTradeName;
        }

        return IsOneEditApart(left, right) ? NameVerdict.OneCharacter
            : IsCutOff(left, right) ? NameVerdict.CutOff
            : left.Length == right.Length && Pinyin.Full(left) == Pinyin.Full(right) ? NameVerdict.SameSound
            : NameVerdict.Different;
    }

    /// <summary>One name is the other behind a region, whatever else its first characters might be: 东方鸿宇 and 武汉东方鸿宇.</summary>
    private static bool IsBehindRegion(string shorter, string longer)
    {
        if (longer.Length <= shorter.Length || !longer.EndsWith(shorter, StringComparison.Ordinal))
        {
            return false;
        }

        var (left, at) = (longer.Length - shorter.Length, 0);
        foreach (var region in FirmNameParser.Parse(longer, takesDistricts: true).Regions)
        {
            at += region.IsInBrackets ? 0 : region.Text.Length;
            if (at == left)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>武汉江岸长燃 and 武汉长燃: a district is more often a 字号 than a place, but not where one code stands beside both names.</summary>
    private static string TradeNameBehindDistrict(string foldedName) => FirmNameParser.Parse(foldedName, takesDistricts: true).TradeName;

    private static bool IsCutOff(string left, string right)
    {
        var (shorter, longer) = left.Length <= right.Length ? (left, right) : (right, left);
        return shorter.Length >= ShortestCut && longer.StartsWith(shorter, StringComparison.Ordinal) && !shorter.EndsWith("公司", StringComparison.Ordinal);
    }

    /// <summary>True when one insertion, deletion or replacement turns one text into the other.</summary>
    internal static bool IsOneEditApart(string left, string right)
    {
        var (shorter, longer) = left.Length <= right.Length ? (left, right) : (right, left);
        if (longer.Length - shorter.Length > 1)
        {
            return false;
        }

        var same = shorter.AsSpan().CommonPrefixLength(longer);
        var rest = shorter.Length == longer.Length ? same + 1 : same;
        return same == shorter.Length
            ? longer.Length == shorter.Length + 1
            : shorter.AsSpan(rest).SequenceEqual(longer.AsSpan(same + 1));
    }
}
