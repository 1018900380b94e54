using System.Text;
using System.Text.Json;
using MassTransit;
using Matching.Storage.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Messaging;

/// <summary>What came of an attempt to replay or discard a dead letter.</summary>
public abstract record DeadLetterResult
{
    public sealed record Replayed(long Id) : DeadLetterResult;

    public sealed record Discarded(long Id) : DeadLetterResult;

    public sealed record NotFound(long Id) : DeadLetterResult;

    /// <summary>Somebody closed it before.</summary>
    public sealed record AlreadyClosed(long Id, string By, DateTimeOffset At) : DeadLetterResult;

    /// <summary>It is no message of ours; it can only be discarded.</summary>
    public sealed record NotOurs(long Id) : DeadLetterResult;
}

/// <summary>Messages that could not be worked on: kept, listed, sent again or set aside.</summary>
public sealed class DeadLetters(IDbContextFactory<MatchingDbContext> contexts, Outbox outbox, ImportJobs jobs, TimeProvider clock)
{
    /// <summary>Characters kept of a message that is none of ours.</summary>
    public const int LongestStranger = 4096;

    private const int LongestError = 2000;

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(bool alsoClosed, int most, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.DeadLetters.AsNoTracking()
            .Where(letter => alsoClosed || letter.State == DeadLetterState.Open)
            .OrderByDescending(letter => letter.Id)
            .Take(most)
            .ToListAsync(cancellationToken);
    }

    public async Task<int> CountOpenAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.DeadLetters.CountAsync(letter => letter.State == DeadLetterState.Open, cancellationToken);
    }

    /// <summary>Puts the message into the outbox again, lets its job go on, and closes the letter, in one transaction.</summary>
    public Task<DeadLetterResult> ReplayAsync(long id, string by, CancellationToken cancellationToken) =>
        CloseAsync(id, by, DeadLetterState.Replayed, cancellationToken);

    /// <summary>Closes the letter without sending it.</summary>
    public Task<DeadLetterResult> DiscardAsync(long id, string by, CancellationToken cancellationToken) =>
        CloseAsync(id, by, DeadLetterState.Discarded, cancellationToken);

    /// <summary>Keeps what failed. Throws when the database is away: the message then stays in its queue.</summary>
    internal async Task KeepAsync(ReceiveContext received, Exception? error, CancellationToken cancellationToken)
    {
        var (type, body, messageId) = Read(received);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var isKnown = messageId is not null && await db.DeadLetters.AnyAsync(
            letter => letter.MessageId == messageId && letter.State == DeadLetterState.Open, cancellationToken);
        if (isKnown)
        {
            return;
        }

        db.DeadLetters.Add(new DeadLetter
        {
            MessageId = messageId,
            Queue = received.InputAddress.Segments[^1].Trim('/'),
            Type = type,
            Body = body,
            Error = error is null ? null : Shorten($"{error.GetType().Name}: {error.Message}", LongestError),
            At = clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<DeadLetterResult> CloseAsync(long id, string by, DeadLetterState state, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        var letter = await db.DeadLetters.SingleOrDefaultAsync(candidate => candidate.Id == id, cancellationToken);
        if (letter is null)
        {
            return new DeadLetterResult.NotFound(id);
        }

        if (letter.State != DeadLetterState.Open)
        {
            return new DeadLetterResult.AlreadyClosed(id, letter.ClosedBy!, letter.ClosedAt!.Value);
        }

        if (state == DeadLetterState.Replayed)
        {
            if (letter.Type is null || !MessageTypes.TryRead(letter.Type, letter.Body, out var message))
            {
                return new DeadLetterResult.NotOurs(id);
            }

            if (message is IJobMessage step)
            {
                await jobs.ReopenAsync(db, step.JobId, cancellationToken);
            }

            outbox.Add(db, message);
        }

        (letter.State, letter.ClosedBy, letter.ClosedAt) = (state, by, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return state == DeadLetterState.Replayed ? new DeadLetterResult.Replayed(id) : new DeadLetterResult.Discarded(id);
    }

    /// <summary>Type and body out of the envelope (<c>messageType</c>: <c>urn:message:Namespace:Name</c>); whatever is no such envelope is kept as text.</summary>
    private static (string? Type, string Body, Guid? MessageId) Read(ReceiveContext received)
    {
        var bytes = received.Body.GetBytes();
        try
        {
            using var envelope = JsonDocument.Parse(bytes);
            var root = envelope.RootElement;
            if (root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("messageType", out var types) && types.ValueKind == JsonValueKind.Array && types.GetArrayLength() > 0 && types[0].ValueKind == JsonValueKind.String
                && root.TryGetProperty("message", out var message))
            {
                var name = types[0].GetString()!.Replace("urn:message:", "", StringComparison.Ordinal).Replace(':', '.');
                var body = message.GetRawText();
                Guid? id = root.TryGetProperty("messageId", out var printed) && printed.ValueKind == JsonValueKind.String && printed.TryGetGuid(out var value) ? value : null;
                return MessageTypes.TryRead(name, body, out _) ? (name, body, id) : (null, Shorten(Encoding.UTF8.GetString(bytes), LongestStranger), id);
            }
        }
        catch (JsonException)
        {
            // No JSON at all: kept as text like every other stranger.
        }

        return (null, Shorten(Encoding.UTF8.GetString(bytes), LongestStranger), null);
    }

    // PostgreSQL takes no NUL in text.
    private static string Shorten(string text, int most) => (text.Length <= most ? text : text[..most]).Replace('\0', '\uFFFD');
}
