namespace Matching.Storage.Messaging;

/// <summary>A stored message whose record this program does not know, as after a step back to an older version.</summary>
public sealed class UnknownMessageException(long outboxId, string type)
    : Exception($"Outbox message {outboxId} is a {type}, which this program does not know.")
{
    public long OutboxId { get; } = outboxId;

    public string Type { get; } = type;
}
