namespace Matching.Search;

/// <summary>Says where in a document the words of a query were found.</summary>
internal static class Highlighting
{
    /// <summary>Best place first; words found in the same value share one highlight.</summary>
    public static IReadOnlyList<Highlight> Of(IEnumerable<(string Word, WordPlace Place)> places) =>
    [
        .. places
            .Where(found => found.Place.Field != MatchedField.None)
            .GroupBy(found => (found.Place.Field, found.Place.Value))
            .OrderByDescending(group => group.Max(found => found.Place.Weight))
            .Select(group => new Highlight(
                group.Key.Field, group.Key.Value, Spans(group.Key.Value, group.Select(found => found.Word)))),
    ];

    /// <summary>All places of the words, in order, touching and overlapping ones as one. Folding keeps places, so these hold in the original.</summary>
    private static List<(int Start, int Length)> Spans(string value, IEnumerable<string> words)
    {
        var folded = SearchFold.Fold(value);
        var marked = new bool[value.Length];
        foreach (var word in words)
        {
            for (var at = folded.IndexOf(word, StringComparison.Ordinal);
                at >= 0;
                at = folded.IndexOf(word, at + 1, StringComparison.Ordinal))
            {
                marked.AsSpan(at, word.Length).Fill(true);
            }
        }

        var spans = new List<(int Start, int Length)>();
        for (var at = 0; at < marked.Length; at++)
        {
            if (!marked[at])
            {
                continue;
            }

            var start = at;
            while (at < marked.Length && marked[at])
            {
                at++;
            }

            spans.Add((start, at - start));
        }

        return spans;
    }
}
