using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Matching.Storage.Preparing;

/// <summary>Ready when the system of record is prepared and can be reached.</summary>
public sealed class DatabaseReadiness(IDbContextFactory<MatchingDbContext> databases, DatabaseStart start) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!start.IsReady)
        {
            return HealthCheckResult.Unhealthy("the database has not been prepared yet");
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("the database cannot be opened");
    }
}
