namespace Matching.Storage.Scores;

/// <summary>A version of the point card: weights per life stage, windows, cut table. Never changed once in force.</summary>
public sealed class StoredPointCard
{
    /// <summary>E.g. <c>card-2026.1</c>.</summary>
    public required string Version { get; init; }

    public required string Json { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The second person, who put it in force; null for a card never in force and for the one that comes with the product.</summary>
    public string? ActivatedBy { get; set; }

    public DateTimeOffset? InForceFrom { get; set; }

    public DateTimeOffset? InForceUntil { get; set; }
}
