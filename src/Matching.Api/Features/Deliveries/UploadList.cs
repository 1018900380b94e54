using System.Diagnostics;
using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Libraries;
using Matching.Ingest.Deliveries;
using Matching.Storage;
using Matching.Storage.Deliveries;
using Microsoft.Extensions.Options;

namespace Matching.Api.Features.Deliveries;

/// <summary>Answer to a look at an uploaded file.</summary>
public abstract record LookResult
{
    private LookResult()
    {
    }

    /// <summary>Kept until it is confirmed or forgotten.</summary>
    public sealed record Looked(PendingUpload Upload, PreviewResult.Preview Preview) : LookResult;

    /// <summary>The headers do not tell where the names are; kept until somebody says what they mean.</summary>
    public sealed record Unexplained(PendingUpload Upload, PreviewResult.Unmapped Unmapped) : LookResult;

    /// <summary>Nothing of it is kept.</summary>
    /// <param name="Message">Chinese sentence: what was found and what to do.</param>
    public sealed record Refused(string Code, string Message) : LookResult;
}

/// <summary>Hands a list over in two steps: upload it and look at what would become of it, then confirm. The page and the API ask here.</summary>
public sealed class UploadList(
    PendingUploads pending, PreviewDelivery preview, ReceiveDelivery receive, AuditTrail audit, IOptions<StorageOptions> storage)
{
    /// <param name="Length">Bytes of the file, as the form says.</param>
    /// <param name="Library">Library the list is for; null = told from its content.</param>
    /// <param name="PublishedOn">Day the list was public; null = as stated in the list, else today.</param>
    public sealed record Request(Stream Content, long Length, string FileName, Library? Library, DateOnly? PublishedOn);

    public async Task<LookResult> LookAsync(Request request, CurrentUser user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(user);
        var most = storage.Value.DeliverySizeLimitBytes;
        if (request.Length > most)
        {
            return new LookResult.Refused(
                "file-too-large", $"文件 {DeliveryText.Size(request.Length)}，超过上限 {DeliveryText.Size(most)}。请拆成几个文件后分别上传。");
        }

        try
        {
            return await LookAgainAsync(
                await pending.KeepAsync(request.Content, request.FileName, user.UserName, request.Library, request.PublishedOn, cancellationToken), cancellationToken);
        }
        catch (StoreFullException full)
        {
            return new LookResult.Refused("store-full", full.Message);
        }
    }

    /// <summary>Looks at what was uploaded before, for the library it now names; a file that is refused is forgotten.</summary>
    public async Task<LookResult> LookAgainAsync(PendingUpload upload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(upload);
        try
        {
            await using var content = pending.OpenRead(upload);
            switch (await preview.HandleAsync(content, upload.FileName, upload.Library, upload.Shape, cancellationToken))
            {
                case PreviewResult.Preview looked:
                    return new LookResult.Looked(upload, looked);
                case PreviewResult.Unmapped unmapped:
                    return new LookResult.Unexplained(upload, unmapped);
                case PreviewResult.Refused refused:
                    pending.Forget(upload);
                    return new LookResult.Refused(refused.Code, refused.Message);
                case var other:
                    throw new UnreachableException(other.ToString());
            }
        }
        catch
        {
            pending.Forget(upload);
            throw;
        }
    }

    /// <summary>Takes the list in. The upload is forgotten, whatever came of it.</summary>
    public async Task<ReceiveResult> ConfirmAsync(PendingUpload upload, CurrentUser user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(upload);
        ArgumentNullException.ThrowIfNull(user);
        ReceiveResult result;
        await using (var content = pending.OpenRead(upload))
        {
            result = await receive.HandleAsync(new(content, upload.FileName, upload.Library, upload.PublishedOn, user.UserName, upload.Shape), cancellationToken);
        }

        pending.Forget(upload);
        if (result is ReceiveResult.Accepted accepted)
        {
            await audit.NoteAsync(
                user, "delivery-received", accepted.DeliveryId.ToString(), new { library = accepted.Library.ToString(), columnsGiven = upload.Columns?.Count ?? 0 }, cancellationToken);
        }

        return result;
    }
}
