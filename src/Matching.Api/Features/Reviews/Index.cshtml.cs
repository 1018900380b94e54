using System.Globalization;
using Matching.Api.Features.SignIn;
using Matching.Domain.Libraries;
using Matching.Storage.Linkages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Reviews;

/// <summary>The queue of doubtful links, and judgements that wait for a second person.</summary>
[Authorize(Policies.Reviewer)]
public sealed class IndexModel(ListReviews list, ListJudgements judgements, JudgeLink judge) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public ReviewReason? Reason { get; set; }

    [BindProperty(SupportsGet = true)]
    public Library? Library { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Delivery { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Unsure { get; set; }

    [BindProperty(SupportsGet = true)]
    public int At { get; set; } = 1;

    public ListReviews.Response Found { get; private set; } = null!;

    public IReadOnlyList<ListJudgements.Item> Waiting { get; private set; } = [];

    public CurrentUser Me { get; private set; } = null!;

    public string Problem { get; private set; } = "";

    public ReviewFilter Filter => new(Reason, Library, Delivery, Unsure);

    public async Task OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken);

    public Task<IActionResult> OnPostConfirmAsync(long entry, CancellationToken cancellationToken) =>
        StepAsync(user => judge.ConfirmAsync(entry, user, cancellationToken), "已复核，关联正在更新。", cancellationToken);

    public Task<IActionResult> OnPostReturnAsync(long entry, CancellationToken cancellationToken) =>
        StepAsync(user => judge.TakeBackAsync([entry], user, cancellationToken), "已退回，原问题重新列入待核。", cancellationToken);

    public async Task<IActionResult> OnPostUndoAsync(CancellationToken cancellationToken)
    {
        switch (await judge.UndoAsync(CurrentUser.From(User), cancellationToken))
        {
            case (Ingest.Linking.Judging.JudgeResult.Given, var item):
                TempData["Notice"] = "已撤销上一项判定，关联恢复原状。";
                return Redirect(item is { } reopened ? string.Create(CultureInfo.InvariantCulture, $"/reviews/{reopened}") : "/reviews/judgements");
            case ({ } refused, _):
                Problem = Ingest.Linking.Judging.JudgeText.Of(refused);
                break;
            default:
                Problem = "没有可以撤销的判定。";
                break;
        }

        Response.StatusCode = StatusCodes.Status409Conflict;
        await LoadAsync(cancellationToken);
        return Page();
    }

    public string AddressOf(int page) => $"/reviews?at={page.ToString(CultureInfo.InvariantCulture)}{Filter.Query('&')}";

    private async Task<IActionResult> StepAsync(
        Func<CurrentUser, Task<Ingest.Linking.Judging.JudgeResult>> step, string told, CancellationToken cancellationToken)
    {
        var result = await step(CurrentUser.From(User));
        if (result is Ingest.Linking.Judging.JudgeResult.Given)
        {
            TempData["Notice"] = told;
            return Redirect("/reviews");
        }

        Response.StatusCode = StatusCodes.Status409Conflict;
        Problem = Ingest.Linking.Judging.JudgeText.Of(result);
        await LoadAsync(cancellationToken);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Me = CurrentUser.From(User);
        Found = await list.HandleAsync(Filter, At, cancellationToken);
        Waiting = await judgements.WaitingAsync(cancellationToken);
    }
}
