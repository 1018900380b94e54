using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Matching.Storage.Messaging;

/// <summary>
/// Greets the broker before anything is sent. One that is too old, or does not let us in, gets no message: they stay in the outbox,
/// ready is red and names the setting, and the broker is taken without a restart once it is right.
/// </summary>
public sealed class BrokerGreeting(IOptions<MessagingOptions> options, TimeProvider clock, ILogger<BrokerGreeting> logger) : BackgroundService, IHealthCheck
{
    /// <summary>Oldest broker the product is tested with.</summary>
    public static readonly Version Oldest = new(3, 10);

    private static readonly TimeSpan WhileAway = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WhileRefused = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly TaskCompletionSource good = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? refused;

    /// <summary>Ends once a broker that is new enough has let us in; at once where messages stay in the process.</summary>
    public Task Good => options.Value.Transport == MessageTransport.InMemory ? Task.CompletedTask : good.Task;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        Good.IsCompleted ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(refused ?? "the broker has not been reached yet"));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!Good.IsCompleted)
        {
            switch (await GreetAsync(stoppingToken))
            {
                case null:
                    await Task.Delay(WhileAway, clock, stoppingToken);
                    break;
                case { Length: 0 }:
                    good.SetResult();
                    break;
                case var why:
                    if (refused != why)
                    {
                        refused = why;
                        MessagingLog.BrokerRefused(logger, why);
                    }

                    await Task.Delay(WhileRefused, clock, stoppingToken);
                    break;
            }
        }
    }

    /// <returns>Empty when all is well; null while the broker is away; else what is wrong.</returns>
    private async Task<string?> GreetAsync(CancellationToken cancellationToken)
    {
        var broker = options.Value.RabbitMq;
        var factory = new ConnectionFactory
        {
            HostName = broker.Host,
            Port = broker.Port,
            VirtualHost = broker.VirtualHost,
            UserName = broker.User,
            Password = broker.Password,
            AutomaticRecoveryEnabled = false,
            Ssl = new SslOption { Enabled = broker.UseTls, ServerName = broker.Host },
        };
        try
        {
            var told = await VersionAsync(factory, cancellationToken).WaitAsync(Patience, clock, cancellationToken);
            return IsNewEnough(told) ? "" : $"RabbitMQ at {broker.Host}:{broker.Port} says version {told}; {Oldest} or later is needed.";
        }
        catch (Exception exception) when (IsOfBroker(exception) && Refusal(exception) is { } refusal)
        {
            return refusal switch
            {
                OperationInterruptedException => $"RabbitMQ at {broker.Host}:{broker.Port} has no virtual host {broker.VirtualHost} for the user {broker.User}. {Setting(nameof(broker.VirtualHost))} must name one the user may use.",
                _ => $"RabbitMQ at {broker.Host}:{broker.Port} does not let the user {broker.User} in. {Setting(nameof(broker.User))} and {nameof(broker.Password)} must be those of the broker.",
            };
        }
        catch (Exception exception) when (IsOfBroker(exception))
        {
            return null;
        }
    }

    private static async Task<string> VersionAsync(ConnectionFactory factory, CancellationToken cancellationToken)
    {
        await using var connection = await factory.CreateConnectionAsync("matching greeting", cancellationToken);

        // The client calls a connection open before the broker has said whether there is such a virtual host; a channel it opens only after.
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        return connection.ServerProperties is { } server && server.TryGetValue("version", out var version) && version is byte[] text
            ? Encoding.UTF8.GetString(text)
            : "none";
    }

    private static string Setting(string name) => $"{MessagingOptions.Section}:{nameof(MessagingOptions.RabbitMq)}:{name}";

    private static bool IsNewEnough(string told) =>
        Version.TryParse(told.Split('-', '+')[0], out var version) && version >= Oldest;

    // A broker nobody reaches is an IOException to the client, not one of its own.
    private static bool IsOfBroker(Exception exception) => exception is IOException or RabbitMQClientException or TimeoutException;

    /// <summary>The client wraps what the broker said in one or two exceptions of its own.</summary>
    private static Exception? Refusal(Exception? exception)
    {
        while (exception is not null and not AuthenticationFailureException and not OperationInterruptedException)
        {
            exception = exception is AggregateException { InnerExceptions: [var first, ..] } ? first : exception.InnerException;
        }

        return exception;
    }
}
