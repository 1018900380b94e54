using System.Buffers;

namespace Matching.Ingest.Normalizing;

/// <summary>Reads what a cell says: trimmed, and empty when it only says that there is nothing to say.</summary>
public static class CellText
{
    private static readonly SearchValues<char> SignsForNothing = SearchValues.Create("-—–―─－_/／\\.…*＊ ");

    /// <summary>Removes white space and invisible marks at both ends.</summary>
    public static string Trim(string text)
    {
        if (text.Length == 0 || !IsBlank(text[0]) && !IsBlank(text[^1]))
        {
            return text;
        }

        int start = 0, end = text.Length;
        while (start < end && IsBlank(text[start]))
        {
            start++;
        }

        while (end > start && IsBlank(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    /// <summary>The trimmed text, or empty for -, —, /, 无, N/A and the like.</summary>
    public static string Stated(string text)
    {
        var trimmed = Trim(text);
        return trimmed.Length <= 6 && IsNothing(trimmed) ? "" : trimmed;
    }

    /// <summary>The text without blanks, as section labels and totals are often set wide: 合　计.</summary>
    public static string WithoutBlanks(string text) =>
        text.AsSpan().IndexOfAny(" \u3000\u00A0\t") < 0 ? text : string.Concat(text.Where(c => !IsBlank(c)));

    /// <summary>True for digits, blanks and the signs between digits only.</summary>
    public static bool IsNumberLike(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c) && !IsBlank(c) && c is not ('.' or ',' or '-' or '%' or '(' or ')' or '（' or '）' or '、'))
            {
                return false;
            }
        }

        return true;
    }

    // Nearly every cell begins and ends with one of these, and the table of white space costs more than asking.
    private static bool IsBlank(char c) => c is not ((> ' ' and < '\u007F') or (> '\u3000' and < '\uFEFF')) && IsRareBlank(c);

    private static bool IsRareBlank(char c) => char.IsWhiteSpace(c) || c is '\u200B' or '\u200C' or '\u200D' or '\u200E' or '\uFEFF' or '\u00AD';

    private static bool IsNothing(string text) =>
        text is "无" or "N/A" or "n/a" or "NA" or "null" or "NULL" or "空" or "暂无" || !text.AsSpan().ContainsAnyExcept(SignsForNothing);
}
