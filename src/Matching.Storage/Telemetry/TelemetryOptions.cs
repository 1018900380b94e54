using System.ComponentModel.DataAnnotations;

namespace Matching.Storage.Telemetry;

/// <summary>Where measurements and traces go; nowhere by default.</summary>
public sealed class TelemetryOptions
{
    public const string Section = "Matching:Telemetry";

    /// <summary>Base address of an OpenTelemetry collector that takes OTLP over HTTP, e.g. <c>http://collector:4318</c>; <c>v1/metrics</c> and <c>v1/traces</c> are added.</summary>
    public Uri? OtlpEndpoint { get; set; }

    /// <summary>Seconds between two deliveries of measurements.</summary>
    [Range(1, 3600)]
    public int MetricsEverySeconds { get; set; } = 30;

    /// <summary>Part of requests and messages that are traced, 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double TracedPart { get; set; } = 1;
}
