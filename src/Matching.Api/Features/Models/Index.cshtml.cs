using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Models;

/// <summary>The point card in force and the grades it gives; analysts have all firms scored anew here.</summary>
[Authorize(Policies.Department)]
public sealed class IndexModel(OpenModel open, RequestScoring request) : PageModel
{
    public ModelView View { get; private set; } = null!;

    public bool CanRecompute { get; private set; }

    /// <summary>Day to tell the card of.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? InForceOn { get; set; }

    /// <summary>Card in force at the end of <see cref="InForceOn"/>; null before the first.</summary>
    public string? CardThen { get; private set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnGetProgressAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (View.UnderWay is null)
        {
            // done: the whole page has something new to show
            Response.Headers["HX-Refresh"] = "true";
        }

        return ApiRequests.IsFragment(HttpContext) ? Partial("_Run", this) : Redirect("/models");
    }

    public async Task<IActionResult> OnPostRecomputeAsync(CancellationToken cancellationToken)
    {
        var user = CurrentUser.From(User);
        if (!ModelAccess.CanRecompute(user))
        {
            return Forbid();
        }

        var (_, isNew) = await request.HandleAsync(user, cancellationToken);
        TempData["Notice"] = isNew ? "已开始重新计算，完成后分数和等级自动更新。" : "已有一次计算在等待，不必重复申请。";
        return Redirect("/models");
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        CanRecompute = ModelAccess.CanRecompute(CurrentUser.From(User));
        View = await open.HandleAsync(cancellationToken);
        CardThen = InForceOn is { } day ? await open.CardOnAsync(day, cancellationToken) : null;
    }
}
