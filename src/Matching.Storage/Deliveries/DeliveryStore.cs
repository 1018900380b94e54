using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Matching.Storage.Deliveries;

/// <summary>Bytes of a delivery as kept.</summary>
/// <param name="ContentHash">SHA-256, lower-case hex; the only name the bytes have.</param>
public sealed record StoredBytes(string ContentHash, long SizeBytes);

/// <summary>Keeps delivered bytes by hash under the data folder. The same bytes twice are one file.</summary>
/// <remarks>Bytes are written under a temporary name, flushed to the disk and renamed, so a file with a hash for its name is always whole.</remarks>
public sealed class DeliveryStore(IOptions<StorageOptions> options)
{
    private const int HashLength = 64;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private string Root => options.Value.DeliveryFolder;

    /// <exception cref="StoreFullException">No room on the disk; nothing is kept.</exception>
    /// <exception cref="DeliveryTooLargeException">More bytes than <see cref="StorageOptions.DeliverySizeLimitBytes"/>; nothing is kept.</exception>
    public async Task<StoredBytes> SaveAsync(Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var incoming = Path.Combine(Root, "incoming");
        var temporary = Path.Combine(incoming, Guid.NewGuid().ToString("N"));
        try
        {
            Directory.CreateDirectory(incoming);
            var stored = await WriteAsync(content, temporary, cancellationToken);
            var final = PathOf(stored.ContentHash);
            Directory.CreateDirectory(Path.GetDirectoryName(final)!);
            File.Move(temporary, final, overwrite: true);
            return stored;
        }
        catch (IOException full) when (StoreFullException.IsCause(full))
        {
            throw new StoreFullException(full);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public bool Has(string contentHash) => File.Exists(PathOf(contentHash));

    /// <exception cref="FileNotFoundException">No such bytes are kept.</exception>
    /// <exception cref="ArgumentException">Not a hash.</exception>
    public FileStream OpenRead(string contentHash) =>
        new(PathOf(contentHash), FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.Asynchronous | FileOptions.SequentialScan);

    /// <summary>Reads the bytes once through and says whether they still are what their name says.</summary>
    public async Task<bool> VerifyAsync(string contentHash, CancellationToken cancellationToken)
    {
        await using var file = OpenRead(contentHash);
        var hash = await SHA256.HashDataAsync(file, cancellationToken);
        return Convert.ToHexStringLower(hash) == contentHash;
    }

    /// <summary>Forgets bytes that no delivery refers to; absent ones are no error.</summary>
    public void Remove(string contentHash) => File.Delete(PathOf(contentHash));

    /// <summary>Removes what interrupted uploads left behind; for the start of the one process that takes uploads.</summary>
    public int SweepIncoming()
    {
        var incoming = new DirectoryInfo(Path.Combine(Root, "incoming"));
        if (!incoming.Exists)
        {
            return 0;
        }

        var left = incoming.GetFiles();
        foreach (var file in left)
        {
            file.Delete();
        }

        return left.Length;
    }

    private async Task<StoredBytes> WriteAsync(Stream content, string path, CancellationToken cancellationToken)
    {
        var limit = options.Value.DeliverySizeLimitBytes;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous);
            var size = 0L;
            while (await content.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            {
                size += read;
                if (size > limit)
                {
                    throw new DeliveryTooLargeException(limit);
                }

                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            file.Flush(flushToDisk: true);
            return new StoredBytes(Convert.ToHexStringLower(hash.GetHashAndReset()), size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private string PathOf(string contentHash)
    {
        // The name comes from a database or a person; anything but 64 hex digits could lead out of the folder.
        if (contentHash is not { Length: HashLength } || contentHash.AsSpan().ContainsAnyExcept(HexDigits))
        {
            throw new ArgumentException("A SHA-256 in lower-case hex is expected.", nameof(contentHash));
        }

        return Path.Combine(Root, contentHash[..2], contentHash);
    }
}
