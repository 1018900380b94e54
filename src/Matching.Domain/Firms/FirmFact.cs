using Matching.Domain.Codes;
using Matching.Domain.Libraries;

namespace Matching.Domain.Firms;

/// <summary>Where a fact stands in a delivery: enough to open the file and put a finger on the row.</summary>
public sealed record FactSource(long RecordId, Guid DeliveryId, string FileName, string Sheet, int Row);

/// <summary>One dated thing known of a firm, taken from one row of one delivery.</summary>
/// <remarks>Dated twice: <see cref="ValidFrom"/>/<see cref="ValidUntil"/> is when it holds in the world,
/// <see cref="RecordedAt"/>/<see cref="RetractedAt"/> when this product knew it.
/// <see cref="PublishedOn"/> is the day the list was public; nothing computed for an earlier day may use the fact.</remarks>
public sealed record FirmFact
{
    public required long Id { get; init; }

    public required FirmId FirmId { get; init; }

    public required Library Library { get; init; }

    public required PublicityState State { get; init; }

    public required UnitRole Role { get; init; }

    /// <summary>Rank of the unit, 1 = first; 1 where the row names one unit only.</summary>
    public required int UnitRank { get; init; }

    public required DateOnly PublishedOn { get; init; }

    public required FactSource Source { get; init; }

    public string? Title { get; init; }

    public string? Number { get; init; }

    public string? Kind { get; init; }

    public string? Grade { get; init; }

    public AuthorityLevel Level { get; init; }

    public int? Year { get; init; }

    public DateOnly? EventOn { get; init; }

    public DateOnly? ValidFrom { get; init; }

    /// <summary>Exclusive.</summary>
    public DateOnly? ValidUntil { get; init; }

    public decimal? AmountCny { get; init; }

    public TechnologyField? Field { get; init; }

    public RegionCode? ListRegion { get; init; }

    public IReadOnlyDictionary<string, string> More { get; init; } = new Dictionary<string, string>();

    /// <summary>Day a later list took the fact back; null while it stands.</summary>
    public DateOnly? WithdrawnOn { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public DateTimeOffset? RetractedAt { get; init; }

    /// <summary>The day the fact happened, as well as it is known: event day, start of validity, end of its year, day of publication.</summary>
    public DateOnly HappenedOn =>
        EventOn ?? ValidFrom ?? (Year is { } year && year < PublishedOn.Year ? new DateOnly(year, 12, 31) : PublishedOn);

    /// <summary>True when the fact was public on <paramref name="asOf"/>, final, and not yet taken back.</summary>
    public bool CountsOn(DateOnly asOf) =>
        State == PublicityState.Announced && PublishedOn <= asOf && !(WithdrawnOn <= asOf);

    /// <summary>True when it counts and is in force on <paramref name="asOf"/>; facts without a period are in force once public.</summary>
    public bool IsInForceOn(DateOnly asOf) =>
        CountsOn(asOf) && (ValidFrom is null || ValidFrom <= asOf) && (ValidUntil is null || asOf < ValidUntil);
}
