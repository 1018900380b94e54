namespace Matching.Search;

/// <summary>The words of a query: split at blanks, folded as the index folds, each once.</summary>
internal static class SearchWords
{
    public const int MaxWords = 8;

    public const int MaxLength = 64;

    /// <exception cref="ArgumentException">More words or longer words than a search takes.</exception>
    public static string[] Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxWords * (MaxLength + 1) * 2)
        {
            throw new ArgumentException($"The text has {text.Length} characters; a search takes {MaxWords} words of {MaxLength} characters.", nameof(text));
        }

        var words = SearchFold.Fold(text)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        if (words.Length > MaxWords)
        {
            throw new ArgumentException($"The text has {words.Length} words; a search takes {MaxWords}.", nameof(text));
        }

        foreach (var word in words)
        {
            if (word.Length > MaxLength)
            {
                throw new ArgumentException($"A word has {word.Length} characters; a search takes {MaxLength}.", nameof(text));
            }
        }

        return words;
    }
}
