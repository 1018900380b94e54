using Matching.Storage.Jobs;
using Matching.Storage.Messaging;
using Matching.Storage.Tests.Sqlite;
using Matching.Tests.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RabbitMQ.Client;

namespace Matching.Storage.Tests.Messaging;

/// <summary>The contract over a real broker, and what only a broker can do to us.</summary>
[NeedsRabbitMq]
public sealed class RabbitMqBusTests() : BusContract(new FreshSqlite())
{
    [Fact]
    public async Task A_poisoned_message_is_set_aside_and_the_next_goes_through()
    {
        var server = await RabbitMqServer.SharedAsync();
        var settings = server.Settings(server.TakeVirtualHost());
        await using var process = await StartAsync(failures: 0, settings);
        var first = await CreateJobAsync(process);
        await StateAsync(process, first.Id, found => found.Step == JobStep.Linking);
        await PutRawAsync(server, settings["Matching:Messaging:RabbitMq:VirtualHost"]!, "reading-step", "{ \"messageType\": 7, 坏消息"u8.ToArray());
        var letter = await LetterAsync(process.GetRequiredService<DeadLetters>());
        Assert.Null(letter.Type);
        Assert.Equal("reading-step", letter.Queue);
        Assert.Contains("坏消息", letter.Body, StringComparison.Ordinal);
        Assert.IsType<DeadLetterResult.NotOurs>(await process.GetRequiredService<DeadLetters>().ReplayAsync(letter.Id, "admin", NoToken));
        Assert.IsType<DeadLetterResult.Discarded>(await process.GetRequiredService<DeadLetters>().DiscardAsync(letter.Id, "admin", NoToken));

        var job = await CreateJobAsync(process);
        await StateAsync(process, job.Id, found => found.Step == JobStep.Linking);
        await StopAsync(process);
    }

    [Fact]
    public async Task A_broker_that_dies_and_returns_loses_nothing()
    {
        await using var server = await RabbitMqServer.StartOwnAsync();
        await using var process = await StartAsync(failures: 0, server.Settings(server.TakeVirtualHost()));
        var before = await CreateJobAsync(process);
        await StateAsync(process, before.Id, found => found.Step == JobStep.Linking);

        await server.KillAsync();
        var during = await CreateJobAsync(process);
        await server.StartAsync();
        await StateAsync(process, during.Id, found => found.Step == JobStep.Linking);
        Assert.Equal(2, process.GetRequiredService<Steps>().Seen);
        await StopAsync(process);
    }

    [Fact]
    public async Task A_process_that_starts_before_its_broker_waits_for_it()
    {
        await using var server = await RabbitMqServer.StartOwnAsync();
        await server.KillAsync();
        await using var process = await StartAsync(failures: 0, server.Settings(server.TakeVirtualHost()));
        var job = await CreateJobAsync(process);
        await server.StartAsync();
        await StateAsync(process, job.Id, found => found.Step == JobStep.Linking);
        await StopAsync(process);
    }

    [Fact]
    public async Task A_broker_that_is_too_old_gets_no_message_and_is_taken_without_a_restart_once_it_is_not()
    {
        var server = await RabbitMqServer.SharedAsync();
        using var old = new OldBroker(server.Port);
        await using var process = await StartAsync(failures: 0, With(server, "Port", $"{old.Port}"));
        var job = await CreateJobAsync(process);

        Assert.Matches(@"^RabbitMQ at 127\.0\.0\.1:\d+ says version 0\.\d+\.\d+.*; 3\.10 or later is needed\.$", await RefusalAsync(process));
        Assert.Equal(0, process.GetRequiredService<Steps>().Seen);
        await NothingIsSentAsync();

        old.BringUpToDate();
        await StateAsync(process, job.Id, found => found.Step == JobStep.Linking);
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync(process)).Status);
        await StopAsync(process);
    }

    [Theory]
    [InlineData("Password", "not this one", "does not let the user test in. Matching:Messaging:RabbitMq:User and Password must be those of the broker.")]
    [InlineData("VirtualHost", "nowhere", "has no virtual host nowhere for the user test. Matching:Messaging:RabbitMq:VirtualHost must name one the user may use.")]
    public async Task A_broker_that_does_not_let_us_in_is_told_with_the_setting_and_without_the_password(string setting, string value, string said)
    {
        var server = await RabbitMqServer.SharedAsync();
        await using var process = await StartAsync(failures: 0, With(server, setting, value));
        await CreateJobAsync(process);

        var refusal = await RefusalAsync(process);
        Assert.EndsWith(said, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("not this one", refusal, StringComparison.Ordinal);
        await NothingIsSentAsync();
        await StopAsync(process);
    }

    [Fact]
    public async Task A_broker_that_breaks_off_for_another_reason_is_away_and_no_setting_is_blamed()
    {
        // Connection.Close with 530, no such virtual host, becomes 320, closed by the operator.
        byte[] notAllowed = [0, 10, 0, 50, 0x02, 0x12];
        var server = await RabbitMqServer.SharedAsync();
        var closed = 0;
        using var closing = new AlteringProxy(server.Port, answer =>
        {
            if (answer.IndexOf(notAllowed) is var at and >= 0)
            {
                (answer[at + 4], answer[at + 5]) = (0x01, 0x40);
                Interlocked.Increment(ref closed);
            }
        });
        var settings = With(server, "VirtualHost", "nowhere");
        settings["Matching:Messaging:RabbitMq:Port"] = $"{closing.Port}";
        await using var process = await StartAsync(failures: 0, settings);

        // The bus asks as well as the greeting: of so many closings several were the greeting's.
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (Volatile.Read(ref closed) < 12)
        {
            Assert.Equal("the broker has not been reached yet", (await HealthAsync(process)).Description);
            await Task.Delay(20, patience.Token);
        }

        await StopAsync(process);
    }

    protected override async Task<IReadOnlyDictionary<string, string?>> BrokerAsync()
    {
        var server = await RabbitMqServer.SharedAsync();
        return server.Settings(server.TakeVirtualHost());
    }

    private async Task NothingIsSentAsync()
    {
        await using var db = Database.Open();
        Assert.NotEqual(0, await db.Outbox.CountAsync());
        Assert.Equal(0, await db.Outbox.CountAsync(message => message.SentAt != null));
    }

    private static Dictionary<string, string?> With(RabbitMqServer server, string setting, string value) =>
        new(server.Settings(server.TakeVirtualHost())) { [$"Matching:Messaging:RabbitMq:{setting}"] = value };

    private static Task<HealthCheckResult> HealthAsync(ServiceProvider process) =>
        process.GetRequiredService<BrokerGreeting>().CheckHealthAsync(new HealthCheckContext());

    private static async Task<string> RefusalAsync(ServiceProvider process)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        HealthCheckResult health;
        while ((health = await HealthAsync(process)).Description?.StartsWith("RabbitMQ at", StringComparison.Ordinal) != true)
        {
            await Task.Delay(20, patience.Token);
        }

        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        return health.Description;
    }

    private static async Task PutRawAsync(RabbitMqServer server, string virtualHost, string queue, byte[] body)
    {
        var factory = new ConnectionFactory { HostName = "127.0.0.1", Port = server.Port, VirtualHost = virtualHost, UserName = "test", Password = "test" };
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.BasicPublishAsync("", queue, body);
    }
}
