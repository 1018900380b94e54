using System.Globalization;
using System.Text;

namespace Matching.Api.Features.Exports;

/// <summary>Makes any text safe to put into a cell.</summary>
public static class CellText
{
    /// <summary>Most characters a cell holds.</summary>
    public const int Longest = 32_767;

    /// <summary>Text a spreadsheet program takes as text even after it went through a csv file: a leading apostrophe stands before anything that would start a formula.</summary>
    public static string Inert(string text)
    {
        var clean = Printable(text);
        return StartsFormula(clean) ? "'" + (clean.Length < Longest ? clean : clean[..(Longest - 1)]) : clean;
    }

    private static bool StartsFormula(string text)
    {
        if (text.Length == 0)
        {
            return false;
        }

        // lists print "-" for "none", and -3.5 is a number
        return text[0] is '=' or '@' or '\t' or '\r' or '\n' or '＝' or '＠'
            || (text[0] is '+' or '-' or '＋' or '－' && text.Length > 1
                && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
    }

    /// <summary>Without characters XML cannot carry, cut to what a cell holds.</summary>
    private static string Printable(string text)
    {
        if (text.Length <= Longest && !text.Any(IsUnprintable))
        {
            return text;
        }

        var kept = new StringBuilder(Math.Min(text.Length, Longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (kept.Length + rune.Utf16SequenceLength > Longest)
            {
                break;
            }

            if (rune.Value is '\t' or '\n' or '\r' || (rune.Value >= 0x20 && rune.Value is not (0xFFFE or 0xFFFF)))
            {
                kept.Append(rune);
            }
        }

        return kept.ToString();
    }

    private static bool IsUnprintable(char c) =>
        (c < ' ' && c is not ('\t' or '\n' or '\r')) || char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF';
}
