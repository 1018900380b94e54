using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Calendar;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Features.Pools;

/// <summary>Pools for programs: the same views as the pages, under the same rules of who sees what.</summary>
public static class PoolsEndpoints
{
    public static IServiceCollection AddMatchingPools(this IServiceCollection services) => services
        .AddScoped<MemberStandings>()
        .AddScoped<PoolSteps>()
        .AddScoped<PoolRule>()
        .AddScoped<PickFirms>()
        .AddScoped<EditDraft>()
        .AddScoped<ListPools>()
        .AddScoped<CreatePool>()
        .AddScoped<ViewPool>()
        .AddScoped<ExportPoolVersion>();

    public static void MapPools(this IEndpointRouteBuilder routes)
    {
        var pools = routes.MapGroup("/api/pools").WithTags("备选库");
        pools.MapGet("/", ListAsync).WithSummary("备选库清单；银行只见已发布过的");
        pools.MapGet("/{poolId:int}/versions/{number:int}", GetVersionAsync).WithSummary("某一版的名单，附内容校验值");
    }

    private static async Task<Ok<IReadOnlyList<ListPools.Item>>> ListAsync(
        HttpContext http, ListPools list, CancellationToken cancellationToken) =>
        TypedResults.Ok(await list.HandleAsync(CurrentUser.From(http.User), null, cancellationToken));

    private static async Task<Results<Ok<PoolVersionView>, ProblemHttpResult>> GetVersionAsync(
        int poolId, int number, HttpContext http, ViewPool view, AuditTrail audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        var user = CurrentUser.From(http.User);
        if (await view.FindVersionAsync(poolId, number, user, cancellationToken) is not { } version)
        {
            return Problems.NotFound("pool/not-found", "没有找到这一版备选库", ("poolId", poolId), ("version", number));
        }

        var state = version.StateOn(BeijingTime.Today(clock));
        var members = PoolAccess.CanReadMembers(user, state) ? version.Members : [];
        await audit.NoteAsync(user, "pool-viewed", $"{poolId}/{number}", new { state = state.ToString(), rows = members.Count, version.ContentHash }, cancellationToken);
        return TypedResults.Ok(PoolVersionView.From(version, state, members));
    }
}
