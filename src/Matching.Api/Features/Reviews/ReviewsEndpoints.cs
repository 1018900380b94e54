using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Ingest.Linking.Explaining;
using Matching.Ingest.Linking.Judging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Features.Reviews;

/// <summary>Questions and explanations for programs: what the pages show, in one form.</summary>
public static class ReviewsEndpoints
{
    public static IServiceCollection AddMatchingReviews(this IServiceCollection services) => services
        .AddScoped<ListReviews>()
        .AddScoped<OpenReview>()
        .AddScoped<ListJudgements>()
        .AddScoped<JudgeLink>();

    public static void MapReviews(this IEndpointRouteBuilder routes)
    {
        var reviews = routes.MapGroup("/api/links").WithTags("关联").RequireAuthorization(Policies.Reviewer);
        reviews.MapGet("/explanation", ExplainAsync).WithSummary("两家企业或两行为什么是、为什么不是同一家：起点、各项证据、约束和门槛");
        reviews.MapGet("/reviews", ListAsync).WithSummary("待核关联清单");
    }

    private static async Task<Results<Ok<ExplainLink.Response>, ProblemHttpResult>> ExplainAsync(
        string? left, string? right, HttpContext http, ExplainLink explain, AuditTrail audit, CancellationToken cancellationToken)
    {
        if (!JudgedTarget.TryParse(left, out var a) || !JudgedTarget.TryParse(right, out var b))
        {
            return Problems.BadRequest("links/bad-target", "left 和 right 应为企业编号（F0000012）或行号（345/1）", ("left", left), ("right", right));
        }

        if (await explain.HandleAsync(a, b, cancellationToken) is not { } found)
        {
            return Problems.NotFound("links/not-found", "有一侧没有找到，或已没有在用的记录", ("left", left), ("right", right));
        }

        await audit.NoteAsync(
            CurrentUser.From(http.User), "link-explained", $"{a} {b}", new { found.Explanation.TotalBits, constraint = found.Explanation.Constraint.Kind.ToString() }, cancellationToken);
        return TypedResults.Ok(found);
    }

    private static async Task<Ok<ListReviews.Response>> ListAsync(
        ListReviews list, CancellationToken cancellationToken, Storage.Linkages.ReviewReason? reason = null, int page = 1) =>
        TypedResults.Ok(await list.HandleAsync(new(reason, null, null, false), page, cancellationToken));
}
