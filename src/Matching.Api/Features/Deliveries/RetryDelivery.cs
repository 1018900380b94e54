using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Storage;
using Matching.Storage.Deliveries;
using Matching.Storage.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Matching.Api.Features.Deliveries;

/// <summary>Starts a delivery again whose job failed or was cancelled; every step can be run from its start.</summary>
public sealed class RetryDelivery(MatchingDbContext db, ImportJobs jobs, AuditTrail audit)
{
    /// <returns>False when there is nothing to start: unknown, refused, or still under way.</returns>
    public async Task<bool> HandleAsync(Guid deliveryId, CurrentUser by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(by);
        var delivery = await db.Deliveries.AsNoTracking().SingleOrDefaultAsync(one => one.Id == deliveryId, cancellationToken);
        var last = await db.Jobs.AsNoTracking()
            .Where(job => job.DeliveryId == deliveryId)
            .OrderByDescending(job => job.CreatedAt)
            .FirstOrDefaultAsync(cancellationToken);
        if (delivery is null or { State: DeliveryState.Refused } || last is not { State: JobState.Failed or JobState.Cancelled })
        {
            return false;
        }

        jobs.Create(db, deliveryId);
        await db.SaveChangesAsync(cancellationToken);
        await audit.NoteAsync(by, "delivery-restarted", deliveryId.ToString(), new { }, cancellationToken);
        return true;
    }
}
