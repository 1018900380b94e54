using MassTransit;
using Matching.Storage.Jobs;
using Matching.Storage.Messaging;
using Matching.Storage.Tests.Postgres;
using Matching.Storage.Tests.Sqlite;
using Matching.Tests.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace Matching.Storage.Tests.Messaging;

public abstract class OutboxContract(FreshDatabase database) : StorageContract(database)
{
    private readonly List<object> sent = [];

    [Fact]
    public async Task A_message_is_sent_once_when_all_goes_well()
    {
        await AddAsync(1);
        var dispatcher = Dispatcher(Bus(_ => { }));
        Assert.Equal(1, await dispatcher.SendWaitingAsync(NoToken));
        Assert.Equal(0, await dispatcher.SendWaitingAsync(NoToken));
        Assert.Equal([Message(1)], sent);
    }

    [Fact]
    public async Task Order_is_kept_beyond_one_batch()
    {
        foreach (var number in Enumerable.Range(1, 230))
        {
            await AddAsync(number);
        }

        Assert.Equal(230, await Dispatcher(Bus(_ => { })).SendWaitingAsync(NoToken));
        Assert.Equal(Enumerable.Range(1, 230).Select(Message), sent);
    }

    [Fact]
    public async Task A_crash_between_sending_and_marking_sends_again()
    {
        await AddAsync(1);
        await AddAsync(2);
        using var crash = new CancellationTokenSource();
        var dying = Dispatcher(Bus(_ => crash.Cancel()));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dying.SendWaitingAsync(crash.Token));

        Assert.Equal(2, await Dispatcher(Bus(_ => { })).SendWaitingAsync(NoToken));
        Assert.Equal([Message(1), Message(1), Message(2)], sent);
    }

    [Fact]
    public async Task When_sending_fails_the_later_messages_wait_for_the_first()
    {
        await AddAsync(1);
        await AddAsync(2);
        var broken = Dispatcher(Bus(_ => throw new IOException("The broker is away.")));
        await Assert.ThrowsAsync<IOException>(() => broken.SendWaitingAsync(NoToken));
        sent.Clear();

        await Dispatcher(Bus(_ => { })).SendWaitingAsync(NoToken);
        Assert.Equal([Message(1), Message(2)], sent);
    }

    [Fact]
    public async Task Nothing_is_sent_for_a_transaction_that_rolled_back()
    {
        await using (var db = Database.Open())
        await using (await db.BeginWriteAsync(NoToken))
        {
            Database.Get<Outbox>().Add(db, Message(1));
            await db.SaveChangesAsync();
        }

        Assert.Equal(0, await Dispatcher(Bus(_ => { })).SendWaitingAsync(NoToken));
    }

    [Fact]
    public async Task A_message_of_a_later_version_does_not_hold_up_the_others()
    {
        await using (var db = Database.Open())
        {
            db.Outbox.Add(new OutboxMessage { MessageId = Guid.NewGuid(), Type = "Matching.Of.Tomorrow", Body = "{}", CreatedAt = DateTimeOffset.UnixEpoch });
            db.Outbox.Add(new OutboxMessage { MessageId = Guid.NewGuid(), Type = "System.IO.FileInfo", Body = "{}", CreatedAt = DateTimeOffset.UnixEpoch });
            await db.SaveChangesAsync();
        }

        await AddAsync(1);
        Assert.Equal(1, await Dispatcher(Bus(_ => { })).SendWaitingAsync(NoToken));
        await using var check = Database.Open();
        Assert.Equal(2, await check.Outbox.CountAsync(message => message.SentAt == null));
    }

    private static DeliveryReceived Message(int number) => new(new Guid(number, 0, 0, new byte[8]), Guid.Empty);

    private async Task AddAsync(int number)
    {
        await using var db = Database.Open();
        Database.Get<Outbox>().Add(db, Message(number));
        await db.SaveChangesAsync();
    }

    private IBus Bus(Action<object> afterSending)
    {
        var bus = Substitute.For<IBus>();
        bus.Publish(Arg.Any<object>(), Arg.Any<Type>(), Arg.Any<IPipe<PublishContext>>(), Arg.Any<CancellationToken>())
            .Returns(call =>
            {
                sent.Add(call.Arg<object>());
                afterSending(call.Arg<object>());
                return Task.CompletedTask;
            });
        return bus;
    }

    private OutboxDispatcher Dispatcher(IBus bus) => new(
        Database.Services.GetRequiredService<IDbContextFactory<MatchingDbContext>>(),
        bus,
        Database.Get<OutboxSignal>(),
        new BrokerGreeting(Options.Create(new MessagingOptions()), TimeProvider.System, NullLogger<BrokerGreeting>.Instance),
        Options.Create(new MessagingOptions()),
        TimeProvider.System,
        NullLogger<OutboxDispatcher>.Instance);
}

public sealed class SqliteOutboxTests() : OutboxContract(new FreshSqlite());

[NeedsPostgres]
public sealed class PostgresOutboxTests() : OutboxContract(new FreshPostgres());
