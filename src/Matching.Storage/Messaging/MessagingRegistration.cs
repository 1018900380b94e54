using MassTransit;
using MassTransit.Middleware;
using Matching.Storage.Jobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

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

        // In memory the bus is up at once: waited for, it is never stopped half started. A broker may be away, and the server starts all the same.
        services.Configure<MassTransitHostOptions>(host => host.WaitUntilStarted = options.Transport == MessageTransport.InMemory);
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetKebabCaseEndpointNameFormatter();
            consumers(bus);
            bus.AddConsumer<JobFaults>();
            bus.AddConfigureEndpointsCallback((context, _, endpoint) => KeepDeadLetters(context, endpoint));
            switch (options.Transport)
            {
                case MessageTransport.InMemory:
                    bus.UsingInMemory((context, transport) => Configure(context, transport, options));
                    break;
                case MessageTransport.RabbitMq:
                    bus.UsingRabbitMq((context, transport) =>
                    {
                        Connect(transport, options.RabbitMq);
                        transport.PrefetchCount = options.Concurrency;
                        Configure(context, transport, options);
                    });
                    break;
                default:
                    throw new OptionsValidationException(
                        MessagingOptions.Section, typeof(MessagingOptions), [$"{MessagingOptions.Section}:Transport {options.Transport} is neither InMemory nor RabbitMq."]);
            }
        });

        services.AddSingleton<BrokerGreeting>();
        services.AddHostedService(provider => provider.GetRequiredService<BrokerGreeting>());
        services.AddHealthChecks().AddCheck<BrokerGreeting>("broker");

        // After the bus, so that it is started first and stopped last.
        services.AddSingleton<OutboxDispatcher>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxDispatcher>());
        services.AddHostedService<JobResumption>();
        return services;
    }

    private static void Configure<TEndpoint>(IBusRegistrationContext context, IBusFactoryConfigurator<TEndpoint> transport, MessagingOptions options)
        where TEndpoint : IReceiveEndpointConfigurator
    {
        transport.UseMessageRetry(retry => retry.Intervals(Delays(options)));
        transport.ConcurrentMessageLimit = options.Concurrency;
        transport.ConfigureEndpoints(context);
    }

    private static void Connect(IRabbitMqBusFactoryConfigurator transport, RabbitMqOptions options) =>
        transport.Host(options.Host, options.Port, options.VirtualHost, host =>
        {
            host.Username(options.User);
            host.Password(options.Password);
            if (options.UseTls)
            {
                host.UseSsl(tls => tls.ServerName = options.Host);
            }
        });

    /// <summary>What no retry helped, and what nobody here can read, goes to our table instead of a queue few would look into.</summary>
    private static void KeepDeadLetters(IRegistrationContext context, IReceiveEndpointConfigurator endpoint)
    {
        var letters = context.GetRequiredService<DeadLetters>();
        endpoint.ConfigureError(pipe =>
        {
            pipe.UseFilter(new GenerateFaultFilter());
            pipe.UseFilter(new FailedToDeadLetters(letters));
        });
        endpoint.ConfigureDeadLetter(pipe => pipe.UseFilter(new UnreadToDeadLetters(letters)));
    }

    private static TimeSpan[] Delays(MessagingOptions options) =>
        [.. Enumerable.Range(0, options.Retries)
            .Select(attempt => TimeSpan.FromMilliseconds(Math.Min(30_000, options.RetryDelayMilliseconds * Math.Pow(2, attempt))))];
}
