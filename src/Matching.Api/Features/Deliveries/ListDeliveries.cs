using Matching.Domain.Libraries;
using Matching.Storage;
using Matching.Storage.Deliveries;
using Microsoft.EntityFrameworkCore;

namespace Matching.Api.Features.Deliveries;

/// <summary>Deliveries, newest first.</summary>
public sealed class ListDeliveries(MatchingDbContext db)
{
    public const int PageSize = 50;

    public sealed record Response(IReadOnlyList<Delivery> Deliveries, int Total, int Page, int Pages);

    public async Task<Response> HandleAsync(Library? library, DeliveryState? state, int page, CancellationToken cancellationToken)
    {
        var asked = db.Deliveries.AsNoTracking()
            .Where(delivery => (library == null || delivery.Library == library) && (state == null || delivery.State == state));
        var total = await asked.CountAsync(cancellationToken);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var shown = Math.Clamp(page, 1, pages);
        var deliveries = await asked
            .OrderByDescending(delivery => delivery.ReceivedAt)
            .Skip((shown - 1) * PageSize)
            .Take(PageSize)
            .ToListAsync(cancellationToken);
        return new Response(deliveries, total, shown, pages);
    }
}
