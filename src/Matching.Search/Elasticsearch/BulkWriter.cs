using Matching.Domain.Firms;

namespace Matching.Search.Elasticsearch;

/// <summary>Packs documents into requests of bounded size. Some requests are on their way while the next is packed; when that many are out, packing waits.</summary>
internal sealed class BulkWriter(BulkSender sender, string index, int batchBytes, IndexedFirm form, CancellationToken cancellationToken) : IAsyncDisposable
{
    /// <summary>Enough to keep the cluster busy while one answer travels; more would only queue there.</summary>
    private const int MostOnTheWay = 2;

    private readonly CancellationTokenSource stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private readonly Queue<Task> onTheWay = new();
    private BulkBatch batch = new();

    public Task AddAsync(FirmDocument firm)
    {
        batch.Add(firm, form);
        return SendFullAsync();
    }

    public Task RemoveAsync(FirmId firm, long version)
    {
        batch.Remove(firm.Value, version);
        return SendFullAsync();
    }

    /// <summary>Returns when everything added is in the index.</summary>
    public async Task CompleteAsync()
    {
        if (batch.Count > 0)
        {
            await SendAsync();
        }

        while (onTheWay.TryDequeue(out var sent))
        {
            await sent;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();

        // Their failure, if any, is behind the one that ended the writing.
        await Task.WhenAll(onTheWay).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        batch.Dispose();
        stopping.Dispose();
    }

    private Task SendFullAsync() => batch.Bytes < batchBytes ? Task.CompletedTask : SendAsync();

    private async Task SendAsync()
    {
        if (onTheWay.Count == MostOnTheWay)
        {
            await onTheWay.Dequeue();
        }

        var full = batch;
        batch = new BulkBatch();
        onTheWay.Enqueue(SendAsync(full));
    }

    private async Task SendAsync(BulkBatch full)
    {
        using (full)
        {
            // Packing goes on at once.
            await Task.Yield();
            await sender.SendAsync(index, full, stopping.Token);
        }
    }
}
