using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Matching.Storage.Messaging;

/// <summary>Asks the broker for its version before anything is sent. One that is too old gets no message: they stay in the outbox, ready is red, and a newer broker is taken without a restart.</summary>
public sealed class BrokerVersion(IOptions<MessagingOptions> options, TimeProvider clock, ILogger<BrokerVersion> logger) : BackgroundService, IHealthCheck
{
    /// <summary>Oldest broker the product is tested with.</summary>
    public static readonly Version Oldest = new(3, 10);

    private static readonly TimeSpan WhileAway = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WhileTooOld = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource good = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? refused;

    /// <summary>Ends once a broker that is new enough has answered; at once where messages stay in the process.</summary>
    public Task Good => options.Value.Transport == MessageTransport.InMemory ? Task.CompletedTask : good.Task;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        refused is { } why ? HealthCheckResult.Unhealthy(why)
        : Good.IsCompleted ? HealthCheckResult.Healthy()
        : HealthCheckResult.Unhealthy("the broker has not been reached yet"));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!Good.IsCompleted)
        {
            if (await AskAsync(stoppingToken) is not { } told)
            {
                await Task.Delay(WhileAway, clock, stoppingToken);
            }
            else if (IsNewEnough(told))
            {
                refused = null;
                good.SetResult();
            }
            else
            {
                refused = $"RabbitMQ at {options.Value.RabbitMq.Host}:{options.Value.RabbitMq.Port} says version {told}; {Oldest} or later is needed.";
                MessagingLog.BrokerTooOld(logger, options.Value.RabbitMq.Host, options.Value.RabbitMq.Port, told, Oldest);
                await Task.Delay(WhileTooOld, clock, stoppingToken);
            }
        }
    }

    private static bool IsNewEnough(string told) =>
        Version.TryParse(told.Split('-', '+')[0], out var version) && version >= Oldest;

    /// <returns>What the broker says of itself; null while it is away or lets nobody in, which the bus reports.</returns>
    private async Task<string?> AskAsync(CancellationToken cancellationToken)
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
            await using var connection = await factory.CreateConnectionAsync("matching version", cancellationToken);
            return connection.ServerProperties is { } server && server.TryGetValue("version", out var version) && version is byte[] text
                ? Encoding.UTF8.GetString(text)
                : "";
        }
        catch (RabbitMQClientException)
        {
            return null;
        }
    }
}
