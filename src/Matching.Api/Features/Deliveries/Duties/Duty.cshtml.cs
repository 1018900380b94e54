using System.Diagnostics;
using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Libraries;
using Matching.Domain.Libraries.Supply;
using Matching.Ingest.Deliveries.Duties;
using Matching.Storage.Deliveries;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Deliveries.Duties;

/// <summary>Adds, changes and strikes a line of the 责任清单.</summary>
[Authorize(Policies.Publisher)]
public sealed class DutyModel(SupplyDuties duties, AuditTrail audit) : PageModel
{
    /// <summary>Null for a new line.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    /// <summary>Row of the history the form was filled from.</summary>
    [BindProperty]
    public long BasedOn { get; set; }

    [BindProperty(SupportsGet = true)]
    public Library Library { get; set; } = LibraryCatalog.All[0].Library;

    [BindProperty(SupportsGet = true)]
    public string? Lists { get; set; }

    [BindProperty]
    public string? Owner { get; set; }

    [BindProperty]
    public SupplyCycle Cycle { get; set; } = SupplyCycle.Yearly;

    [BindProperty(SupportsGet = true)]
    public DateOnly? FirstDue { get; set; }

    [BindProperty]
    public ListExtent Extent { get; set; } = ListExtent.Additions;

    [BindProperty]
    public string? Note { get; set; }

    public IReadOnlyList<string> Wrong { get; private set; } = [];

    /// <summary>What was said of the line, newest first; empty for a new one.</summary>
    public IReadOnlyList<StoredSupplyDuty> History { get; private set; } = [];

    public bool Ended => History is [{ Ended: true }, ..];

    private SupplyDuty Asked => new(Id ?? Guid.Empty, Library, Lists ?? "", Owner ?? "", Cycle, FirstDue, Extent, Note ?? "");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        if (History is [var newest, ..])
        {
            ModelState.Clear();
            BasedOn = newest.Id;
            (Library, Lists, Owner, Cycle, FirstDue, Extent, Note) =
                (newest.Library, newest.Lists, newest.Owner, newest.Cycle, newest.FirstDue, newest.Extent, newest.Note);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        if (!ModelState.IsValid || !Enum.IsDefined(Library))
        {
            return Refuse("所属库、周期、清单类型请从列出的选项中选择，首次应到日形如 2026-07-10。");
        }

        var user = CurrentUser.From(User);
        return await AnswerAsync(
            Id is null ? await duties.AddAsync(Asked, user.UserName, cancellationToken) : await duties.ChangeAsync(Asked, BasedOn, user.UserName, cancellationToken),
            Id is null ? "duty-added" : "duty-changed",
            "责任清单已保存。",
            cancellationToken);
    }

    public async Task<IActionResult> OnPostEndAsync(CancellationToken cancellationToken)
    {
        if (Id is not { } id || !await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        return await AnswerAsync(
            await duties.EndAsync(id, BasedOn, CurrentUser.From(User).UserName, cancellationToken), "duty-ended", "这一项已从责任清单去掉，历史保留。", cancellationToken);
    }

    private async Task<IActionResult> AnswerAsync(DutyResult result, string action, string told, CancellationToken cancellationToken)
    {
        switch (result)
        {
            case DutyResult.Saved saved:
                await audit.NoteAsync(
                    CurrentUser.From(User), action, saved.Duty.Id.ToString(), new { library = saved.Duty.Library.ToString(), lists = saved.Duty.Lists, cycle = saved.Duty.Cycle.ToString() }, cancellationToken);
                TempData["Notice"] = told;
                return Redirect("/deliveries/supply");
            case DutyResult.Invalid invalid:
                return Refuse([.. invalid.Problems.Select(SupplyText.Of)]);
            case DutyResult.Doubled doubled:
                return Refuse($"{doubled.Other.Library.Info().ChineseName}里已有“{doubled.Other.Lists}”这一项，由{doubled.Other.Owner}负责。请改那一项，或换个名称。");
            case DutyResult.Changed changed:
                return Refuse($"{changed.Newest.SavedBy} 在 {Shown.Moment(changed.Newest.SavedAt)} 改过这一项，您的修改没有保存。请重新打开本页，对照后再改。");
            case DutyResult.NotFound:
                return Refuse("这一项已从责任清单去掉，不能再改。需要时请新增一项。");
            default:
                throw new UnreachableException(result.ToString());
        }
    }

    private PageResult Refuse(params IReadOnlyList<string> wrong)
    {
        Wrong = wrong;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (Id is { } id)
        {
            History = await duties.HistoryAsync(id, cancellationToken);
            return History.Count > 0;
        }

        return true;
    }
}
