using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Matching.Storage.Messaging;

/// <summary>Rings the outbox signal after every commit: a needless look costs one read of a nearly empty index.</summary>
internal sealed class OutboxWakeUp(OutboxSignal signal) : DbTransactionInterceptor, ISaveChangesInterceptor
{
    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        signal.Ring();
        return Task.CompletedTask;
    }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => signal.Ring();

    public ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        signal.Ring();
        return ValueTask.FromResult(result);
    }
}
