namespace Matching.Storage.Ranking;

/// <summary>A firm's score by one model, beside that of the point card. A newer one ends it, so which model gave which score on a day is known for good.</summary>
public sealed class StoredModelScore
{
    public long Id { get; init; }

    public required long FirmId { get; init; }

    public required string ModelId { get; init; }

    public required DateOnly AsOf { get; init; }

    /// <summary>0 to 100 for nearly all firms; baseline plus contributions, exactly.</summary>
    public required decimal Points { get; init; }

    public required decimal Baseline { get; init; }

    public required int Grade { get; init; }

    /// <summary>JSON array of contributions.</summary>
    public required string Contributions { get; init; }

    public required DateTimeOffset ScoredAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }
}
