using System.Buffers;

namespace Matching.Ingest.Reading;

/// <summary>Copies a stream of unknown length to a temporary file that vanishes when it is closed.</summary>
internal static class BoundedCopy
{
    /// <returns>Null when the stream is longer than <paramref name="maxBytes"/>.</returns>
    public static async Task<Stream?> ToTemporaryFileAsync(Stream source, long maxBytes, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Path.GetTempPath(), $"matching-{Guid.NewGuid():N}.list");
        var copy = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        var isWhole = false;
        try
        {
            for (var read = await source.ReadAsync(buffer, cancellationToken); read > 0; read = await source.ReadAsync(buffer, cancellationToken))
            {
                if (copy.Length + read > maxBytes)
                {
                    return null;
                }

                await copy.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            isWhole = true;
            return copy;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            if (!isWhole)
            {
                await copy.DisposeAsync();
            }
        }
    }
}
