using System.Globalization;
using Matching.Search;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Primitives;

namespace Matching.Api.Features.Firms;

/// <summary>A condition in an address that could not be understood and was left out.</summary>
/// <param name="Text">Chinese sentence that says what would be right.</param>
public sealed record QueryProblem(string Parameter, string Text);

/// <summary>A search as its address writes it: everything a result list depends on, nothing else. Pools keep it as their rule.</summary>
/// <remarks>Facets: <c>library=awards&amp;library=projects</c>; left out: <c>no-library=ventures</c>.
/// Ranges: <c>pointsFrom</c>, <c>pointsUntil</c>, <c>ventureFrom</c>/<c>ventureUntil</c> (万元), <c>foundedFrom</c>/<c>foundedUntil</c> (years).</remarks>
public sealed record FirmSearchQuery
{
    public const int MaxTextLength = 256;
    public const int MaxWords = 8;
    public const int MaxWordLength = 64;
    public const int MaxHitsByPage = 10_000;
    public const string ExcludePrefix = "no-";

    public static IReadOnlyList<int> PageSizes { get; } = [20, 50, 100];

    public string Text { get; init; } = "";

    public IReadOnlyList<FacetFilter> Filters { get; init; } = [];

    public decimal? PointsFrom { get; init; }

    public decimal? PointsUntil { get; init; }

    /// <summary>In 万元, as people type it.</summary>
    public decimal? VentureFrom { get; init; }

    public decimal? VentureUntil { get; init; }

    public int? FoundedFrom { get; init; }

    public int? FoundedUntil { get; init; }

    public FirmSort Sort { get; init; } = FirmSort.Relevance;

    /// <summary>True to put what the searcher's bank looks for first; <see cref="Sort"/> is then by relevance.</summary>
    public bool ByPreference { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    public int PageSize { get; init; } = 20;

    public static FirmSearchQuery Parse(IEnumerable<KeyValuePair<string, StringValues>> parameters, out IReadOnlyList<QueryProblem> problems) =>
        FirmSearchParsing.Parse(parameters, out problems);

    public FacetFilter Of(FirmFacet facet) => Filters.FirstOrDefault(filter => filter.Facet == facet) ?? new(facet, [], []);

    public bool HasConditions => Filters.Count > 0 || PointsFrom is not null || PointsUntil is not null || VentureFrom is not null
        || VentureUntil is not null || FoundedFrom is not null || FoundedUntil is not null;

    /// <summary>The search the index answers. City counts need a province, county counts a city: there are too many to show otherwise.</summary>
    public FirmQuery ToFirmQuery(IReadOnlyList<FirmFacet> facets) => new()
    {
        Text = Text,
        Filters = Filters,
        Points = Between(PointsFrom, PointsUntil),
        VentureAmountCny = Between(VentureFrom * 10_000m, VentureUntil * 10_000m),
        RegisteredOn = FoundedFrom is null && FoundedUntil is null
            ? null
            : new(FoundedFrom is { } from ? new DateOnly(from, 1, 1) : null, FoundedUntil is { } until ? new DateOnly(until, 12, 31) : null),
        Facets = facets,
        Sort = Sort,
        Skip = (Page - 1) * PageSize,
        Take = PageSize,
    };

    /// <summary>The query with a facet value kept (<paramref name="include"/>), left out, or neither (null); back on page 1.</summary>
    public FirmSearchQuery With(FirmFacet facet, string code, bool? include)
    {
        var old = Of(facet);
        var changed = new FacetFilter(
            facet,
            [.. old.Include.Where(value => value != code), .. include is true ? [code] : Array.Empty<string>()],
            [.. old.Exclude.Where(value => value != code), .. include is false ? [code] : Array.Empty<string>()]);
        FacetFilter[] others = [.. Filters.Where(filter => filter.Facet != facet && !FallsWith(facet, filter.Facet))];
        return this with
        {
            Filters = changed.Include.Count + changed.Exclude.Count == 0 ? others : [.. others, changed],
            Page = 1,
        };
    }

    /// <summary>The address of this search under <paramref name="path"/>, conditions in a fixed order so that equal searches have equal addresses.</summary>
    public string ToAddress(string path) => path + ToQueryString();

    public string ToQueryString()
    {
        var query = new QueryBuilder();
        Add("q", Text);
        foreach (var filter in Filters.OrderBy(filter => filter.Facet))
        {
            foreach (var code in filter.Include.Order(StringComparer.Ordinal))
            {
                query.Add(FacetNaming.Parameter(filter.Facet), code);
            }

            foreach (var code in filter.Exclude.Order(StringComparer.Ordinal))
            {
                query.Add(ExcludePrefix + FacetNaming.Parameter(filter.Facet), code);
            }
        }

        Add("pointsFrom", Number(PointsFrom));
        Add("pointsUntil", Number(PointsUntil));
        Add("ventureFrom", Number(VentureFrom));
        Add("ventureUntil", Number(VentureUntil));
        Add("foundedFrom", Number(FoundedFrom));
        Add("foundedUntil", Number(FoundedUntil));
        Add("sort", ByPreference ? FirmSorts.Preference : Sort == FirmSort.Relevance ? "" : FirmSorts.Code(Sort));
        Add("page", Page == 1 ? "" : Number(Page));
        Add("pageSize", PageSize == PageSizes[0] ? "" : Number(PageSize));
        return query.ToQueryString().ToString();

        void Add(string name, string value)
        {
            if (value.Length > 0)
            {
                query.Add(name, value);
            }
        }
    }

    private static string Number(decimal? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";

    private static Range<decimal>? Between(decimal? from, decimal? until) => from is null && until is null ? null : new(from, until);

    // A city makes no sense once its province is no longer asked for.
    private static bool FallsWith(FirmFacet changed, FirmFacet other) =>
        (changed == FirmFacet.Province && (other is FirmFacet.City or FirmFacet.County))
        || (changed == FirmFacet.City && other == FirmFacet.County);
}
