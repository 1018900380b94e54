using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Matching.Ingest.Normalizing;

namespace Matching.Ingest.Deliveries;

/// <summary>Reads and prepares rows on a thread of its own while the caller writes the rows before them. One chunk lies ready at most.</summary>
internal static class RowsAhead
{
    private const int ChunksReady = 1;

    public static async IAsyncEnumerable<IReadOnlyList<PreparedRow>> InChunksAsync(
        ListPlan plan, int chunkRows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ready = Channel.CreateBounded<IReadOnlyList<PreparedRow>>(new BoundedChannelOptions(ChunksReady) { SingleReader = true, SingleWriter = true });
        var preparing = Task.Run(() => PrepareAsync(plan, chunkRows, ready.Writer, stop.Token), CancellationToken.None);
        try
        {
            // What breaks while reading the file comes out here, behind the chunks read before.
            await foreach (var chunk in ready.Reader.ReadAllAsync(cancellationToken))
            {
                yield return chunk;
            }
        }
        finally
        {
            // The file belongs to the caller and may be closed after this: the reading thread must have left it.
            await stop.CancelAsync();
            await preparing;
        }
    }

    private static async Task PrepareAsync(
        ListPlan plan, int chunkRows, ChannelWriter<IReadOnlyList<PreparedRow>> ready, CancellationToken cancellationToken)
    {
        try
        {
            var hash = new RecordHash();
            var chunk = new List<PreparedRow>(chunkRows);
            await foreach (var row in ListNormalizer.RunAsync(plan, cancellationToken))
            {
                chunk.Add(PreparedRow.Of(row, hash));
                if (chunk.Count == chunkRows)
                {
                    await ready.WriteAsync(chunk, cancellationToken);
                    chunk = new List<PreparedRow>(chunkRows);
                }
            }

            if (chunk.Count > 0)
            {
                await ready.WriteAsync(chunk, cancellationToken);
            }

            ready.Complete();
        }
        catch (Exception failure)
        {
            ready.Complete(failure);
        }
    }
}
