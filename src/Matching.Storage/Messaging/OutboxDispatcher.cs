using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Matching.Storage.Messaging;

/// <summary>Sends what the outbox holds, in order, each at least once: a crash between sending and marking sends it again.</summary>
public sealed class OutboxDispatcher(
    IDbContextFactory<MatchingDbContext> contexts,
    IBus bus,
    OutboxSignal signal,
    BrokerGreeting broker,
    IOptions<MessagingOptions> options,
    TimeProvider clock,
    ILogger<OutboxDispatcher> logger) : BackgroundService
{
    private const int BatchSize = 100;

    // A broker that died in the middle may never answer on the old connection.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan KeepSent = TimeSpan.FromDays(7);

    // Messages of a later version stay unsent and must not hold up the others; each is reported once.
    private readonly HashSet<long> unknown = [];
    private readonly HashSet<long> untaken = [];

    /// <summary>Sends what is waiting now.</summary>
    /// <returns>Number of messages sent.</returns>
    public async Task<int> SendWaitingAsync(CancellationToken cancellationToken)
    {
        var sent = 0;
        var after = 0L;
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var waiting = await db.Outbox
                .Where(message => message.SentAt == null && message.Id > after)
                .OrderBy(message => message.Id)
                .Take(BatchSize)
                .ToListAsync(cancellationToken);
            foreach (var stored in waiting)
            {
                if (await TrySendAsync(stored, cancellationToken))
                {
                    stored.SentAt = clock.GetUtcNow();
                    await db.SaveChangesAsync(cancellationToken);
                    sent++;
                }
            }

            if (waiting.Count < BatchSize)
            {
                return sent;
            }

            after = waiting[^1].Id;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var poll = TimeSpan.FromMilliseconds(options.Value.PollMilliseconds);
        var isSwept = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!isSwept)
                {
                    await SweepAsync(stoppingToken);
                    isSwept = true;
                }

                await broker.Good.WaitAsync(stoppingToken);
                await SendWaitingAsync(stoppingToken);
                await signal.WaitAsync(poll, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The edge of the process: whatever failed, the messages are still in the table and the next round tries again.
                MessagingLog.DispatchFailed(logger, exception);
                await Task.Delay(poll, clock, stoppingToken);
            }
        }
    }

    private async Task<bool> TrySendAsync(OutboxMessage stored, CancellationToken cancellationToken)
    {
        IMessage message;
        try
        {
            message = MessageTypes.Read(stored);
        }
        catch (UnknownMessageException)
        {
            if (unknown.Add(stored.Id))
            {
                MessagingLog.UnknownMessage(logger, stored.Id, stored.Type);
            }

            return false;
        }

        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            // Waited for with the token besides: a publish whose channel dies before the broker confirms ends by no token of its own.
            await bus.Publish(message, message.GetType(), Pipe.Execute<PublishContext>(context => Address(context, stored)), either.Token).WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException exception) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The broker took no message within {Patience.TotalSeconds} seconds.", exception);
        }
        catch (MessageReturnedException)
        {
            // No process that takes this kind has ever been connected to the broker; it would be dropped without a word.
            if (untaken.Add(stored.Id))
            {
                MessagingLog.NobodyTakes(logger, stored.Id, stored.Type);
            }

            return false;
        }
    }

    private static void Address(PublishContext context, OutboxMessage stored)
    {
        context.MessageId = stored.MessageId;
        if (context.TryGetPayload<RabbitMqSendContext>(out var broker))
        {
            broker.Mandatory = true;
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() - KeepSent;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Outbox.Where(message => message.SentAt < until).ExecuteDeleteAsync(cancellationToken);
    }
}
