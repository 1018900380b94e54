using Matching.Api.Features.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Status;

/// <summary>For whoever keeps the system running: what waits, what failed, how far the index is, and messages nobody could work on.</summary>
[Authorize(Policies.Admin)]
public sealed class IndexModel(ReadStatus status, CloseDeadLetter close) : PageModel
{
    public StatusView View { get; private set; } = null!;

    public string Problem { get; private set; } = "";

    public async Task OnGetAsync(CancellationToken cancellationToken) => View = await status.HandleAsync(cancellationToken);

    public Task<IActionResult> OnPostReplayAsync(long id, CancellationToken cancellationToken) => CloseAsync(id, true, "已重新发送，任务将继续。", cancellationToken);

    public Task<IActionResult> OnPostDiscardAsync(long id, CancellationToken cancellationToken) => CloseAsync(id, false, "已作废，不再发送。", cancellationToken);

    private async Task<IActionResult> CloseAsync(long id, bool replay, string told, CancellationToken cancellationToken)
    {
        Problem = CloseDeadLetter.ProblemOf(await close.HandleAsync(id, replay, CurrentUser.From(User), cancellationToken));
        if (Problem.Length == 0)
        {
            TempData["Notice"] = told;
            return Redirect("/status");
        }

        Response.StatusCode = StatusCodes.Status409Conflict;
        View = await status.HandleAsync(cancellationToken);
        return Page();
    }
}
