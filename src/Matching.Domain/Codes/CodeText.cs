using System.Text;

namespace Matching.Domain.Codes;

/// <summary>Brings a cell that should hold a code to the form the standards print: half-width, upper case, no decoration.</summary>
/// <remarks>Only decoration goes. A wrong letter stays wrong, so that a code is never repaired without a person seeing it.</remarks>
internal static class CodeText
{
    private const int LongestCode = 64;

    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        return IsClean(text) ? text : Rewrite(text);
    }

    /// <summary>True for <c>0</c>–<c>9</c> in every place; the empty text counts as digits.</summary>
    public static bool IsDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    private static bool IsClean(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c) && !char.IsAsciiLetterUpper(c))
            {
                return false;
            }
        }

        return true;
    }

    private static string Rewrite(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, LongestCode));
        foreach (var c in text)
        {
            var half = c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c;
            if (IsDecoration(half) || (clean.Length == 0 && IsApostrophe(half)))
            {
                continue;
            }

            clean.Append(char.ToUpperInvariant(half));
        }

        return clean.ToString();
    }

    private static bool IsDecoration(char c) =>
        char.IsWhiteSpace(c)
        || c is '-' or (>= '\u2010' and <= '\u2015') or '\u2212'
        || c is '\u00AD' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E')
            or (>= '\u2060' and <= '\u2064') or '\uFEFF';

    private static bool IsApostrophe(char c) => c is '\'' or '`' or '\u2018' or '\u2019';
}
