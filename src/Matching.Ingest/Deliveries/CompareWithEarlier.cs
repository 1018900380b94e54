using Matching.Ingest.Normalizing;
using Matching.Storage;
using Matching.Storage.Deliveries;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Deliveries;

/// <summary>The last list of the same title, when it had more records than the one at hand.</summary>
/// <param name="Records">Rows that were records.</param>
public sealed record LargerBefore(Guid DeliveryId, string FileName, DateTimeOffset ReceivedAt, int Records);

/// <summary>A list that comes again under its title should not shrink; if it does, a person is told before it is loaded.</summary>
/// <remarks>Another batch or year has another title. Rejected rows sent again come with the title of their list and are few by nature; they are left out.</remarks>
public sealed class CompareWithEarlier(IDbContextFactory<MatchingDbContext> contexts)
{
    private const int MostLooked = 2000;

    /// <returns>Null when there was no such list, or it was no larger.</returns>
    public async Task<LargerBefore?> HandleAsync(ListPreview list, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(list);
        var title = HeaderText.Fold(list.Context.Title ?? "");
        if (title.Length == 0 || !list.Counts.IsComplete || list.Sheets.Any(sheet => sheet.Has(ListColumn.ReturnReason)))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var earlier = await db.Deliveries.AsNoTracking()
            .Where(delivery => delivery.Library == list.Library && delivery.State == DeliveryState.Loaded && delivery.Title != "")
            .OrderByDescending(delivery => delivery.ReceivedAt)
            .Select(delivery => new { delivery.Id, delivery.FileName, delivery.ReceivedAt, delivery.Title, Records = delivery.RowsRead - delivery.RowsSkipped - delivery.RowsRejected })
            .Take(MostLooked)
            .ToListAsync(cancellationToken);
        var last = earlier.Find(delivery => HeaderText.Fold(delivery.Title) == title);
        return last is not null && last.Records > list.Counts.Understood
            ? new LargerBefore(last.Id, last.FileName, last.ReceivedAt, last.Records)
            : null;
    }
}
