namespace Matching.Storage.Jobs;

/// <summary>The steps of a load, in order. Each can be run again from its start without harm.</summary>
public enum JobStep
{
    Reading = 1,
    Linking = 2,
    Scoring = 3,
    Indexing = 4,
}

public enum JobState
{
    Waiting = 1,
    Running = 2,
    Done = 3,
    Failed = 4,
    Cancelled = 5,
}

/// <summary>One long piece of work, seen from outside: what step it is in, how far, and who holds it.</summary>
public sealed class ImportJob
{
    public required Guid Id { get; init; }

    public required Guid DeliveryId { get; init; }

    public JobStep Step { get; set; }

    public JobState State { get; set; }

    /// <summary>Rows of the step done so far, and in all when known (0 = not known).</summary>
    public long RowsDone { get; set; }

    public long RowsTotal { get; set; }

    /// <summary>Chinese sentence for people; empty while all is well.</summary>
    public string Message { get; set; } = "";

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Process that works on it; its lease runs out at <see cref="LeaseUntil"/> unless renewed.</summary>
    public string? Worker { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }
}
