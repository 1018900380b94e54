using Matching.Domain.Libraries;

namespace Matching.Storage.Records;

/// <summary>One row of a delivery as it came, with the outcome it ended in.</summary>
public sealed class StoredRow
{
    public required long Id { get; init; }

    public required Guid DeliveryId { get; init; }

    public required string Sheet { get; init; }

    public required int Row { get; init; }

    /// <summary>JSON array of cell texts; personal data already left out.</summary>
    public required string Cells { get; init; }

    public required RowOutcome Outcome { get; set; }

    public SkipKind? SkipKind { get; init; }

    /// <summary>JSON array of <see cref="RowIssue"/>; null when there are none.</summary>
    public string? Issues { get; init; }

    /// <summary>For an unchanged row: the record that already said the same. Rolling that record's delivery back hands the fact over to this row.</summary>
    public long? SameAs { get; set; }

    /// <summary>The rejected row of an earlier delivery that this one corrects, as its sender says; null when it corrects none.</summary>
    public long? Corrects { get; init; }
}
