namespace Matching.Search.Embedded;

/// <summary>A query that passed its checks, with its words folded and its filters turned into ordinals.</summary>
internal sealed class SearchPlan
{
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
        QueryLimits.Check(query);
        return new SearchPlan(
            query,
            SearchWords.Parse(query.Text),
            query.After is { } cursor ? SearchCursor.Parse(cursor, query.Sort) : null,
            [.. query.Filters
                .Where(filter => filter.Include.Count + filter.Exclude.Count > 0)
                .Select(filter => FilterPlan.Make(filter, dictionaries[(int)filter.Facet - 1]))]);
    }
}
