using System.Text.Json.Nodes;
using Matching.Search.Embedded;

namespace Matching.Search.Elasticsearch;

/// <summary>A query in the words of the server.</summary>
internal static class SearchBody
{
    /// <summary>More than any facet has values; the counties are about three thousand.</summary>
    private const int AllValues = 5000;

    /// <summary>One hit more than the page holds: it tells whether another page follows.</summary>
    public static JsonObject Of(FirmQuery query, string[] words, PageCursor? after)
    {
        var filters = query.Filters.Where(filter => filter.Include.Count + filter.Exclude.Count > 0).ToList();

        // A filter whose facet is counted must not narrow that count, so it applies after counting; the others narrow everything.
        var late = filters.Where(filter => query.Facets.Contains(filter.Facet)).ToList();
        var isScored = IsScored(query.Sort, words);
        var body = new JsonObject
        {
            ["size"] = query.Take + 1,
            ["track_total_hits"] = true,
            ["query"] = Query(words, isScored, [.. filters.Except(late).Select(Filter), .. Ranges(query)]),
            ["sort"] = Sort(query.Sort, isScored),
        };
        if (late.Count > 0)
        {
            body["post_filter"] = All(late.Select(Filter));
        }

        if (query.Facets.Count > 0)
        {
            body["aggs"] = Counts(query.Facets.Distinct(), late);
        }

        if (after is { } cursor)
        {
            body["search_after"] = new JsonArray(cursor.KeyFor(isScored), cursor.Place.Id);
        }
        else if (query.Skip > 0)
        {
            body["from"] = query.Skip;
        }

        return body;
    }

    public static JsonObject Suggestions(string word, int take) => new()
    {
        ["size"] = take,
        ["track_total_hits"] = false,
        ["query"] = WordClauses.Suggestion(word),
        ["sort"] = new JsonArray(Descending("_score"), Descending(IndexFields.Points), Ascending(IndexFields.Id)),
    };

    /// <summary>True when the order needs the server's score; without words relevance is the order of the points.</summary>
    public static bool IsScored(FirmSort sort, string[] words) => sort == FirmSort.Relevance && words.Length > 0;

    private static JsonObject Query(string[] words, bool isScored, List<JsonNode> filters)
    {
        if (!isScored)
        {
            return All(words.Select(WordClauses.Anywhere).Concat(filters));
        }

        return new JsonObject
        {
            ["function_score"] = new JsonObject
            {
                ["query"] = new JsonObject
                {
                    ["bool"] = new JsonObject
                    {
                        ["must"] = new JsonArray([.. words.Select(WordClauses.Best)]),
                        ["filter"] = new JsonArray([.. filters]),
                    },
                },
                ["field_value_factor"] = new JsonObject { ["field"] = IndexFields.Factor },
                ["boost_mode"] = "multiply",
            },
        };
    }

    private static JsonObject All(IEnumerable<JsonNode> clauses) =>
        new() { ["bool"] = new JsonObject { ["filter"] = new JsonArray([.. clauses]) } };

    private static JsonNode Filter(FacetFilter filter)
    {
        var clause = new JsonObject();
        if (filter.Include.Count > 0)
        {
            clause["filter"] = Terms(filter.Facet, filter.Include);
        }

        if (filter.Exclude.Count > 0)
        {
            clause["must_not"] = Terms(filter.Facet, filter.Exclude);
        }

        return new JsonObject { ["bool"] = clause };
    }

    private static JsonObject Terms(FirmFacet facet, IReadOnlyList<string> codes) =>
        new() { ["terms"] = new JsonObject { [IndexFields.Of(facet)] = new JsonArray([.. codes.Select(code => (JsonNode)code)]) } };

    private static JsonObject Counts(IEnumerable<FirmFacet> facets, List<FacetFilter> late)
    {
        var counts = new JsonObject();
        foreach (var facet in facets)
        {
            var values = new JsonObject
            {
                ["terms"] = new JsonObject { ["field"] = IndexFields.Of(facet), ["size"] = AllValues },
            };
            counts[IndexFields.Of(facet)] = new JsonObject
            {
                ["filter"] = All(late.Where(filter => filter.Facet != facet).Select(Filter)),
                ["aggs"] = new JsonObject { ["values"] = values },
            };
        }

        return counts;
    }

    private static IEnumerable<JsonNode> Ranges(FirmQuery query) =>
        new[]
        {
            Range(IndexFields.Points, query.Points, static value => SortColumn.KeyOf(value)),
            Range(IndexFields.Venture, query.VentureAmountCny, static value => SortColumn.KeyOf(value)),
            Range(IndexFields.Registered, query.RegisteredOn, static value => SortColumn.KeyOf(value)),
            Range(IndexFields.Latest, query.LatestFactOn, static value => SortColumn.KeyOf(value)),
        }.OfType<JsonNode>();

    private static JsonObject? Range<T>(string field, Range<T>? range, Func<T?, long> keyOf)
        where T : struct
    {
        if (range is null || (range.From is null && range.Until is null))
        {
            return null;
        }

        var ends = new JsonObject();
        if (range.From is not null)
        {
            ends["gte"] = keyOf(range.From);
        }

        if (range.Until is not null)
        {
            ends["lte"] = keyOf(range.Until);
        }

        return new JsonObject { ["range"] = new JsonObject { [field] = ends } };
    }

    private static JsonArray Sort(FirmSort sort, bool isScored) => new(
        Descending(sort switch
        {
            FirmSort.Relevance => isScored ? "_score" : IndexFields.Points,
            FirmSort.Points => IndexFields.Points,
            FirmSort.LatestFact => IndexFields.Latest,
            FirmSort.VentureAmount => IndexFields.Venture,
            FirmSort.RegisteredOn => IndexFields.Registered,
            _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "No such order."),
        }),
        Ascending(IndexFields.Id));

    /// <summary>Highest first; firms without the value come last.</summary>
    private static JsonObject Descending(string field) => new() { [field] = new JsonObject { ["order"] = "desc" } };

    private static JsonObject Ascending(string field) => new() { [field] = new JsonObject { ["order"] = "asc" } };
}
