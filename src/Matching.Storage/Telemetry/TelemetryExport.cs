using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Matching.Storage.Telemetry;

/// <summary>Sends measurements and traces to a collector, where one is set. Names and units: docs/telemetry.md.</summary>
/// <remarks>Nothing that is sent names a person or holds what was searched: ids of jobs and deliveries, kinds, counts and times only.</remarks>
internal sealed class TelemetryExport(IOptions<TelemetryOptions> options, IHostEnvironment host) : IHostedService, IDisposable
{
    private static readonly string[] Meters =
        ["Matching.*", "MassTransit", "Npgsql", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime"];

    private static readonly string[] Sources = ["Matching.*", "MassTransit", "Npgsql", "Microsoft.AspNetCore", "System.Net.Http"];

    private MeterProvider? metrics;
    private TracerProvider? traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.OtlpEndpoint is not { } collector)
        {
            return Task.CompletedTask;
        }

        var resource = ResourceBuilder.CreateEmpty().AddService(
            serviceName: host.ApplicationName,
            serviceNamespace: "matching",
            serviceInstanceId: $"{Environment.MachineName}/{Environment.ProcessId}");
        metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(Meters)
            .AddOtlpExporter((export, reader) =>
            {
                Address(export, collector, "v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = options.Value.MetricsEverySeconds * 1000;
            })
            .Build();
        traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.Value.TracedPart)))
            .AddSource(Sources)
            .AddProcessor(new WithoutQueries())
            .AddOtlpExporter(export => Address(export, collector, "v1/traces"))
            .Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                // A collector that is away must not hold up the end of the process.
                traces?.ForceFlush(2000);
                metrics?.ForceFlush(2000);
            },
            cancellationToken);

    public void Dispose()
    {
        traces?.Dispose();
        metrics?.Dispose();
    }

    private static void Address(OtlpExporterOptions export, Uri collector, string path)
    {
        export.Protocol = OtlpExportProtocol.HttpProtobuf;
        export.Endpoint = new Uri(new Uri(collector.ToString().TrimEnd('/') + "/"), path);
        export.TimeoutMilliseconds = 5000;
    }
}
