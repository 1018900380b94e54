namespace Matching.Search.Embedded;

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
            table[unit] = char.ToLowerInvariant(Narrow((char)unit));
        }

        // A NUL ends a value inside the index; in a text it counts as a blank.
        table[0] = ' ';
        return table;
    }

    private static char Narrow(char unit) => unit switch
    {
        '\u3000' or '\u00a0' or '\t' or '\r' or '\n' => ' ',
        >= '\uff01' and <= '\uff5e' => (char)(unit - 0xfee0),
        _ => unit,
    };
}
