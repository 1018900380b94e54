using Matching.Search;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Matching.Api.Features.Home;

/// <summary>Ready when the index has been filled once and answers.</summary>
internal sealed class IndexReadiness(IFirmIndex index) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await index.CurrentAsync(cancellationToken) is { } version
                ? HealthCheckResult.Healthy(version.Name)
                : HealthCheckResult.Unhealthy("the index has not been filled yet");
        }
        catch (SearchIndexUnavailableException exception)
        {
            return HealthCheckResult.Unhealthy("the index does not answer", exception);
        }
    }
}
