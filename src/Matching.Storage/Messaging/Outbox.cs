using System.Text.Json;

namespace Matching.Storage.Messaging;

/// <summary>Messages written with the change they tell of, in one transaction: both happen or neither.</summary>
public sealed class Outbox(TimeProvider clock)
{
    /// <summary>Characters of the longest message: ids and hashes fit, documents do not.</summary>
    public const int LongestBody = 4096;

    /// <summary>Adds <paramref name="message"/> to the context; it is sent after the context's changes are committed, at least once.</summary>
    /// <exception cref="ArgumentException">It is longer than <see cref="LongestBody"/>.</exception>
    public void Add<T>(MatchingDbContext db, T message)
        where T : class, IMessage
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(message);
        var body = JsonSerializer.Serialize(message, message.GetType());
        if (body.Length > LongestBody)
        {
            throw new ArgumentException($"A {message.GetType().Name} of {body.Length} characters is no message: send the id of what it tells of.", nameof(message));
        }

        db.Outbox.Add(new OutboxMessage
        {
            MessageId = Guid.CreateVersion7(clock.GetUtcNow()),
            Type = MessageTypes.NameOf(message.GetType()),
            Body = body,
            CreatedAt = clock.GetUtcNow(),
        });
    }
}
