using System.Globalization;
using Matching.Api.Features.SignIn;
using Matching.Domain.Finding;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Lookups;

/// <summary>Looks a client list up: paste or upload, choose where several firms are near, take the workbook. The list travels in the form and is kept nowhere.</summary>
[RequestSizeLimit(MostRequestBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MostRequestBytes, ValueLengthLimit = (int)ClientLimits.MostBytes, ValueCountLimit = ClientLimits.MostRows + 100)]
public sealed class IndexModel(LookUpFirms lookUp, ExportLookup export) : PageModel
{
    /// <summary>Rows of each kind shown on the page; the workbook has them all.</summary>
    public const int MostShown = 200;

    private const string PickPrefix = "pick-";
    private const long MostRequestBytes = ClientLimits.MostBytes + (4L << 20);

    /// <summary>One line a firm.</summary>
    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public IFormFile? ClientList { get; set; }

    /// <summary>The list as read before, carried by the page.</summary>
    [BindProperty]
    public string? Carried { get; set; }

    [BindProperty]
    public DateOnly? AsOf { get; set; }

    public LookupReport? Report { get; private set; }

    public string Description { get; private set; } = "";

    public int Skipped { get; private set; }

    public string Refusal { get; private set; } = "";

    /// <summary>What the next form carries.</summary>
    public string CarriedText => Report is null ? "" : ReadClientList.ToText([.. Report.Rows.Select(row => row.Row)]);

    public IEnumerable<LookupRow> RowsToChoose => Report!.Rows.Where(row => row.Answer.Verdict == FindVerdict.Ambiguous);

    public IEnumerable<LookupRow> RowsUnknown => Report!.Rows.Where(row => row.Answer.Verdict == FindVerdict.Unknown);

    public IEnumerable<LookupRow> RowsMatched => Report!.Rows.Where(row => row.Answer.Verdict == FindVerdict.Matched);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await RowsAsync(cancellationToken) is { } rows)
        {
            Report = await lookUp.HandleAsync(new(rows, AsOf, CurrentUser.From(User), "page"), cancellationToken);
        }

        return Shown();
    }

    public async Task<IActionResult> OnPostExportAsync(CancellationToken cancellationToken) =>
        await RowsAsync(cancellationToken) is { } rows
            ? await export.HandleAsync(rows, AsOf, CurrentUser.From(User), cancellationToken)
            : Shown();

    private async Task<IReadOnlyList<ClientRow>?> RowsAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            Refusal = "基准日不对，请写成 2026-03-31 这样的日期。";
            return null;
        }

        var read = ClientList is { Length: > 0 } file ? await FromFileAsync(file, cancellationToken)
            : !string.IsNullOrWhiteSpace(Text) ? ReadClientList.FromText(Text)
            : !string.IsNullOrWhiteSpace(Carried) ? ReadClientList.FromText(Carried)
            : new ClientListResult.Refused("client-list-missing", "请粘贴企业名称或代码，或选择名单文件。");
        switch (read)
        {
            case ClientListResult.Read list:
                (Description, Skipped) = (list.Description, list.Skipped);
                var picks = Picks();
                return [.. list.Rows.Select(row => picks.TryGetValue(row.Number, out var pick) ? row with { Pick = pick } : row)];
            case ClientListResult.Refused refused:
                Refusal = refused.Message;
                return null;
            default:
                throw new System.Diagnostics.UnreachableException(read.ToString());
        }
    }

    private static async Task<ClientListResult> FromFileAsync(IFormFile file, CancellationToken cancellationToken)
    {
        if (file.Length > ClientLimits.MostBytes)
        {
            return new ClientListResult.Refused("client-list-too-large", $"文件超过 {ClientLimits.MostBytes >> 20} MB。请只留名称和代码两列，或拆成几份分别查询。");
        }

        return await ReadClientList.FromFileAsync(file.OpenReadStream(), file.FileName, cancellationToken);
    }

    private Dictionary<int, string> Picks()
    {
        var picks = new Dictionary<int, string>();
        foreach (var (key, value) in Request.Form)
        {
            if (key.StartsWith(PickPrefix, StringComparison.Ordinal)
                && int.TryParse(key.AsSpan(PickPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var row)
                && value.ToString() is { Length: > 0 } pick)
            {
                picks[row] = pick;
            }
        }

        return picks;
    }

    private PageResult Shown()
    {
        if (Refusal.Length > 0)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }

        return Page();
    }
}
