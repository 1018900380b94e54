using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Matching.Api.Features.Home;

/// <summary>Liveness (the process answers) and readiness (database and index answer), for whoever starts and watches the process.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready").AllowAnonymous();
    }
}
