namespace Matching.Storage.Ranking;

/// <summary>What was done with a model.</summary>
public enum ModelAct
{
    Trained = 1,
    Refused = 2,
    Proposed = 3,

    /// <summary>A second person put it live.</summary>
    Activated = 4,

    /// <summary>A second person turned the proposal down, or it was drawn back.</summary>
    Declined = 5,

    /// <summary>One step back: the model live before is live again, or none.</summary>
    RolledBack = 6,

    /// <summary>Given up before it went live.</summary>
    Retired = 7,
}

/// <summary>One line of the history of models. Append-only: who was live when is read from it.</summary>
public sealed class ModelStep
{
    public long Id { get; init; }

    public required ModelAct Act { get; init; }

    /// <summary>The model it was done with.</summary>
    public required string ModelId { get; init; }

    /// <summary>The model live after this step; null = the point card alone.</summary>
    public string? LiveAfter { get; init; }

    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }

    public string Reason { get; init; } = "";
}
