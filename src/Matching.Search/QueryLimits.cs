namespace Matching.Search;

/// <summary>What every index accepts as a query.</summary>
internal static class QueryLimits
{
    public const int MaxSkip = 10_000;

    public const int MaxTake = 200;

    /// <summary>Most suggestions at once.</summary>
    public const int MaxSuggestions = 20;

    /// <exception cref="ArgumentException">The query is out of range.</exception>
    public static void Check(FirmQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Take is < 1 or > MaxTake)
        {
            throw new ArgumentOutOfRangeException(nameof(query), query.Take, $"Take runs from 1 to {MaxTake}.");
        }

        if (query.After is null && query.Skip is < 0 or > MaxSkip)
        {
            throw new ArgumentOutOfRangeException(nameof(query), query.Skip, $"Skip runs from 0 to {MaxSkip}; read deeper with the cursor.");
        }

        if (!Enum.IsDefined(query.Sort))
        {
            throw new ArgumentOutOfRangeException(nameof(query), query.Sort, "No such order.");
        }

        foreach (var facet in query.Facets.Concat(query.Filters.Select(filter => filter.Facet)))
        {
            if (!Enum.IsDefined(facet))
            {
                throw new ArgumentOutOfRangeException(nameof(query), facet, "No such facet.");
            }
        }
    }

    /// <summary>The folded text of a suggestion; empty when there is nothing to suggest for.</summary>
    /// <exception cref="ArgumentException">Too long a text, or too many suggestions wanted.</exception>
    public static string CheckSuggestion(string text, int take)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (take is < 1 or > MaxSuggestions)
        {
            throw new ArgumentOutOfRangeException(nameof(take), take, $"Take runs from 1 to {MaxSuggestions}.");
        }

        var word = SearchFold.Fold(text.Trim()).Trim();
        return word.Length <= SearchWords.MaxLength
            ? word
            : throw new ArgumentException($"The text has {word.Length} characters; a suggestion takes {SearchWords.MaxLength}.", nameof(text));
    }
}
