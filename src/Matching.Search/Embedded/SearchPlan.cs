namespace Matching.Search.Embedded;

/// <summary>A query that passed its checks, with its words folded and its filters turned into ordinals.</summary>
internal sealed class SearchPlan
{
    public const int MaxSkip = 10_000;

    public const int MaxTake = 200;

    private SearchPlan(FirmQuery query, string[] words, SearchCursor? after, List<FilterPlan> filters)
    {
        Query = query;
        Words = words;
        After = after;
        Filters = filters;
    }

    public FirmQuery Query { get; }

    public string[] Words { get; }

    public SearchCursor? After { get; }

    public IReadOnlyList<FilterPlan> Filters { get; }

    public int Skip => After is null ? Query.Skip : 0;

    /// <summary>Most candidates one segment can add to the page, and one more that tells whether the page is the last.</summary>
    public int Wanted => Skip + Query.Take + 1;

    /// <exception cref="ArgumentException">The query is out of range.</exception>
    public static SearchPlan Make(FirmQuery query, FacetDictionary[] dictionaries)
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

        return new SearchPlan(
            query,
            SearchWords.Parse(query.Text),
            query.After is { } cursor ? SearchCursor.Parse(cursor, query.Sort) : null,
            [.. query.Filters
                .Where(filter => filter.Include.Count + filter.Exclude.Count > 0)
                .Select(filter => FilterPlan.Make(filter, dictionaries[(int)filter.Facet - 1]))]);
    }
}
