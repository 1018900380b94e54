using Matching.Domain.Calendar;
using Matching.Domain.Libraries;
using Matching.Domain.Libraries.Supply;
using Matching.Ingest.Deliveries.Duties;
using Matching.Storage;
using Matching.Storage.Deliveries;
using Microsoft.EntityFrameworkCore;

namespace Matching.Api.Features.Deliveries.Duties;

/// <summary>How the duties of the 责任清单 are met, and which lists come besides; how good the last list of each was.</summary>
public sealed class ListSupply(MatchingDbContext db, SupplyDuties duties, TimeProvider clock)
{
    /// <param name="Rows">Rows that should be records.</param>
    /// <param name="RowsBefore">Rows of the list before; null for the first.</param>
    /// <param name="Usable">Share of the rows that could be used, 0 to 1; null for a list without rows.</param>
    /// <param name="From">Account that handed the last one over.</param>
    public sealed record Newest(Guid Id, DateOnly PublishedOn, string From, int Rows, int? RowsBefore, int Rejected, double? Usable);

    /// <param name="Newest">Null when no list ever came.</param>
    public sealed record DutyLine(StoredSupplyDuty Row, DutyStanding Standing, int Lists, Newest? Newest)
    {
        public SupplyDuty Duty => Row.Duty;
    }

    /// <summary>Lists no duty speaks of.</summary>
    /// <param name="Series">Name the lists have in common.</param>
    public sealed record SeriesLine(Library Library, string Series, SupplyRhythm Rhythm, int Lists, Newest Newest);

    /// <param name="Missing">The department's libraries that no list has come for.</param>
    public sealed record Response(IReadOnlyList<DutyLine> Duties, IReadOnlyList<SeriesLine> Others, IReadOnlyList<Library> Missing, DateOnly Today)
    {
        public int Count(DutyState state) => Duties.Count(line => line.Standing.State == state);

        public int Count(SupplyState state) => Others.Count(line => line.Rhythm.State == state);
    }

    private sealed record Came(
        Guid Id, Library Library, string Series, DateOnly PublishedOn, DateTimeOffset ReceivedAt, string ReceivedBy, int Rows, int Rejected);

    public async Task<Response> HandleAsync(CancellationToken cancellationToken)
    {
        var today = BeijingTime.Today(clock);
        var loaded = await db.Deliveries.AsNoTracking()
            .Where(delivery => delivery.State == DeliveryState.Loaded)
            .Select(delivery => new { delivery.Id, delivery.Library, delivery.FileName, delivery.PublishedOn, delivery.ReceivedAt, delivery.ReceivedBy, Rows = delivery.RowsRead - delivery.RowsSkipped, delivery.RowsRejected })
            .ToListAsync(cancellationToken);
        var came = loaded
            .Select(one => new Came(one.Id, one.Library, ListSeries.NameOf(one.FileName), one.PublishedOn, one.ReceivedAt, one.ReceivedBy, one.Rows, one.RowsRejected))
            .OrderBy(one => one.PublishedOn).ThenBy(one => one.ReceivedAt)
            .ToList();
        var owed = await duties.AllAsync(cancellationToken);
        var lines = owed.Select(row =>
            {
                var lists = came.FindAll(one => row.Duty.Covers(one.Library, one.Series));
                return new DutyLine(row, DutyStanding.Of(row.Duty, lists.Select(one => one.PublishedOn), today), lists.Count, NewestOf(lists));
            })
            .OrderBy(line => line.Standing.State)
            .ThenBy(line => line.Standing.Due ?? DateOnly.MaxValue)
            .ThenBy(line => line.Row.Id)
            .ToList();
        var others = came.Where(one => !owed.Any(row => row.Duty.Covers(one.Library, one.Series)))
            .GroupBy(one => (one.Library, one.Series))
            .Select(series => new SeriesLine(
                series.Key.Library, series.Key.Series, SupplyRhythm.Of(series.Select(one => one.PublishedOn), today), series.Count(), NewestOf([.. series])!))
            .OrderBy(line => line.Rhythm.State)
            .ThenBy(line => line.Rhythm.Expected ?? DateOnly.MaxValue)
            .ThenBy(line => line.Library)
            .ThenBy(line => line.Series, StringComparer.Ordinal)
            .ToList();
        var missing = LibraryCatalog.All.Where(info => !info.IsReference && came.TrueForAll(one => one.Library != info.Library)).Select(info => info.Library).ToList();
        return new Response(lines, others, missing, today);
    }

    /// <param name="inOrder">Oldest first.</param>
    private static Newest? NewestOf(List<Came> inOrder) => inOrder is not [.., var last] ? null : new Newest(
        last.Id,
        last.PublishedOn,
        last.ReceivedBy,
        last.Rows,
        inOrder is [.., var before, _] ? before.Rows : null,
        last.Rejected,
        last.Rows > 0 ? (double)(last.Rows - last.Rejected) / last.Rows : null);
}
