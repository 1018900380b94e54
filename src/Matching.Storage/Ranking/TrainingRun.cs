using Matching.Storage.Jobs;

namespace Matching.Storage.Ranking;

/// <summary>One fitting of a model: who asked, from what, how far it is, what came of it. Kept for good.</summary>
public sealed class TrainingRun
{
    public required Guid Id { get; init; }

    public required string TrainingSetId { get; init; }

    /// <summary>Engine, form, objective and options as JSON.</summary>
    public required string Request { get; init; }

    public required string RequestedBy { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public JobState State { get; set; }

    /// <summary>Chinese sentence for people; empty while all is well.</summary>
    public string Message { get; set; } = "";

    /// <summary>Points of the live curve as JSON: stage, bag, round, loss of the rows held out.</summary>
    public string Curve { get; set; } = "[]";

    /// <summary>Somebody pressed stop; the worker ends it at its next look.</summary>
    public string? StoppedBy { get; set; }

    public int Attempts { get; set; }

    public string? Worker { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>The model it ended in, refused ones too; null when there is none.</summary>
    public string? ModelId { get; set; }
}
