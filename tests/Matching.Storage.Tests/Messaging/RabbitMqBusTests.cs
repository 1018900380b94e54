using Matching.Storage.Jobs;
using Matching.Storage.Messaging;
using Matching.Storage.Tests.Sqlite;
using Matching.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;
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
