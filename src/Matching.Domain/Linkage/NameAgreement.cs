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

    public static NameVerdict Compare(string left, string right)
    {
        if (left == right)
        {
            return NameVerdict.Same;
        }

        var (a, b) = (NameTraits.Of(left), NameTraits.Of(right));
        if (a.IsBranch != b.IsBranch)
        {
            return NameVerdict.Different;
        }

        if (a.TradeName.Length > 0 && a.TradeName == b.TradeName)
        {
            return NameVerdict.SameTradeName;
        }

        return IsOneEditApart(left, right) ? NameVerdict.OneCharacter
            : IsCutOff(left, right) ? NameVerdict.CutOff
            : left.Length == right.Length && Pinyin.Full(left) == Pinyin.Full(right) ? NameVerdict.SameSound
            : NameVerdict.Different;
    }

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
