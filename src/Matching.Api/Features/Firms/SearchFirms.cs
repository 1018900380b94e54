using Matching.Api.Features.SignIn;
using Matching.Domain.Firms;
using Matching.Ml.Preferences;
using Matching.Search;
using Matching.Storage.Accounts;

namespace Matching.Api.Features.Firms;

/// <summary>Finds firms. The page and the API ask here, so each search is audited once and in the same way.</summary>
public sealed class SearchFirms(IFirmIndex index, LendingPreferences preferences, SearchAudit audit)
{
    /// <param name="Notes">Why firms stand where the bank's preference put them; empty without one.</param>
    /// <param name="OffersPreference">True for banks: the order by preference can be chosen.</param>
    public sealed record Response(
        FirmSearchQuery Query, SearchAnswer Answer, IReadOnlyList<QueryProblem> Problems, IReadOnlyDictionary<FirmId, PreferenceNote> Notes, bool OffersPreference)
    {
        public string SortTitle => Query.ByPreference ? FirmSorts.PreferenceTitle : FirmSorts.All.First(entry => entry.Sort == Query.Sort).Title;
    }

    private static readonly IReadOnlyDictionary<FirmId, PreferenceNote> NoNotes = new Dictionary<FirmId, PreferenceNote>();

    /// <exception cref="SearchIndexUnavailableException">The index cannot answer now.</exception>
    public async Task<Response> HandleAsync(FirmSearchQuery query, IReadOnlyList<QueryProblem> problems, CurrentUser user, CancellationToken cancellationToken)
    {
        var isBank = user.Role == AccountRole.Bank;
        var preference = query.ByPreference && isBank ? (await preferences.FindAsync(user.Tenant, cancellationToken)).Preference : null;
        if (query.ByPreference && preference is null or { IsNeutral: true })
        {
            query = query with { ByPreference = false };
            preference = null;
            problems = [.. problems, new("sort", isBank ? "本行还没有设置偏好，已按相关度排列。请到“本行偏好”设置。" : "只有银行能按本行偏好排列，已按相关度排列。")];
        }

        var (answer, notes) = await SearchAsync(query);
        if (answer.Total > 0 && answer.Hits.Count == 0 && query.Page > 1)
        {
            // The list became shorter than the page asked for.
            query = query with { Page = Math.Max(1, (answer.Total + query.PageSize - 1) / query.PageSize) };
            (answer, notes) = await SearchAsync(query);
        }

        await audit.SearchedAsync(user, query, answer, cancellationToken);
        return new(query, answer, problems, notes, isBank);

        async Task<(SearchAnswer Answer, IReadOnlyDictionary<FirmId, PreferenceNote> Notes)> SearchAsync(FirmSearchQuery asked)
        {
            var firmQuery = asked.ToFirmQuery(FacetsFor(asked));
            return preference is null
                ? (await index.SearchAsync(firmQuery, cancellationToken), NoNotes)
                : await PreferredOrder.SearchAsync(index, firmQuery, preference, cancellationToken);
        }
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
