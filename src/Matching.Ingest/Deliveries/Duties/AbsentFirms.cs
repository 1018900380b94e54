using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Domain.Libraries.Supply;
using Matching.Ingest.Normalizing;
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

/// <summary>Who a whole list leaves out, as far as names and codes tell before it is loaded.</summary>
/// <param name="Before">The list compared with.</param>
/// <param name="Absent">Number of firms of that list whose codes and names, former ones included, this one does not print.</param>
/// <param name="First">Names of the first of them, by id; <see cref="AbsentFirms.MostForetold"/> at most.</param>
public sealed record AbsentForetold(SupplyDuty Duty, Delivery Before, int Absent, IReadOnlyList<string> First);

/// <summary>Finds who is no longer on a list that should name everybody.</summary>
/// <remarks>Absence takes nothing back: only a list that says so does, or a person. Rows count that stand today; a firm is told by its linkages, so one that
/// changed its name or code between the lists is not absent.</remarks>
public sealed class AbsentFirms(IDbContextFactory<MatchingDbContext> contexts, SupplyDuties duties)
{
    /// <summary>Firms named before a list is loaded.</summary>
    public const int MostForetold = 20;

    /// <returns>Null when no duty says the list is whole, the delivery is not in force, or no earlier list of the duty is.</returns>
    public async Task<WholeListComparison?> HandleAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        if (delivery.State != DeliveryState.Loaded || await DutyOfAsync(delivery.Library, delivery.FileName, cancellationToken) is not { } duty)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var earlier = db.Deliveries.Where(one => one.Id != delivery.Id
            && (one.PublishedOn < delivery.PublishedOn || (one.PublishedOn == delivery.PublishedOn && one.ReceivedAt < delivery.ReceivedAt)));
        if (await LastAsync(earlier, duty, delivery.Library, cancellationToken) is not { } last)
        {
            return null;
        }

        var now = await FirmsOf(db, delivery.Id).ToHashSetAsync(cancellationToken);
        var then = await FirmsOf(db, last.Id).ToHashSetAsync(cancellationToken);
        return new WholeListComparison(
            duty,
            last,
            [.. then.Where(firm => !now.Contains(firm)).Order()],
            now.Count(firm => !then.Contains(firm)),
            now.Count);
    }

    /// <summary>The same before the list is loaded, by what it prints: a look reads it once more, and only a list that should name everybody.</summary>
    /// <returns>Null when no duty says the list is whole, it withdraws or sends rows again, it is longer than a look goes, or no earlier list of the duty is in force.</returns>
    public async Task<AbsentForetold?> ForetellAsync(ListPlan plan, ListPreview list, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(list);
        if (!list.Counts.IsComplete
            || list.Context.State == PublicityState.Withdrawn || list.Context.IsProposedWithdrawal
            || list.Sheets.Any(sheet => sheet.Has(ListColumn.ReturnReason))
            || await DutyOfAsync(list.Library, list.FileName, cancellationToken) is not { } duty)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var earlier = list.Context.PublishedOn is { } day ? db.Deliveries.Where(one => one.PublishedOn <= day) : db.Deliveries;
        if (await LastAsync(earlier, duty, list.Library, cancellationToken) is not { } last)
        {
            return null;
        }

        var printed = await PrintedAsync(plan, cancellationToken);
        var (then, found) = (new HashSet<long>(), new HashSet<long>());
        var known =
            from firm in FirmsOf(db, last.Id)
            join linkage in db.Linkages.AsNoTracking() on firm equals linkage.FirmId
            where linkage.EndedAt == null
            join unit in db.Units.AsNoTracking() on new { linkage.RecordId, linkage.Position } equals new { unit.RecordId, unit.Position }
            select new { Firm = firm, unit.FoldedName, unit.FoldedFormerName, unit.Uscc, unit.OrganizationCode };
        await foreach (var one in known.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            then.Add(one.Firm);
            if (((string?[])[one.FoldedName, one.FoldedFormerName, one.Uscc, one.OrganizationCode]).Any(key => key is { Length: > 0 } && printed.Contains(key)))
            {
                found.Add(one.Firm);
            }
        }

        then.ExceptWith(found);
        var first = then.Order().Take(MostForetold).ToList();
        var names = await db.Firms.AsNoTracking().Where(firm => first.Contains(firm.Id)).OrderBy(firm => firm.Id).Select(firm => firm.Name).ToListAsync(cancellationToken);
        return new AbsentForetold(duty, last, then.Count, names);
    }

    /// <summary>Folded names and codes of the rows that would be loaded.</summary>
    private static async Task<HashSet<string>> PrintedAsync(ListPlan plan, CancellationToken cancellationToken)
    {
        var printed = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in ListNormalizer.RunAsync(plan, cancellationToken))
        {
            foreach (var unit in row.Reading is RowReading.Understood { Record.Units: var units } ? units : [])
            {
                printed.Add(FirmName.Fold(unit.PrintedName));
                printed.Add(FirmName.Fold(unit.FormerName));
                printed.Add(unit.Uscc?.ToString() ?? "");
                printed.Add(unit.OrganizationCode?.ToString() ?? "");
            }
        }

        return printed;
    }

    /// <summary>The duty that says lists of that name are whole.</summary>
    private async Task<SupplyDuty?> DutyOfAsync(Library library, string fileName, CancellationToken cancellationToken)
    {
        var series = ListSeries.NameOf(fileName);
        return (await duties.AllAsync(cancellationToken)).FirstOrDefault(one => one.Extent == ListExtent.WholeState && one.Duty.Covers(library, series))?.Duty;
    }

    /// <summary>The last list of the duty in force among the earlier ones.</summary>
    private static async Task<Delivery?> LastAsync(IQueryable<Delivery> earlier, SupplyDuty duty, Library library, CancellationToken cancellationToken)
    {
        var inForce = earlier.AsNoTracking().Where(one => one.Library == library && one.State == DeliveryState.Loaded);
        var names = await inForce
            .OrderByDescending(one => one.PublishedOn).ThenByDescending(one => one.ReceivedAt)
            .Select(one => new { one.Id, one.FileName })
            .ToListAsync(cancellationToken);
        return names.Find(one => duty.Covers(library, ListSeries.NameOf(one.FileName))) is { } last
            ? await inForce.SingleAsync(one => one.Id == last.Id, cancellationToken)
            : null;
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
