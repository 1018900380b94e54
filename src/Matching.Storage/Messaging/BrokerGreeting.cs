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
            switch (await GreetAsync(options.Value.RabbitMq, stoppingToken))
            {
                case BrokerAnswer.Taken:
                    good.SetResult();
                    break;
                case BrokerAnswer.Refused(var why):
                    if (refused != why)
                    {
                        refused = why;
                        MessagingLog.BrokerRefused(logger, why);
                    }

                    await Task.Delay(WhileRefused, clock, stoppingToken);
                    break;
                default:
                    refused = null;
                    await Task.Delay(WhileAway, clock, stoppingToken);
                    break;
            }
        }
    }

    private async Task<BrokerAnswer> GreetAsync(RabbitMqOptions broker, CancellationToken cancellationToken)
    {
        try
        {
            var told = await VersionAsync(broker, cancellationToken).WaitAsync(Patience, clock, cancellationToken);
            return IsNewEnough(told)
                ? new BrokerAnswer.Taken()
                : new BrokerAnswer.Refused($"RabbitMQ at {broker.Host}:{broker.Port} says version {told}; {Oldest} or later is needed.");
        }
        catch (IOException exception)
        {
            // To the client, a broker nobody reaches and one that lets nobody in are both an IOException around the reason.
            return AnswerIn(exception, broker);
        }
        catch (RabbitMQClientException exception)
        {
            return AnswerIn(exception, broker);
        }
        catch (TimeoutException)
        {
            return new BrokerAnswer.Away();
        }
    }

    private static async Task<string> VersionAsync(RabbitMqOptions broker, CancellationToken cancellationToken)
    {
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
        await using var connection = await factory.CreateConnectionAsync("matching greeting", cancellationToken);

        // The client calls a connection open before the broker has said whether there is such a virtual host; a channel it opens only after.
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        return connection.ServerProperties is { } server && server.TryGetValue("version", out var version) && version is byte[] text
            ? Encoding.UTF8.GetString(text)
            : "none";
    }

    private static bool IsNewEnough(string told) =>
        Version.TryParse(told.Split('-', '+')[0], out var version) && version >= Oldest;

    /// <summary>The client wraps what the broker said in one or two exceptions of its own.</summary>
    private static BrokerAnswer AnswerIn(Exception failure, RabbitMqOptions broker)
    {
        for (Exception? said = failure; said is not null; said = said is AggregateException { InnerExceptions: [var first, ..] } ? first : said.InnerException)
        {
            switch (said)
            {
                case PossibleAuthenticationFailureException:
                    return new BrokerAnswer.Refused(
                        $"RabbitMQ at {broker.Host}:{broker.Port} does not let the user {broker.User} in. {Setting(nameof(broker.User))} and {nameof(broker.Password)} must be those of the broker.");
                case OperationInterruptedException { ShutdownReason.ReplyCode: Constants.NotAllowed }:
                    return new BrokerAnswer.Refused(
                        $"RabbitMQ at {broker.Host}:{broker.Port} has no virtual host {broker.VirtualHost} for the user {broker.User}. {Setting(nameof(broker.VirtualHost))} must name one the user may use.");
            }
        }

        return new BrokerAnswer.Away();
    }

    private static string Setting(string name) => $"{MessagingOptions.Section}:{nameof(MessagingOptions.RabbitMq)}:{name}";
}
