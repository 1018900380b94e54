using Matching.Storage.Messaging;
using Matching.Storage.Preparing;
using Matching.Storage.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Matching.Storage.Working;

/// <summary>A process that only works: it takes messages from the broker and answers nobody but those who watch it.</summary>
/// <remarks>It needs a database and a broker that other processes reach too; on the embedded default the server works by itself.</remarks>
public static class WorkerHost
{
    /// <returns>A sentence that says what is missing; null when a worker can run with these settings.</returns>
    public static string? WhyNot(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var storage = configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();
        var messaging = configuration.GetSection(MessagingOptions.Section).Get<MessagingOptions>() ?? new MessagingOptions();
        return (storage.Chosen, messaging.Transport) switch
        {
            (StorageProvider.Postgres, MessageTransport.RabbitMq) => null,
            (not StorageProvider.Postgres, _) =>
                "单独的工作进程需要 PostgreSQL：请设置环境变量 Matching__Storage__ConnectionString。单机运行时由 Matching.Api 自己处理，不必启动工作进程。",
            _ => "单独的工作进程需要 RabbitMQ：请设置环境变量 Matching__Messaging__Transport=RabbitMq 和 Matching__Messaging__RabbitMq__Host 等。",
        };
    }

    /// <param name="healthAddress">Where <c>/health/live</c> and <c>/health/ready</c> answer, e.g. <c>http://0.0.0.0:8081</c>; null for a free port of loopback.</param>
    /// <param name="configure">Adds what this kind of worker does.</param>
    public static async Task RunAsync(
        string? healthAddress, string? dataFolder, Action<IServiceCollection, IConfiguration> configure, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = WebApplication.CreateSlimBuilder();
        if (dataFolder is not null)
        {
            builder.Configuration[$"{StorageOptions.Section}:{nameof(StorageOptions.DataFolder)}"] = dataFolder;
        }

        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information).AddFilter("MassTransit", LogLevel.Warning);
        builder.WebHost.UseUrls(healthAddress ?? "http://127.0.0.1:0");
        builder.Services.AddMatchingStorage(builder.Configuration).AddMatchingDatabaseStart().AddMatchingTelemetry(builder.Configuration);
        configure(builder.Services, builder.Configuration);
        builder.Services.AddHealthChecks().AddCheck<DatabaseReadiness>("database");
        await using var app = builder.Build();
        await app.Services.GetRequiredService<DatabaseStart>().TryAsync(cancellationToken);
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready");
        await app.StartAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
    }
}
