using System.Text.Json;

namespace Matching.Storage.Messaging;

/// <summary>Messages written with the change they tell of, in one transaction: both happen or neither.</summary>
public sealed class Outbox(TimeProvider clock)
{
    /// <summary>Adds <paramref name="message"/> to the context; it is sent after the context's changes are committed, at least once.</summary>
    public void Add<T>(MatchingDbContext db, T message)
        where T : class, IMessage
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(message);
        db.Outbox.Add(new OutboxMessage
        {
            MessageId = Guid.CreateVersion7(clock.GetUtcNow()),
            Type = MessageTypes.NameOf(message.GetType()),
            Body = JsonSerializer.Serialize(message, message.GetType()),
            CreatedAt = clock.GetUtcNow(),
        });
    }
}
