namespace Matching.Storage.Ranking;

/// <summary>Where a model stands. Which one is live is told by the steps, not here.</summary>
public enum ModelState
{
    /// <summary>The gate turned it down; it can never go live.</summary>
    Refused = 1,

    /// <summary>Passed the gate: scores beside the live one, shown to analysts only.</summary>
    Challenger = 2,

    /// <summary>Proposed by one person; waits for another.</summary>
    Proposed = 3,

    /// <summary>Live now.</summary>
    Champion = 4,

    /// <summary>Was live, or was given up.</summary>
    Retired = 5,
}

/// <summary>The record of a model as JR/T 0221-2021 asks for it: data, features, parameters, seed, code, people, times, figures, gate.</summary>
public sealed class StoredModel
{
    /// <summary>SHA-256 of the model, given by its engine: equal models have equal ids.</summary>
    public required string Id { get; init; }

    /// <summary>For people: <c>model-2026-11-26.1</c>.</summary>
    public required string Name { get; init; }

    public ModelState State { get; set; }

    public required string TrainingSetId { get; init; }

    public required string Engine { get; init; }

    public required string Form { get; init; }

    public required string Objective { get; init; }

    /// <summary>Everything the fit was asked for, as JSON.</summary>
    public required string Parameters { get; init; }

    public required long Seed { get; init; }

    public required string FeatureVersion { get; init; }

    public required string FeatureHash { get; init; }

    /// <summary>Version of the program that fitted it.</summary>
    public required string CodeVersion { get; init; }

    /// <summary>Machine and runtime, for the record.</summary>
    public required string Environment { get; init; }

    public required string TrainedBy { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>Figures by split and slice, as JSON.</summary>
    public required string Report { get; init; }

    /// <summary>Checks of the gate with what each found, as JSON.</summary>
    public required string Gate { get; init; }

    /// <summary>How its scores become points, grades and reasons, as JSON.</summary>
    public required string Scale { get; init; }

    /// <summary>The model itself, byte for byte as its engine wrote it.</summary>
    public required byte[] Content { get; init; }

    public string? ProposedBy { get; set; }

    public string? ProposedReason { get; set; }
}
