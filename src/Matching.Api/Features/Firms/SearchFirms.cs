using Matching.Api.Features.SignIn;
using Matching.Search;

namespace Matching.Api.Features.Firms;

/// <summary>Finds firms. The page and the API ask here, so each search is audited once and in the same way.</summary>
public sealed class SearchFirms(IFirmIndex index, SearchAudit audit)
{
    public sealed record Response(FirmSearchQuery Query, SearchAnswer Answer, IReadOnlyList<QueryProblem> Problems);

    /// <exception cref="SearchIndexUnavailableException">The index cannot answer now.</exception>
    public async Task<Response> HandleAsync(FirmSearchQuery query, IReadOnlyList<QueryProblem> problems, CurrentUser user, CancellationToken cancellationToken)
    {
        var answer = await index.SearchAsync(query.ToFirmQuery(FacetsFor(query)), cancellationToken);
        if (answer.Total > 0 && answer.Hits.Count == 0 && query.Page > 1)
        {
            // The list became shorter than the page asked for.
            query = query with { Page = Math.Max(1, (answer.Total + query.PageSize - 1) / query.PageSize) };
            answer = await index.SearchAsync(query.ToFirmQuery(FacetsFor(query)), cancellationToken);
        }

        await audit.SearchedAsync(user, query, answer, cancellationToken);
        return new(query, answer, problems);
    }

    private static IReadOnlyList<FirmFacet> FacetsFor(FirmSearchQuery query) =>
    [
        .. FacetNaming.All.Where(facet => facet switch
        {
            FirmFacet.City => query.Of(FirmFacet.Province).Include.Count > 0 || query.Of(FirmFacet.City).Include.Count > 0,
            FirmFacet.County => query.Of(FirmFacet.City).Include.Count > 0 || query.Of(FirmFacet.County).Include.Count > 0,
            _ => true,
        }),
    ];
}
