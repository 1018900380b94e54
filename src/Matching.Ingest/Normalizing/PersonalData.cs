using System.Buffers;

namespace Matching.Ingest.Normalizing;

/// <summary>Keeps data of natural persons out of what is stored: whole columns, contact lines, and numbers inside other cells.</summary>
public static class PersonalData
{
    public const string Dropped = "（个人信息未保存）";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    /// <summary>GB 11643-1999 §3.4: weights of the 17 digits and the check characters by remainder.</summary>
    private static readonly int[] IdWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private const string IdChecks = "10X98765432";

    /// <summary>Replaces mobile numbers and identity numbers; returns the same string when there are none.</summary>
    public static string Mask(string text)
    {
        if (text.Length < 11)
        {
            return text;
        }

        var at = 0;
        string? masked = null;
        while (at + 11 <= text.Length)
        {
            var found = text.AsSpan(at).IndexOfAny(Digits);
            if (found < 0)
            {
                break;
            }

            var start = at + found;
            var end = start + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            var run = text.AsSpan(start, end - start);
            if (run.Length == 17 && end < text.Length && text[end] is 'X' or 'x')
            {
                run = text.AsSpan(start, ++end - start);
            }

            var before = start == 0 || !char.IsAsciiLetter(text[start - 1]);
            var after = end == text.Length || !char.IsAsciiLetter(text[end]);
            if (before && after && (IsMobile(run) || IsIdentityNumber(run)))
            {
                masked = string.Concat((masked ?? text).AsSpan(0, start), new string('*', end - start), (masked ?? text).AsSpan(end));
            }

            at = end;
        }

        return masked ?? text;
    }

    /// <summary>True for lines such as 联系人：… 电话：… above or below a table.</summary>
    public static bool IsContactLine(string text) =>
        text.Contains("联系人", StringComparison.Ordinal) || text.Contains("联系电话", StringComparison.Ordinal)
        || text.Contains("联系方式", StringComparison.Ordinal) || text.Contains("填表人", StringComparison.Ordinal)
        || text.Contains("经办人", StringComparison.Ordinal);

    private static bool IsMobile(ReadOnlySpan<char> run) => run is ['1', >= '3' and <= '9', ..] && run.Length == 11;

    /// <summary>18 characters with a birthday and a right check character. All-digit credit codes have no birthday at that place but by chance.</summary>
    private static bool IsIdentityNumber(ReadOnlySpan<char> run)
    {
        if (run.Length != 18 || run[0] is < '1' or > '8' || run[6..8] is not ("19" or "20")
            || !int.TryParse(run[10..12], out var month) || month is < 1 or > 12
            || !int.TryParse(run[12..14], out var day) || day is < 1 or > 31)
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            sum += (run[i] - '0') * IdWeights[i];
        }

        return IdChecks[sum % 11] == char.ToUpperInvariant(run[17]) && !Domain.Codes.Uscc.TryParse(run.ToString(), out _);
    }
}
