using System.Globalization;
using System.Security.Claims;
using Matching.Api.Features.Keys;
using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Search;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Features.Lookups;

/// <summary>Batch look-ups for programs: the same answers the page gives.</summary>
public static class LookupEndpoints
{
    public static IServiceCollection AddMatchingLookups(this IServiceCollection services) => services
        .AddScoped<LookUpFirms>()
        .AddScoped<ExportLookup>();

    public static void MapLookups(this IEndpointRouteBuilder routes)
    {
        var lookups = routes.MapGroup("/api/lookups").WithTags("批量查询").RequireAuthorization(KeyScopes.Lookup);
        lookups.MapPost("/", LookUpAsync).RequireAntiforgery().WithName("LookUpFirms")
            .WithSummary("批量查询企业：每行按名称、代码查找，返回匹配、待选择或未找到，置信度、理由和基准日有效的资格；名单不留存");
    }

    /// <exception cref="SearchIndexUnavailableException">The finder is still being filled.</exception>
    private static async Task<Results<Ok<LookupView>, ProblemHttpResult>> LookUpAsync(
        LookupBody body, ClaimsPrincipal user, LookUpFirms lookUp, CancellationToken cancellationToken)
    {
        if (body.Rows is not { Count: > 0 } rows)
        {
            return Problems.BadRequest("lookups/no-rows", "rows 不能为空：每行给出 name 或 code");
        }

        if (rows.Count > ClientLimits.MostRows)
        {
            return Problems.BadRequest("lookups/too-many-rows", $"一次最多 {ClientLimits.MostRows} 行，请分几次查询", ("rows", rows.Count), ("most", ClientLimits.MostRows));
        }

        DateOnly? asOf = null;
        if (!string.IsNullOrEmpty(body.AsOf))
        {
            if (!DateOnly.TryParseExact(body.AsOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return Problems.BadRequest("lookups/bad-day", "asOf 形如 2026-03-31", ("asOf", body.AsOf));
            }

            asOf = day;
        }

        var clients = rows.Select((row, i) => new ClientRow(i + 1, Cut(row?.Name), Cut(row?.Code), Cut(row?.Region), Cut(row?.FormerName), row?.Pick)).ToList();
        return TypedResults.Ok(LookupView.From(await lookUp.HandleAsync(new(clients, asOf, CurrentUser.From(user), "api"), cancellationToken)));
    }

    private static string Cut(string? text) => text is null ? "" : text.Length <= ClientLimits.LongestCell ? text : text[..ClientLimits.LongestCell];
}
