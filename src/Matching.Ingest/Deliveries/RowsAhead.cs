using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Matching.Ingest.Normalizing;

namespace Matching.Ingest.Deliveries;

/// <summary>Reads and prepares rows on a thread of its own while the caller writes the rows before them. One chunk lies ready at most.</summary>
internal static class RowsAhead
{
    private const int ChunksReady = 1;

    /// <summary>Of cells in one chunk; rows of very long texts come in smaller chunks, so that memory stays bounded.</summary>
    private const int MostCharacters = 4_000_000;

    public static async IAsyncEnumerable<IReadOnlyList<PreparedRow>> InChunksAsync(
        ListPlan plan, int chunkRows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ready = Channel.CreateBounded<IReadOnlyList<PreparedRow>>(new BoundedChannelOptions(ChunksReady) { SingleReader = true, SingleWriter = true });
        var preparing = Task.Run(() => PrepareAsync(plan, chunkRows, ready.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var chunk in ready.Reader.ReadAllAsync(cancellationToken))
            {
                yield return chunk;
            }

            // What broke while reading the file comes out here, behind the chunks read before.
            await preparing;
        }
        finally
        {
            // The file belongs to the caller and may be closed after this: the reading thread must have left it.
            await stop.CancelAsync();
            await preparing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task PrepareAsync(
        ListPlan plan, int chunkRows, ChannelWriter<IReadOnlyList<PreparedRow>> ready, CancellationToken cancellationToken)
    {
        try
        {
            var hash = new RecordHash();
            var chunk = new List<PreparedRow>(chunkRows);
            var characters = 0L;
            await foreach (var row in ListNormalizer.RunAsync(plan, cancellationToken))
            {
                var prepared = PreparedRow.Of(row, hash);
                chunk.Add(prepared);
                characters += prepared.Cells.Length;
                if (chunk.Count == chunkRows || characters >= MostCharacters)
                {
                    await ready.WriteAsync(chunk, cancellationToken);
                    (chunk, characters) = (new List<PreparedRow>(chunkRows), 0);
                }
            }

            if (chunk.Count > 0)
            {
                await ready.WriteAsync(chunk, cancellationToken);
            }
        }
        finally
        {
            ready.Complete();
        }
    }
}
