using Matching.Domain.Libraries;
using Matching.Domain.Libraries.Supply;
using Matching.Storage;
using Matching.Storage.Deliveries;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Deliveries.Duties;

/// <summary>How a whole list stands to the one before it.</summary>
/// <param name="Duty">The line of the 责任清单 that says each list is whole.</param>
/// <param name="Before">The list compared with.</param>
/// <param name="Absent">Firms of that list that are not on this one, by id; facts of theirs still stand.</param>
/// <param name="New">Number of firms on this list that were not on that one.</param>
/// <param name="Firms">Number of firms on this list.</param>
public sealed record WholeListComparison(SupplyDuty Duty, Delivery Before, IReadOnlyList<long> Absent, int New, int Firms);

/// <summary>Finds who is no longer on a list that should name everybody.</summary>
/// <remarks>Absence takes nothing back: only a list that says so does, or a person. Rows count that stand today; a firm is told by its linkages, so one that
/// changed its name or code between the lists is not absent.</remarks>
public sealed class AbsentFirms(IDbContextFactory<MatchingDbContext> contexts, SupplyDuties duties)
{
    /// <returns>Null when no duty says the list is whole, the delivery is not in force, or no earlier list of the duty is.</returns>
    public async Task<WholeListComparison?> HandleAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var series = ListSeries.NameOf(delivery.FileName);
        if (delivery.State != DeliveryState.Loaded
            || (await duties.AllAsync(cancellationToken)).FirstOrDefault(one => one.Extent == ListExtent.WholeState && one.Duty.Covers(delivery.Library, series)) is not { Duty: var duty })
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var earlier = await db.Deliveries.AsNoTracking()
            .Where(one => one.Library == delivery.Library && one.State == DeliveryState.Loaded && one.Id != delivery.Id
                && (one.PublishedOn < delivery.PublishedOn || (one.PublishedOn == delivery.PublishedOn && one.ReceivedAt < delivery.ReceivedAt)))
            .OrderByDescending(one => one.PublishedOn).ThenByDescending(one => one.ReceivedAt)
            .Select(one => new { one.Id, one.FileName })
            .ToListAsync(cancellationToken);
        if (earlier.Find(one => duty.Covers(delivery.Library, ListSeries.NameOf(one.FileName))) is not { } last)
        {
            return null;
        }

        var now = await FirmsOf(db, delivery.Id).ToHashSetAsync(cancellationToken);
        var then = await FirmsOf(db, last.Id).ToHashSetAsync(cancellationToken);
        return new WholeListComparison(
            duty,
            await db.Deliveries.AsNoTracking().SingleAsync(one => one.Id == last.Id, cancellationToken),
            [.. then.Where(firm => !now.Contains(firm)).Order()],
            now.Count(firm => !then.Contains(firm)),
            now.Count);
    }

    /// <summary>Firms that the things on the list belong to, as far as those stand today; by key, because a later list may have said anew what this one said.</summary>
    private static IQueryable<long> FirmsOf(MatchingDbContext db, Guid deliveryId) =>
        (from row in db.Rows.AsNoTracking()
         where row.DeliveryId == deliveryId
         join said in db.Records.AsNoTracking() on row.SameAs ?? row.Id equals said.Id
         join stands in db.Records.AsNoTracking() on said.KeyHash equals stands.KeyHash
         where said.State != PublicityState.Withdrawn && stands.State != PublicityState.Withdrawn && stands.RetractedAt == null && stands.WithdrawnOn == null
         join linkage in db.Linkages.AsNoTracking() on stands.Id equals linkage.RecordId
         where linkage.EndedAt == null
         select linkage.FirmId).Distinct();
}
