namespace Matching.Storage.Ranking;

/// <summary>A frozen training set: the bytes a model was learnt from, under their hash. Never changed, never removed.</summary>
public sealed class StoredTrainingSet
{
    /// <summary>SHA-256 over <see cref="Content"/>, lower-case hexadecimal.</summary>
    public required string Id { get; init; }

    /// <summary>Code of the label, e.g. <c>graded</c>.</summary>
    public required string Label { get; init; }

    /// <summary>Outcomes handed in later are not in it.</summary>
    public required DateOnly AsOf { get; init; }

    public required int Rows { get; init; }

    public required int Firms { get; init; }

    /// <summary>Rows that count as a success.</summary>
    public required int Positives { get; init; }

    public required string FeatureHash { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Schema and rows as they were frozen.</summary>
    public required byte[] Content { get; init; }
}
