using Matching.Api.Features.Firms;
using Matching.Domain.Firms;
using Matching.Search;
using Microsoft.AspNetCore.WebUtilities;

namespace Matching.Api.Features.Pools;

/// <summary>Finds the firms of a rule. A rule is the address of a firm search, so what the search page shows is what the pool gets.</summary>
public sealed class PoolRule(IFirmIndex index)
{
    private const int BatchSize = 200;

    /// <summary>Longest rule taken, in characters.</summary>
    public const int Longest = 2000;

    /// <summary>Reads a pasted search address or its query string; without conditions there is no rule.</summary>
    public static bool TryRead(string? text, out FirmSearchQuery rule, out IReadOnlyList<QueryProblem> problems)
    {
        var start = text?.IndexOf('?', StringComparison.Ordinal) ?? -1;
        var query = (start < 0 ? text ?? "" : text![start..]).Trim();
        // plain words are a search too
        var parameters = query.Contains('=', StringComparison.Ordinal)
            ? QueryHelpers.ParseQuery(query)
            : new() { ["q"] = query };
        rule = FirmSearchQuery.Parse(parameters, out problems) with { Page = 1, PageSize = FirmSearchQuery.PageSizes[0] };
        return query.Length <= Longest && (rule.HasConditions || rule.Text.Length > 0);
    }

    /// <summary>How many firms the rule finds now, and the first of them.</summary>
    public Task<SearchAnswer> PreviewAsync(FirmSearchQuery rule, int take, CancellationToken cancellationToken) =>
        index.SearchAsync(rule.ToFirmQuery([]) with { Skip = 0, Take = take }, cancellationToken);

    /// <summary>Ids of all firms the rule finds, best first; null when there are more than <paramref name="most"/>.</summary>
    public async Task<IReadOnlyList<FirmId>?> FindAsync(FirmSearchQuery rule, int most, CancellationToken cancellationToken)
    {
        var query = rule.ToFirmQuery([]) with { Skip = 0, Take = BatchSize };
        var found = new List<FirmId>();
        do
        {
            var answer = await index.SearchAsync(query, cancellationToken);
            if (answer.Total > most)
            {
                return null;
            }

            found.AddRange(answer.Hits.Select(hit => hit.Document.Id));
            query = query with { After = answer.Next };
        }
        while (query.After is not null);
        return found;
    }
}
