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
        var settings = new Dictionary<string, string?>(server.Settings(server.TakeVirtualHost())) { ["Matching:Messaging:RabbitMq:Port"] = $"{old.Port}" };
        await using var process = await StartAsync(failures: 0, settings);
        var broker = process.GetRequiredService<BrokerVersion>();
        var job = await CreateJobAsync(process);

        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        HealthCheckResult health;
        while ((health = await broker.CheckHealthAsync(new HealthCheckContext(), patience.Token)).Description?.Contains("says version", StringComparison.Ordinal) != true)
        {
            await Task.Delay(20, patience.Token);
        }

        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        Assert.Matches(@"RabbitMQ at 127\.0\.0\.1:\d+ says version 0\.\d+\.\d+.*; 3\.10 or later is needed", health.Description);
        await using (var db = Database.Open())
        {
            Assert.Equal(1, await db.Outbox.CountAsync(message => message.SentAt == null));
        }

        Assert.Equal(0, process.GetRequiredService<Steps>().Seen);
        old.BringUpToDate();
        await StateAsync(process, job.Id, found => found.Step == JobStep.Linking);
        Assert.Equal(HealthStatus.Healthy, (await broker.CheckHealthAsync(new HealthCheckContext(), NoToken)).Status);
        await StopAsync(process);
    }

    protected override async Task<IReadOnlyDictionary<string, string?>> BrokerAsync()
    {
        var server = await RabbitMqServer.SharedAsync();
        return server.Settings(server.TakeVirtualHost());
    }

    private static async Task PutRawAsync(RabbitMqServer server, string virtualHost, string queue, byte[] body)
    {
        var factory = new ConnectionFactory { HostName = "127.0.0.1", Port = server.Port, VirtualHost = virtualHost, UserName = "test", Password = "test" };
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.BasicPublishAsync("", queue, body);
    }
}
