using Matching.Api.Features.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Features.Status;

/// <summary>The state of the work for programs that watch it.</summary>
public static class StatusEndpoints
{
    public static IServiceCollection AddMatchingStatus(this IServiceCollection services) => services
        .AddScoped<ReadStatus>()
        .AddScoped<CloseDeadLetter>();

    public static void MapStatus(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/status", ReadAsync).RequireAuthorization(Policies.Admin).WithTags("运行").WithSummary("消息、任务、索引和死信的现状");

    private static async Task<Ok<StatusView>> ReadAsync(ReadStatus status, CancellationToken cancellationToken) =>
        TypedResults.Ok(await status.HandleAsync(cancellationToken));
}
