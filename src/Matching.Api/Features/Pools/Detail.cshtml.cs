using System.ComponentModel.DataAnnotations;
using Matching.Api.Features.Firms;
using Matching.Api.Features.SignIn;
using Matching.Domain.Firms;
using Matching.Domain.Pools;
using Matching.Search;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Pools;

/// <summary>One pool: its version on the way with everything that can be done to it, and the versions before.</summary>
public sealed class DetailModel(ViewPool view, PoolSteps steps, EditDraft edit, PoolRule rules, MemberStandings standings) : PageModel
{
    public const int FirmsPreviewed = 8;

    [BindProperty(SupportsGet = true)]
    public int PoolId { get; set; }

    /// <summary>Page of the member table, from 1.</summary>
    [BindProperty(SupportsGet = true)]
    public int At { get; set; } = 1;

    [BindProperty(SupportsGet = true)]
    public string? Rule { get; set; }

    /// <summary>Version and revision the person saw.</summary>
    [BindProperty]
    public int Number { get; set; }

    [BindProperty]
    public int Revision { get; set; }

    [BindProperty]
    public string? Lines { get; set; }

    [BindProperty]
    [StringLength(200)]
    public string? Note { get; set; }

    [BindProperty]
    [StringLength(500)]
    public string? Reason { get; set; }

    [BindProperty]
    public List<string> Firms { get; } = [];

    public Pool Pool { get; private set; } = null!;

    public IReadOnlyList<PoolVersion> Versions { get; private set; } = [];

    /// <summary>The version on its way, with members; null when there is none or it is not for this user.</summary>
    public PoolVersion? Open { get; private set; }

    public IReadOnlyList<BlockedFirm> Blocked { get; private set; } = [];

    public CurrentUser Me { get; private set; } = null!;

    public DateOnly Today => view.Today;

    /// <summary>What stood against the last step; empty when nothing did.</summary>
    public string Problem { get; private set; } = "";

    public IReadOnlyList<PickFirms.Unfound> Unfound { get; private set; } = [];

    public FirmSearchQuery? Query { get; private set; }

    public IReadOnlyList<QueryProblem> QueryProblems { get; private set; } = [];

    public SearchAnswer? Preview { get; private set; }

    public bool CanEdit => PoolAccess.CanEdit(Me);

    /// <summary>May confirm: a reviewer who did not submit the version.</summary>
    public bool CanConfirm => PoolAccess.CanReview(Me) && !string.Equals(Open?.SubmittedBy, Me.UserName, StringComparison.OrdinalIgnoreCase);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? Page() : NotFound();

    public Task<IActionResult> OnPostAddByRuleAsync(CancellationToken cancellationToken) => StepAsync(
        PoolAccess.CanEdit,
        request => PoolRule.TryRead(Rule, out var query, out _)
            ? edit.AddByRuleAsync(request, query, cancellationToken)
            : Task.FromResult<PoolStepResult>(new PoolStepResult.EmptyPool()),
        done => $"已按条件加入 {done.Count} 家企业。", cancellationToken);

    public Task<IActionResult> OnPostAddByHandAsync(CancellationToken cancellationToken) => StepAsync(
        PoolAccess.CanEdit,
        async request =>
        {
            var (result, unfound) = await edit.AddByHandAsync(request, Lines ?? "", Note?.Trim() ?? "", cancellationToken);
            Unfound = unfound;
            return result;
        },
        done => $"已加入 {done.Count} 家企业。", cancellationToken);

