namespace Matching.Storage.Messaging;

/// <summary>What was done with a dead letter.</summary>
public enum DeadLetterState
{
    /// <summary>Waits for a person.</summary>
    Open = 1,

    /// <summary>Sent again.</summary>
    Replayed = 2,

    /// <summary>Set aside for good.</summary>
    Discarded = 3,
}

/// <summary>A message that failed on every try, or that no consumer here could read. Kept as it came, so that it can be sent again.</summary>
public sealed class DeadLetter
{
    public long Id { get; init; }

    /// <summary>Null when not even the envelope could be read.</summary>
    public Guid? MessageId { get; init; }

    /// <summary>Queue it was taken from.</summary>
    public required string Queue { get; init; }

    /// <summary>Full name of the message record; null when it is none of ours.</summary>
    public string? Type { get; init; }

    /// <summary>The message as JSON, or the beginning of what came when it is none of ours.</summary>
    public required string Body { get; init; }

    /// <summary>Type and text of the exception, without stack; null when nobody consumed it.</summary>
    public string? Error { get; init; }

    public required DateTimeOffset At { get; init; }

    public DeadLetterState State { get; set; } = DeadLetterState.Open;

    public string? ClosedBy { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }
}
