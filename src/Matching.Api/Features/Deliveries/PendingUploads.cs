using System.Text.Json;
using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing;
using Matching.Ingest.Normalizing.Shape;
using Matching.Storage;
using Matching.Storage.Deliveries;
using Microsoft.Extensions.Options;

namespace Matching.Api.Features.Deliveries;

/// <summary>A file that was uploaded and looked at, but not yet confirmed.</summary>
/// <param name="Token">32 hex digits; names the file on the page and on disk.</param>
/// <param name="By">Account that uploaded it; nobody else can confirm it.</param>
/// <param name="Columns">What its sender says the headers mean; null while nothing was said.</param>
public sealed record PendingUpload(
    string Token, string FileName, string By, DateTimeOffset At, Library? Library, DateOnly? PublishedOn, IReadOnlyDictionary<string, ListColumn>? Columns = null)
{
    internal ListShape? Shape => Columns is null ? null : ListShape.Of(Columns);
}

/// <summary>Keeps uploads between preview and confirmation in the data folder, and forgets those nobody confirms.</summary>
public sealed class PendingUploads(IOptions<StorageOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(2);

    private string Folder => options.Value.UploadFolder;

    /// <exception cref="StoreFullException">No room on the disk; nothing is kept.</exception>
    public async Task<PendingUpload> KeepAsync(
        Stream content, string fileName, string by, Library? library, DateOnly? publishedOn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        Directory.CreateDirectory(Folder);
        Sweep();
        var upload = new PendingUpload(Guid.NewGuid().ToString("N"), fileName, by, clock.GetUtcNow(), library, publishedOn);
        try
        {
            await using (var file = new FileStream(BytesOf(upload.Token), FileMode.CreateNew, FileAccess.Write, FileShare.None, 81_920, FileOptions.Asynchronous))
            {
                await content.CopyToAsync(file, cancellationToken);
            }

            await SaveAsync(upload, cancellationToken);
            return upload;
        }
        catch (IOException full) when (StoreFullException.IsCause(full))
        {
            Forget(upload);
            throw new StoreFullException(full);
        }
        catch
        {
            Forget(upload);
            throw;
        }
    }

    public Task SaveAsync(PendingUpload upload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return File.WriteAllTextAsync(NoteOf(upload.Token), JsonSerializer.Serialize(upload), cancellationToken);
    }

    /// <returns>Null when there is none of that name, it was another person's, or it was forgotten.</returns>
    public async Task<PendingUpload?> FindAsync(string token, string by, CancellationToken cancellationToken)
    {
        // the name comes from a form; anything but 32 hex digits could lead out of the folder
        if (!Guid.TryParseExact(token, "N", out var clean) || !File.Exists(NoteOf(clean.ToString("N"))))
        {
            return null;
        }

        var upload = JsonSerializer.Deserialize<PendingUpload>(await File.ReadAllTextAsync(NoteOf(clean.ToString("N")), cancellationToken));
        return upload is not null && upload.By == by && File.Exists(BytesOf(upload.Token)) ? upload : null;
    }

    public FileStream OpenRead(PendingUpload upload)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return new FileStream(BytesOf(upload.Token), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 81_920, FileOptions.Asynchronous);
    }

    public void Forget(PendingUpload upload)
    {
        ArgumentNullException.ThrowIfNull(upload);
        File.Delete(BytesOf(upload.Token));
        File.Delete(NoteOf(upload.Token));
    }

    private void Sweep()
    {
        var oldest = (clock.GetUtcNow() - KeptFor).UtcDateTime;
        foreach (var file in new DirectoryInfo(Folder).EnumerateFiles().Where(file => file.LastWriteTimeUtc < oldest))
        {
            file.Delete();
        }
    }

    private string BytesOf(string token) => Path.Combine(Folder, token + ".bytes");

    private string NoteOf(string token) => Path.Combine(Folder, token + ".json");
}
