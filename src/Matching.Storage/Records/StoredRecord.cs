using Matching.Domain.Codes;
using Matching.Domain.Libraries;

namespace Matching.Storage.Records;

/// <summary>A row understood (<see cref="NormalizedRecord"/>) as kept; its id is that of its <see cref="StoredRow"/>.</summary>
/// <remarks>A record in force has no <see cref="RetractedAt"/>. Superseded and rolled-back records stay, retracted.
/// While its delivery is being read a record is staged: <see cref="RetractedAt"/> equals <see cref="RecordedAt"/>, so nobody believes it yet;
/// one transaction at the end puts the whole delivery in force.</remarks>
public sealed class StoredRecord
{
    public required long Id { get; init; }

    public required Guid DeliveryId { get; init; }

    public required Library Library { get; init; }

    /// <summary>First 8 bytes of SHA-256 over library and record key; rows with one key speak of the same thing.
    /// A record of a thing that was known by another key before keeps that key.</summary>
    public required long KeyHash { get; init; }

    /// <summary>Another key lists may name the thing by; null when there is none.</summary>
    public long? SecondKeyHash { get; init; }

    public long? ThirdKeyHash { get; init; }

    /// <summary>First 8 bytes of SHA-256 over the normalised content; equal content is unchanged.</summary>
    public required long ContentHash { get; init; }

    public required PublicityState State { get; init; }

    public required DateOnly PublishedOn { get; init; }

    public string? PrintedNumber { get; init; }

    public string? Title { get; init; }

    public string? Number { get; init; }

    public string? ApplicationNumber { get; init; }

    public string? Kind { get; init; }

    public string? Grade { get; init; }

    public AuthorityLevel Level { get; init; }

    public int? Year { get; init; }

    public string? Batch { get; init; }

    public DateOnly? EventOn { get; init; }

    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidUntil { get; init; }

    public decimal? AmountCny { get; init; }

    public TechnologyField? Field { get; init; }

    /// <summary>GB/T 2260 value; null when the list states none.</summary>
    public int? ListRegion { get; init; }

    /// <summary>JSON object; null when empty.</summary>
    public string? More { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When this product stopped believing the record (superseded, delivery rolled back).</summary>
    public DateTimeOffset? RetractedAt { get; set; }

    /// <summary>The record that replaced this one; cleared when that record's delivery is rolled back.</summary>
    public long? SupersededBy { get; set; }

    /// <summary>Day a later list took the fact back in the world.</summary>
    public DateOnly? WithdrawnOn { get; set; }

    /// <summary>The withdrawing record.</summary>
    public long? WithdrawnBy { get; set; }

    /// <summary>The same fact, said by a row of another delivery that had only repeated it until now.</summary>
    internal StoredRecord TakenOverBy(StoredRow row, DateOnly publishedOn, DateTimeOffset now) => new()
    {
        Id = row.Id,
        DeliveryId = row.DeliveryId,
        Library = Library,
        KeyHash = KeyHash,
        SecondKeyHash = SecondKeyHash,
        ThirdKeyHash = ThirdKeyHash,
        ContentHash = ContentHash,
        State = State,
        PublishedOn = publishedOn,
        PrintedNumber = PrintedNumber,
        Title = Title,
        Number = Number,
        ApplicationNumber = ApplicationNumber,
        Kind = Kind,
        Grade = Grade,
        Level = Level,
        Year = Year,
        Batch = Batch,
        EventOn = EventOn,
        ValidFrom = ValidFrom,
        ValidUntil = ValidUntil,
        AmountCny = AmountCny,
        Field = Field,
        ListRegion = ListRegion,
        More = More,
        RecordedAt = now,
        WithdrawnOn = WithdrawnOn,
        WithdrawnBy = WithdrawnBy,
    };
}
