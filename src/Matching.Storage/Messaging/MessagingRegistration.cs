using MassTransit;
using Matching.Storage.Jobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Storage.Messaging;

public static class MessagingRegistration
{
    /// <summary>The bus, the dispatcher that feeds it from the outbox, and the resuming of jobs. Needs <see cref="StorageRegistration.AddMatchingStorage"/>.</summary>
    /// <param name="consumers">Adds the consumers this process hosts.</param>
    public static IServiceCollection AddMatchingMessaging(
        this IServiceCollection services, IConfiguration configuration, Action<IBusRegistrationConfigurator> consumers)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(consumers);
        var section = configuration.GetSection(MessagingOptions.Section);
        services.AddOptions<MessagingOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        var options = section.Get<MessagingOptions>() ?? new MessagingOptions();

        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetKebabCaseEndpointNameFormatter();
            consumers(bus);
            bus.AddConsumer<JobFaults>();
            bus.UsingInMemory((context, transport) =>
            {
                transport.UseMessageRetry(retry => retry.Intervals(Delays(options)));
                transport.ConcurrentMessageLimit = options.Concurrency;
                transport.ConfigureEndpoints(context);
            });
        });

        // After the bus, so that it is started first and stopped last.
        services.AddSingleton<OutboxDispatcher>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxDispatcher>());
        services.AddHostedService<JobResumption>();
        return services;
    }

    private static TimeSpan[] Delays(MessagingOptions options) =>
        [.. Enumerable.Range(0, options.Retries)
            .Select(attempt => TimeSpan.FromMilliseconds(Math.Min(30_000, options.RetryDelayMilliseconds * Math.Pow(2, attempt))))];
}
