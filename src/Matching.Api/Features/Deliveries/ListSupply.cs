using Matching.Domain.Calendar;
using Matching.Domain.Libraries;
using Matching.Domain.Libraries.Supply;
using Matching.Storage;
using Matching.Storage.Deliveries;
using Microsoft.EntityFrameworkCore;

namespace Matching.Api.Features.Deliveries;

/// <summary>Which lists come regularly, which of them are due or late, and how good the last one was.</summary>
public sealed class ListSupply(MatchingDbContext db, TimeProvider clock)
{
    /// <param name="Series">Name the lists have in common.</param>
    /// <param name="From">Account that handed the last one over.</param>
    /// <param name="Usable">Share of the last list's rows that could be used, 0 to 1; null for a list without rows.</param>
    /// <param name="RowsBefore">Rows of the list before; null for the first.</param>
    public sealed record Line(
        Library Library, string Series, int Lists, Guid LastId, DateOnly LastOn, string From, int Rows, int? RowsBefore, int Rejected, double? Usable, SupplyRhythm Rhythm);

    /// <param name="Missing">The department's libraries that no list has come for.</param>
    public sealed record Response(IReadOnlyList<Line> Lines, IReadOnlyList<Library> Missing, DateOnly Today)
    {
        public int Count(SupplyState state) => Lines.Count(line => line.Rhythm.State == state);
    }

    public async Task<Response> HandleAsync(CancellationToken cancellationToken)
    {
        var today = BeijingTime.Today(clock);
        var loaded = await db.Deliveries.AsNoTracking()
            .Where(delivery => delivery.State == DeliveryState.Loaded)
            .Select(delivery => new { delivery.Id, delivery.Library, delivery.FileName, delivery.PublishedOn, delivery.ReceivedAt, delivery.ReceivedBy, delivery.RowsRead, delivery.RowsSkipped, delivery.RowsRejected })
            .ToListAsync(cancellationToken);
        var lines = loaded.GroupBy(delivery => (delivery.Library, Series: ListSeries.NameOf(delivery.FileName)))
            .Select(series =>
            {
                var inOrder = series.OrderBy(delivery => delivery.PublishedOn).ThenBy(delivery => delivery.ReceivedAt).ToList();
                var last = inOrder[^1];
                var rows = last.RowsRead - last.RowsSkipped;
                return new Line(
                    series.Key.Library, series.Key.Series, inOrder.Count, last.Id, last.PublishedOn, last.ReceivedBy, rows,
                    inOrder.Count > 1 ? inOrder[^2].RowsRead - inOrder[^2].RowsSkipped : null,
                    last.RowsRejected,
                    rows > 0 ? (double)(rows - last.RowsRejected) / rows : null,
                    SupplyRhythm.Of(inOrder.Select(delivery => delivery.PublishedOn), today));
            })
            .OrderBy(line => line.Rhythm.State)
            .ThenBy(line => line.Rhythm.Expected ?? DateOnly.MaxValue)
            .ThenBy(line => line.Library)
            .ThenBy(line => line.Series, StringComparer.Ordinal)
            .ToList();
        var missing = LibraryCatalog.All.Where(info => !info.IsReference && lines.All(line => line.Library != info.Library)).Select(info => info.Library).ToList();
        return new Response(lines, missing, today);
    }
}