    public Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellationToken) => StepAsync(
        PoolAccess.CanEdit,
        request => steps.RemoveAsync(request, [.. Chosen()], cancellationToken),
        done => $"已移出 {done.Count} 家企业。", cancellationToken);

    public Task<IActionResult> OnPostSubmitAsync(CancellationToken cancellationToken) => StepAsync(
        PoolAccess.CanEdit,
        request => steps.SubmitAsync(request, cancellationToken),
        done => $"已提交复核，共 {done.Count} 家企业。请另一位同事复核。", cancellationToken);

    public Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellationToken) => StepAsync(
        PoolAccess.CanReview,
        request => steps.ConfirmAsync(request, cancellationToken),
        done => done.State == PoolState.Published ? $"第 {done.Number} 版已发布，银行现在可以看到。" : "复核通过，公示开始。", cancellationToken);

    public Task<IActionResult> OnPostReturnAsync(CancellationToken cancellationToken) => StepAsync(
        PoolAccess.CanReview,
        request => steps.ReturnAsync(request, Reason ?? "", cancellationToken),
        _ => "已退回草稿。", cancellationToken);

    public Task<IActionResult> OnPostPublishAsync(CancellationToken cancellationToken) => StepAsync(
        PoolAccess.CanEdit,
        request => steps.PublishAsync(request, cancellationToken),
        done => $"第 {done.Number} 版已发布，银行现在可以看到。", cancellationToken);

    public Task<IActionResult> OnPostStartDraftAsync(CancellationToken cancellationToken) => StepAsync(
        PoolAccess.CanEdit,
        request => steps.StartDraftAsync(request.PoolId, request.By, cancellationToken),
        done => $"已开第 {done.Number} 版草稿，带入上一版的 {done.Count} 家企业。", cancellationToken);

    private async Task<IActionResult> StepAsync(
        Func<CurrentUser, bool> isAllowed,
        Func<PoolSteps.Request, Task<PoolStepResult>> step,
        Func<PoolStepResult.Done, string> told,
        CancellationToken cancellationToken)
    {
        var user = CurrentUser.From(User);
        if (!isAllowed(user))
        {
            return Forbid();
        }

        if (!ModelState.IsValid)
        {
            Problem = "内容太长：备注最多 200 字，理由最多 500 字。";
            return await RefusedAsync(StatusCodes.Status400BadRequest, cancellationToken);
        }

        var result = await step(new PoolSteps.Request(PoolId, Number, Revision, user));
        switch (result)
        {
            case PoolStepResult.NotFound:
                return NotFound();
            case PoolStepResult.Done done when Unfound.Count == 0:
                TempData["Notice"] = told(done);
                return Redirect(FormattableString.Invariant($"/pools/{PoolId}"));
            case PoolStepResult.Done done:
                // lines nothing was found for are shown beside the good news, so they can be mended
                ViewData["Told"] = told(done);
                return await LoadAsync(cancellationToken) ? Page() : NotFound();
            default:
                Problem = PoolText.Of(result);
                return await RefusedAsync(StatusCodes.Status409Conflict, cancellationToken);
        }
    }

    private async Task<IActionResult> RefusedAsync(int status, CancellationToken cancellationToken)
    {
        Response.StatusCode = status;
        return await LoadAsync(cancellationToken) ? Page() : NotFound();
    }

    private IEnumerable<FirmId> Chosen()
    {
        foreach (var text in Firms)
        {
            if (FirmId.TryParse(text, out var firm))
            {
                yield return firm;
            }
        }
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Me = CurrentUser.From(User);
        if (await view.FindAsync(PoolId, Me, cancellationToken) is not { } found)
        {
            return false;
        }

        (Pool, Versions) = found;
        if (Versions.FirstOrDefault(version => version.IsOpen) is { } open)
        {
            Open = await view.FindVersionAsync(PoolId, open.Number, Me, cancellationToken);
        }

        if (Open is { State: not PoolState.Published })
        {
            var now = await standings.ReadAsync(Open.Members.Select(member => member.FirmId), cancellationToken);
            Blocked = Open.BlockedBy(now);
        }

        await PreviewAsync(cancellationToken);
        return true;
    }

    private async Task PreviewAsync(CancellationToken cancellationToken)
    {
        if (!CanEdit || Open?.State != PoolState.Draft || string.IsNullOrWhiteSpace(Rule))
        {
            return;
        }

        if (PoolRule.TryRead(Rule, out var query, out var problems))
        {
            Query = query;
            Preview = await rules.PreviewAsync(query, FirmsPreviewed, cancellationToken);
        }

        QueryProblems = problems;
    }
}
