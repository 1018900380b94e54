using Matching.Domain.Libraries;
using Matching.Storage;
using Matching.Storage.Linkages;
using Microsoft.EntityFrameworkCore;

namespace Matching.Api.Features.Reviews;

/// <summary>Which questions are wanted.</summary>
public sealed record ReviewFilter(ReviewReason? Reason, Library? Library, Guid? Delivery, bool Unsure)
{
    /// <summary>The filter as query part of an address, with a leading sign; empty when nothing is filtered.</summary>
    public string Query(char sign)
    {
        var parts = new List<string>();
        Add("reason", Reason?.ToString());
        Add("library", Library?.ToString());
        Add("delivery", Delivery?.ToString());
        Add("unsure", Unsure ? "true" : null);
        return parts.Count == 0 ? "" : sign + string.Join('&', parts);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                parts.Add($"{name}={value}");
            }
        }
    }
}

/// <summary>Open questions, those nobody was unsure about first, then oldest first.</summary>
public sealed class ListReviews(MatchingDbContext db)
{
    public const int PageSize = 50;

    public sealed record Item(long Id, ReviewReason Reason, string Text, string Name, Library Library, Guid DeliveryId, string FileName, int Row, DateTimeOffset CreatedAt, DateTimeOffset? UnsureAt);

    public sealed record Response(int Total, int Page, IReadOnlyList<Item> Items, IReadOnlyDictionary<ReviewReason, int> Reasons)
    {
        public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);
    }

    public async Task<Response> HandleAsync(ReviewFilter filter, int page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var wanted = Wanted(filter);
        var total = await wanted.CountAsync(cancellationToken);
        var at = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var items = await (
            from item in wanted
            join unit in db.Units on new { item.RecordId, item.Position } equals new { unit.RecordId, unit.Position }
            join record in db.Records on item.RecordId equals record.Id
            join row in db.Rows on item.RecordId equals row.Id
            join delivery in db.Deliveries on record.DeliveryId equals delivery.Id
            orderby item.UnsureAt != null, item.UnsureAt, item.Id
            select new Item(item.Id, item.Reason, item.Text, unit.PrintedName, record.Library, delivery.Id, delivery.FileName, row.Row, item.CreatedAt, item.UnsureAt))
            .Skip((at - 1) * PageSize)
            .Take(PageSize)
            .ToListAsync(cancellationToken);
        var reasons = await db.ReviewItems.Where(item => item.ClosedAt == null)
            .GroupBy(item => item.Reason)
            .Select(same => new { same.Key, Count = same.Count() })
            .ToDictionaryAsync(same => same.Key, same => same.Count, cancellationToken);
        return new(total, at, items, reasons);
    }

    public Task<int> OpenAsync(CancellationToken cancellationToken) => db.ReviewItems.CountAsync(item => item.ClosedAt == null, cancellationToken);

    /// <summary>The next question after one, in the order of the queue; begins again at the top. Null when none is left but this one.</summary>
    public async Task<long?> NextAsync(ReviewFilter filter, long after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var order = await Wanted(filter)
            .Where(item => item.Id != after)
            .OrderBy(item => item.UnsureAt != null)
            .ThenBy(item => item.Id <= after)
            .ThenBy(item => item.Id)
            .Select(item => (long?)item.Id)
            .FirstOrDefaultAsync(cancellationToken);
        return order;
    }

    private IQueryable<ReviewItem> Wanted(ReviewFilter filter)
    {
        var items = db.ReviewItems.AsNoTracking().Where(item => item.ClosedAt == null);
        if (filter.Reason is { } reason)
        {
            items = items.Where(item => item.Reason == reason);
        }

        if (filter.Unsure)
        {
            items = items.Where(item => item.UnsureAt != null);
        }

        if (filter.Library is { } library)
        {
            items = items.Where(item => db.Records.Any(record => record.Id == item.RecordId && record.Library == library));
        }

        return filter.Delivery is { } delivery
            ? items.Where(item => db.Records.Any(record => record.Id == item.RecordId && record.DeliveryId == delivery))
            : items;
    }
}
