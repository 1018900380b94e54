namespace Matching.Storage.Scores;

/// <summary>A rank score as kept; a newer one ends it, so the score shown on any day can be found again.</summary>
public sealed class StoredScore
{
    public long Id { get; init; }

    public required long FirmId { get; init; }

    public required string Scorer { get; init; }

    public required DateOnly AsOf { get; init; }

    public required string Stage { get; init; }

    public required decimal Baseline { get; init; }

    public required decimal Points { get; init; }

    public required int Grade { get; init; }

    /// <summary>The narrowest group of peers the firm belongs to, as a number; kept so that the others of a group need not be scored again.</summary>
    public int PeerKey { get; init; }

    public required string PeerGroup { get; init; }

    public int? PeerPercentile { get; init; }

    /// <summary>JSON array of contributions.</summary>
    public required string Contributions { get; init; }

    public required DateTimeOffset ScoredAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }
}
