using System.Diagnostics;
using System.Globalization;
using System.Security.Claims;
using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Firms;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Features.Firms;

/// <summary>Firms for programs: the same searches and profiles the pages show.</summary>
internal static class FirmEndpoints
{
    public static RouteGroupBuilder MapFirms(this IEndpointRouteBuilder routes)
    {
        var firms = routes.MapGroup("/api/firms").WithTags("Firms").RequireAuthorization();
        firms.MapGet("/", SearchAsync).WithName("SearchFirms")
            .WithSummary("企业检索：参数与页面地址相同（q、library、no-library、province、grade、pointsFrom、sort、page、pageSize …）");
        firms.MapGet("/{id}", OpenAsync).WithName("OpenFirm").WithSummary("企业画像与推荐分；asOf 为基准日，known=then 为当日平台已知的样子；fields 为各项取值的来源");
        firms.MapGet("/{id}/reasons", ReasonsAsync).WithName("FirmReasons").WithSummary("推荐理由瀑布图的数字");
        return firms;
    }

    private static async Task<Results<Ok<FirmSearchView>, ProblemHttpResult>> SearchAsync(
        HttpRequest request, ClaimsPrincipal user, SearchFirms search, CancellationToken cancellationToken)
    {
        var query = FirmSearchQuery.Parse(request.Query, out var problems);
        if (problems.Count > 0)
        {
            // A page leaves an unknown condition out and says so; a program might not read what it says.
            return Problems.BadRequest("firms/bad-query", "检索条件无法识别", ("problems", problems));
        }

        var found = await search.HandleAsync(query, problems, CurrentUser.From(user), cancellationToken);
        return found.Problems.Count > 0
            ? Problems.BadRequest("firms/bad-query", "检索条件不能用", ("problems", found.Problems))
            : TypedResults.Ok(FirmSearchView.From(found));
    }

    private static Task<Results<Ok<FirmProfileView>, RedirectHttpResult, ProblemHttpResult>> OpenAsync(
        string id, string? asOf, string? known, ClaimsPrincipal user, OpenFirm open, CancellationToken cancellationToken) =>
        FindAsync(id, asOf, known, "", user, open, FirmProfileView.From, cancellationToken);

    private static Task<Results<Ok<ReasonChart>, RedirectHttpResult, ProblemHttpResult>> ReasonsAsync(
        string id, string? asOf, ClaimsPrincipal user, OpenFirm open, CancellationToken cancellationToken) =>
        FindAsync(id, asOf, null, "/reasons", user, open, ReasonChart.From, cancellationToken);

    private static async Task<Results<Ok<T>, RedirectHttpResult, ProblemHttpResult>> FindAsync<T>(
        string id, string? asOf, string? known, string part, ClaimsPrincipal user, OpenFirm open, Func<FirmView, T> view, CancellationToken cancellationToken)
    {
        if (!FirmId.TryParse(id, out var firmId))
        {
            return Problems.BadRequest("firms/bad-id", "企业编号形如 F0000001", ("id", id));
        }

        DateOnly? day = null;
        if (!string.IsNullOrEmpty(asOf))
        {
            if (!DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed))
            {
                return Problems.BadRequest("firms/bad-day", "基准日形如 2025-03-20", ("asOf", asOf));
            }

            day = parsed;
        }

        if (!string.IsNullOrEmpty(known) && known is not ("then" or "now"))
        {
            return Problems.BadRequest("firms/bad-known", "known 只能是 then（当日已知）或 now（现在已知）", ("known", known));
        }

        return await open.HandleAsync(new(firmId, day, CurrentUser.From(user), AsKnown: known == "then"), cancellationToken) switch
        {
            OpenFirmResult.Found found => TypedResults.Ok(view(found.Firm)),
            OpenFirmResult.Moved moved => TypedResults.LocalRedirect(
                $"/api/firms/{moved.Id}{part}{(day is { } asked ? $"?asOf={Shown.Day(asked)}{(known == "then" ? "&known=then" : "")}" : "")}", permanent: false, preserveMethod: true),
            OpenFirmResult.NotFound => Problems.NotFound("firms/not-found", "没有这家企业", ("id", firmId.ToString())),
            var other => throw new UnreachableException(other.ToString()),
        };
    }
}
