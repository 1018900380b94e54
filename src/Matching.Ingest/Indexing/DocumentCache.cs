using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Matching.Search;
using Matching.Storage;
using Microsoft.Extensions.Options;

namespace Matching.Ingest.Indexing;

/// <summary>What a cache file holds.</summary>
/// <param name="AppliedChange">Change number the documents are current up to.</param>
public sealed record CachedDocuments(DateOnly AsOf, long AppliedChange, int Count);

/// <summary>A file with the documents of the last full reading of the tables, so that a start need not fold every profile again.</summary>
/// <remarks>It can be deleted at any time. A file that is cut off, altered or of another schema is not used: its last 32 bytes are the
/// SHA-256 of all before them, and the name carries the schema. What changed since is applied from the tables afterwards.</remarks>
public sealed class DocumentCache(IOptions<StorageOptions> options)
{
    /// <summary>Raise when a field is added to <see cref="FirmDocument"/> or its encoding changes.</summary>
    private const int Schema = 1;
    private const int HashBytes = 32;
    private const int HeaderBytes = 4 + 8 + 4;

    private string PathOfFile => Path.Combine(options.Value.DataFolder, "index", FormattableString.Invariant($"documents-s{Schema}.bin"));

    /// <summary>What the file holds; null when there is none that can be used.</summary>
    public async Task<CachedDocuments?> FindAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(PathOfFile))
        {
            return null;
        }

        await using var file = Open();
        if (file.Length < HeaderBytes + HashBytes || !await IsWholeAsync(file, cancellationToken))
        {
            return null;
        }

        file.Position = 0;
        using var reader = new BinaryReader(file);
        return ReadHeader(reader);
    }

    public async IAsyncEnumerable<FirmDocument> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var file = Open();
        using var reader = new BinaryReader(file);
        var header = ReadHeader(reader);
        for (var index = 0; index < header.Count; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return FirmDocumentBytes.Read(reader);
        }
    }

    /// <summary>Passes the documents on and writes them to the file; the file is replaced only after the last one.</summary>
    public async IAsyncEnumerable<FirmDocument> WriteWhileReadingAsync(
        IAsyncEnumerable<FirmDocument> documents, DateOnly asOf, long appliedChange, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOfFile)!);
        var unfinished = PathOfFile + ".part";
        await using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 18))
        {
            using var writer = new BinaryWriter(file, System.Text.Encoding.UTF8, leaveOpen: true);
            WriteHeader(writer, asOf, appliedChange, 0);
            var count = 0;
            await foreach (var document in documents.WithCancellation(cancellationToken))
            {
                FirmDocumentBytes.Write(writer, document);
                count++;
                yield return document;
            }

            writer.Flush();
            file.Position = 0;
            WriteHeader(writer, asOf, appliedChange, count);
            writer.Flush();
            file.Position = 0;
            var hash = await SHA256.HashDataAsync(file, cancellationToken);
            await file.WriteAsync(hash, cancellationToken);
        }

        File.Move(unfinished, PathOfFile, overwrite: true);
    }

    private static CachedDocuments ReadHeader(BinaryReader reader) =>
        new(DateOnly.FromDayNumber(reader.ReadInt32()), reader.ReadInt64(), reader.ReadInt32());

    private static void WriteHeader(BinaryWriter writer, DateOnly asOf, long appliedChange, int count)
    {
        writer.Write(asOf.DayNumber);
        writer.Write(appliedChange);
        writer.Write(count);
    }

    private static async Task<bool> IsWholeAsync(FileStream file, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 18];
        var left = file.Length - HashBytes;
        while (left > 0)
        {
            var read = await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), cancellationToken);
            if (read == 0)
            {
                return false;
            }

            hash.AppendData(buffer, 0, read);
            left -= read;
        }

        var expected = new byte[HashBytes];
        await file.ReadExactlyAsync(expected, cancellationToken);
        return hash.GetHashAndReset().AsSpan().SequenceEqual(expected);
    }

    private FileStream Open() => new(PathOfFile, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 18, FileOptions.SequentialScan);
}
