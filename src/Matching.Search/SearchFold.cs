using Matching.Domain.Text;

namespace Matching.Search;

/// <summary>Folds text for searching, one UTF-16 unit to one: half width, lower case, simplified script.</summary>
/// <remarks>Folding looks at one character at a time, so every piece of a text folds to a piece of the folded text:
/// a substring stays findable, and a place in the folded text is the same place in the original.</remarks>
internal static class SearchFold
{
    private static readonly char[] Table = MakeTable();

    public static char Fold(char unit) => Table[unit];

    public static string Fold(string text) =>
        string.Create(text.Length, text, static (target, source) => Fold(source, target));

    public static void Fold(ReadOnlySpan<char> source, Span<char> target)
    {
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = Table[source[i]];
        }
    }

    private static char[] MakeTable()
    {
        var table = new char[char.MaxValue + 1];
        for (var unit = 0; unit < table.Length; unit++)
        {
            table[unit] = FoldAlone((char)unit);
        }

        return table;
    }

    /// <summary>What the character folds to by itself. A form of several characters (㈱) stays as it is, or places would move.</summary>
    private static char FoldAlone(char unit)
    {
        // A NUL ends a value inside the index; in a text it counts as a blank.
        if (unit == '\0' || char.IsWhiteSpace(unit))
        {
            return ' ';
        }

        return TextFold.ForSearch(unit.ToString()) is [var folded] ? folded : char.ToLowerInvariant(unit);
    }
}
