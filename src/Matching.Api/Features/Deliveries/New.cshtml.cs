using Matching.Api.Features.SignIn;
using Matching.Domain.Libraries;
using Matching.Ingest.Deliveries;
using Matching.Ingest.Normalizing;
using Matching.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace Matching.Api.Features.Deliveries;

/// <summary>Hands lists over: upload, look at what would become of them, confirm. Nothing is kept of a file that is refused.</summary>
[Authorize(Policies.Publisher)]
public sealed class NewModel(
    PendingUploads pending, UploadList uploads, IOptions<StorageOptions> storage) : PageModel
{
    public const int MostFiles = 20;
    private const int MostColumns = 300;

    /// <summary>One uploaded file with what would become of it.</summary>
    public sealed record Looked(PendingUpload Upload, PreviewResult.Preview Preview);

    /// <summary>One uploaded file whose headers a person has to explain.</summary>
    public sealed record Unexplained(PendingUpload Upload, PreviewResult.Unmapped List);

    /// <summary>A file that was not taken, or is known already.</summary>
    public sealed record NotTaken(string FileName, string Message, Guid? Known = null);

    [BindProperty]
    public List<IFormFile> Files { get; } = [];

    [BindProperty]
    public Library? Library { get; set; }

    [BindProperty]
    public DateOnly? PublishedOn { get; set; }

    /// <summary>Tokens of the uploads the form is about.</summary>
    [BindProperty]
    public List<string> Uploads { get; } = [];

    /// <summary>Headers of the one list whose columns are corrected, as printed.</summary>
    [BindProperty]
    public List<string> Headers { get; } = [];

    /// <summary>What they mean, in the same order.</summary>
    [BindProperty]
    public List<ListColumn> Columns { get; } = [];

    public List<Looked> Previews { get; } = [];

    public List<Unexplained> ToExplain { get; } = [];

    public List<NotTaken> Refusals { get; } = [];

    public long SizeLimitBytes => storage.Value.DeliverySizeLimitBytes;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var user = CurrentUser.From(User);
        if (!ModelState.IsValid)
        {
            Refusals.Add(new NotTaken("", "所属库或公开日不对，请重新选择。"));
        }
        else if (Files.Count is 0 or > MostFiles)
        {
            Refusals.Add(new NotTaken("", Files.Count == 0 ? "请先选择名单文件。" : $"一次最多 {MostFiles} 个文件，请分几次上传。"));
        }
        else
        {
            foreach (var file in Files)
            {
                await LookAsync(file, user, cancellationToken);
            }
        }

        return Shown();
    }

    /// <summary>Looks again with the library a person chose.</summary>
    public async Task<IActionResult> OnPostAgainAsync(CancellationToken cancellationToken)
    {
        foreach (var upload in await PendingAsync(cancellationToken))
        {
            var changed = upload with { Library = Library, PublishedOn = PublishedOn };
            await pending.SaveAsync(changed, cancellationToken);
            Show(changed.FileName, await uploads.LookAgainAsync(changed, cancellationToken));
        }

        return Shown();
    }

    /// <summary>Looks again with the columns a person corrected. Once the list is confirmed they are remembered for lists with the same headers.</summary>
    public async Task<IActionResult> OnPostColumnsAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || Headers.Count != Columns.Count || Headers.Count is 0 or > MostColumns)
        {
            Refusals.Add(new NotTaken("", "列的含义没有收全，请重新上传后再指定。"));
            return Shown();
        }

        if (await PendingAsync(cancellationToken) is [var upload, ..])
        {
            var explained = Headers.Zip(Columns).DistinctBy(pair => pair.First).ToDictionary(pair => pair.First, pair => pair.Second);
            var changed = upload with { Library = Library ?? upload.Library, Columns = explained };
            await pending.SaveAsync(changed, cancellationToken);
            Show(changed.FileName, await uploads.LookAgainAsync(changed, cancellationToken));
        }

        return Shown();
    }

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellationToken)
    {
        var user = CurrentUser.From(User);
        var accepted = new List<Guid>();
        foreach (var upload in await PendingAsync(cancellationToken))
        {
            if (await ReceiveAsync(upload, user, cancellationToken) is { } delivery)
            {
                accepted.Add(delivery);
            }
        }

        if (Refusals.Count > 0)
        {
            return Shown();
        }

        TempData["Notice"] = $"已接收 {accepted.Count} 份名单，正在入库。";
        return Redirect(accepted is [var only] ? $"/deliveries/{only}" : "/deliveries");
    }

    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken cancellationToken)
    {
        foreach (var upload in await PendingAsync(cancellationToken))
        {
            pending.Forget(upload);
        }

        return Redirect("/deliveries/new");
    }

    private async Task LookAsync(IFormFile file, CurrentUser user, CancellationToken cancellationToken)
    {
        await using var content = file.OpenReadStream();
        Show(file.FileName, await uploads.LookAsync(new(content, file.Length, file.FileName, Library, PublishedOn), user, cancellationToken));
    }

    private void Show(string fileName, LookResult result)
    {
        switch (result)
        {
            case LookResult.Looked looked:
                Previews.Add(new Looked(looked.Upload, looked.Preview));
                break;
            case LookResult.Unexplained unexplained:
                ToExplain.Add(new Unexplained(unexplained.Upload, unexplained.Unmapped));
                break;
            case LookResult.Refused refused:
                Refusals.Add(new NotTaken(fileName, refused.Message));
                break;
        }
    }

    private async Task<Guid?> ReceiveAsync(PendingUpload upload, CurrentUser user, CancellationToken cancellationToken)
    {
        switch (await uploads.ConfirmAsync(upload, user, cancellationToken))
        {
            case ReceiveResult.Accepted accepted:
                return accepted.DeliveryId;
            case ReceiveResult.AlreadyKnown known:
                Refusals.Add(new NotTaken(upload.FileName, $"同一份文件已在 {Features.Shared.Shown.Moment(known.ReceivedAt)} 入库，没有重复入库。", known.DeliveryId));
                return null;
            case ReceiveResult.Refused refused:
                Refusals.Add(new NotTaken(upload.FileName, refused.Message));
                return null;
            case var other:
                throw new System.Diagnostics.UnreachableException(other.ToString());
        }
    }

    private async Task<List<PendingUpload>> PendingAsync(CancellationToken cancellationToken)
    {
        var user = CurrentUser.From(User);
        var found = new List<PendingUpload>();
        foreach (var token in Uploads.Distinct(StringComparer.Ordinal).Take(MostFiles))
        {
            if (await pending.FindAsync(token, user.UserName, cancellationToken) is { } upload)
            {
                found.Add(upload);
            }
        }

        if (found.Count == 0)
        {
            Refusals.Add(new NotTaken("", "预览已过期或已办理，请重新上传。"));
        }

        return found;
    }

    private PageResult Shown()
    {
        if (Previews.Count == 0 && ToExplain.Count == 0 && Refusals.Count > 0)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }

        return Page();
    }
}
