using Matching.Storage;
using Matching.Storage.Deliveries;
using Matching.Storage.Jobs;
using Matching.Storage.Records;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Deliveries;

/// <summary>Answer to a roll-back.</summary>
public abstract record RollBackResult
{
    /// <param name="JobId">Job that relinks, rescores and reindexes the firms touched.</param>
    /// <param name="HandedOver">Facts that stay because another list says the same.</param>
    public sealed record RolledBack(Guid JobId, int HandedOver) : RollBackResult;

    public sealed record NotFound(Guid DeliveryId) : RollBackResult;

    /// <summary>Only a loaded delivery can be taken back.</summary>
    public sealed record WrongState(DeliveryState State) : RollBackResult;
}

/// <summary>Takes a loaded delivery back as one: its facts go, what it had replaced or withdrawn returns.</summary>
public sealed class RollBackDelivery(IDbContextFactory<MatchingDbContext> contexts, ImportJobs jobs, TimeProvider clock)
{
    /// <param name="Reason">Why, in a person's words; kept with the delivery.</param>
    public sealed record Request(Guid DeliveryId, string By, string Reason);

    public async Task<RollBackResult> HandleAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        var delivery = await db.Deliveries.SingleOrDefaultAsync(one => one.Id == request.DeliveryId, cancellationToken);
        if (delivery is null)
        {
            return new RollBackResult.NotFound(request.DeliveryId);
        }

        if (delivery.State != DeliveryState.Loaded)
        {
            return new RollBackResult.WrongState(delivery.State);
        }

        var handedOver = await db.TakeBackAsync(delivery.Id, clock.GetUtcNow(), cancellationToken);
        delivery.State = DeliveryState.RolledBack;
        delivery.Message = $"已由 {request.By} 撤回：{request.Reason}";
        var job = jobs.Create(db, delivery.Id);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new RollBackResult.RolledBack(job.Id, handedOver);
    }
}
