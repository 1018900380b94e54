using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Storage.Telemetry;

public static class TelemetryRegistration
{
    /// <summary>Measurements of queues and index, and the export where a collector is set.</summary>
    public static IServiceCollection AddMatchingTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<TelemetryOptions>()
            .Bind(configuration.GetSection(TelemetryOptions.Section))
            .ValidateDataAnnotations()
            .Validate(
                telemetry => telemetry.OtlpEndpoint is null or { IsAbsoluteUri: true, Scheme: "http" or "https" },
                "Matching:Telemetry:OtlpEndpoint 须为完整网址，例如 http://collector:4318。")
            .ValidateOnStart();
        services.AddSingleton<QueueMetrics>();
        services.AddHostedService(provider => provider.GetRequiredService<QueueMetrics>());
        services.AddHostedService<TelemetryExport>();
        return services;
    }
}
