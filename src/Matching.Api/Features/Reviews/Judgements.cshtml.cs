using Matching.Api.Features.SignIn;
using Matching.Ingest.Linking.Judging;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Reviews;

/// <summary>The latest judgements, each with its inverse.</summary>
[Authorize(Policies.Reviewer)]
public sealed class JudgementsModel(ListJudgements list, JudgeLink judge) : PageModel
{
    public IReadOnlyList<ListJudgements.Item> Items { get; private set; } = [];

    public string Problem { get; private set; } = "";

    public async Task OnGetAsync(CancellationToken cancellationToken) => Items = await list.LatestAsync(cancellationToken);

    public async Task<IActionResult> OnPostTakeBackAsync(long entry, CancellationToken cancellationToken)
    {
        var result = await judge.TakeBackAsync([entry], CurrentUser.From(User), cancellationToken);
        if (result is JudgeResult.Given)
        {
            TempData["Notice"] = $"已撤销第 {entry} 号判定，关联正在恢复。";
            return Redirect("/reviews/judgements");
        }

        Response.StatusCode = StatusCodes.Status409Conflict;
        Problem = JudgeText.Of(result);
        Items = await list.LatestAsync(cancellationToken);
        return Page();
    }
}
