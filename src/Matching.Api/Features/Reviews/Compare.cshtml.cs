using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Linkage.Judgements;
using Matching.Ingest.Linking.Explaining;
using Matching.Ingest.Linking.Judging;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Reviews;

/// <summary>Why two firms or rows are one, or are not; and the place to join them or keep them apart.</summary>
[Authorize(Policies.Reviewer)]
public sealed class CompareModel(ExplainLink explain, JudgeLink judge, AuditTrail audit) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Left { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Right { get; set; }

    public ExplainLink.Response? Link { get; private set; }

    public string Problem { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return Page();
    }

    public Task<IActionResult> OnPostMergeAsync(string? reason, bool isCodeChange, CancellationToken cancellationToken) =>
        JudgeAsync(Judgement.Match, reason, isCodeChange, cancellationToken);

    public Task<IActionResult> OnPostApartAsync(string? reason, CancellationToken cancellationToken) =>
        JudgeAsync(Judgement.NonMatch, reason, false, cancellationToken);

    private async Task<IActionResult> JudgeAsync(Judgement judgement, string? reason, bool isCodeChange, CancellationToken cancellationToken)
    {
        var user = CurrentUser.From(User);
        if (!JudgedTarget.TryParse(Left, out var left) || !JudgedTarget.TryParse(Right, out var right))
        {
            Problem = "请填写两侧的企业编号（如 F0000012）或行号（如 345/1）。";
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var scope = left is JudgedTarget.Row ? JudgedScope.Row : JudgedScope.Firm;
        var result = await judge.GiveAsync(new(left, [right], judgement, scope, user.UserName, reason ?? "", isCodeChange), user, cancellationToken);
        if (result is JudgeResult.Given)
        {
            TempData["Notice"] = JudgeText.Of(result);
            return Redirect("/reviews/judgements");
        }

        Response.StatusCode = StatusCodes.Status409Conflict;
        await LoadAsync(cancellationToken);
        Problem = JudgeText.Of(result);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(Left) && string.IsNullOrWhiteSpace(Right))
        {
            return;
        }

        if (!JudgedTarget.TryParse(Left, out var left) || !JudgedTarget.TryParse(Right, out var right))
        {
            Problem = "请填写两侧的企业编号（如 F0000012）或行号（如 345/1）。";
            return;
        }

        Link = await explain.HandleAsync(left, right, cancellationToken);
        if (Link is null)
        {
            Problem = "有一侧没有找到，或已没有在用的记录。请核对编号。";
            return;
        }

        await audit.NoteAsync(
            CurrentUser.From(User), "link-explained", $"{left} {right}", new { Link.Explanation.TotalBits, constraint = Link.Explanation.Constraint.Kind.ToString() }, cancellationToken);
    }
}
