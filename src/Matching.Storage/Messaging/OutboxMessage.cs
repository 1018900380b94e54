namespace Matching.Storage.Messaging;

/// <summary>A message written in the same transaction as the change it tells of, sent afterwards.</summary>
public sealed class OutboxMessage
{
    public long Id { get; init; }

    public required Guid MessageId { get; init; }

    /// <summary>Full name of the message record.</summary>
    public required string Type { get; init; }

    public required string Body { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SentAt { get; set; }
}
