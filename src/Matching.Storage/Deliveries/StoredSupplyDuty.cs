using Matching.Domain.Libraries;
using Matching.Domain.Libraries.Supply;

namespace Matching.Storage.Deliveries;

/// <summary>What the 责任清单 said of one duty from a moment on. Rows are added and never changed; the newest of a duty holds.</summary>
public sealed class StoredSupplyDuty
{
    public long Id { get; init; }

    public required Guid DutyId { get; init; }

    public required Library Library { get; init; }

    public required string Lists { get; init; }

    public required string Owner { get; init; }

    public required SupplyCycle Cycle { get; init; }

    public required DateOnly? FirstDue { get; init; }

    public required ListExtent Extent { get; init; }

    public required string Note { get; init; }

    /// <summary>True when the line was struck: nothing is owed any more.</summary>
    public required bool Ended { get; init; }

    public required string SavedBy { get; init; }

    public required DateTimeOffset SavedAt { get; init; }

    public SupplyDuty Duty => new(DutyId, Library, Lists, Owner, Cycle, FirstDue, Extent, Note);

    public static StoredSupplyDuty Of(SupplyDuty duty, bool ended, string by, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(duty);
        return new StoredSupplyDuty
        {
            DutyId = duty.Id,
            Library = duty.Library,
            Lists = duty.Lists,
            Owner = duty.Owner,
            Cycle = duty.Cycle,
            FirstDue = duty.FirstDue,
            Extent = duty.Extent,
            Note = duty.Note,
            Ended = ended,
            SavedBy = by,
            SavedAt = at,
        };
    }
}
