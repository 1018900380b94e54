using System.Globalization;
using Matching.Api.Features.SignIn;
using Matching.Domain.Calendar;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Domain.Linkage;
using Matching.Domain.Linkage.Judgements;
using Matching.Ingest.Linking.Judging;
using Matching.Search;
using Matching.Storage.Linkages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Reviews;

/// <summary>One question: row and firm side by side, what speaks for and against, and the keys to answer it.</summary>
[Authorize(Policies.Reviewer)]
public sealed class ItemModel(OpenReview open, ListReviews list, JudgeLink judge, IFirmIndex index, TimeProvider clock) : PageModel
{
    private const int FirmsOffered = 8;

    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public ReviewReason? Reason { get; set; }

    [BindProperty(SupportsGet = true)]
    public Library? Library { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Delivery { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Unsure { get; set; }

    /// <summary>Firm compared with; null for the first that could be meant.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Firm { get; set; }

    /// <summary>Words to find another firm by.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Find { get; set; }

    public OpenReview.Response View { get; private set; } = null!;

    public IReadOnlyList<FirmSuggestion> Offered { get; private set; } = [];

    public (int Today, int LastTenMinutes) Pace { get; private set; }

    public int Open { get; private set; }

    public long? Next { get; private set; }

    public string Problem { get; private set; } = "";

    public ReviewFilter Filter => new(Reason, Library, Delivery, Unsure);

    public string AddressOf(FirmId firm) => $"/reviews/{Text(Id)}?firm={firm}{Filter.Query('&')}";

    public string ActOf(string handler) => $"/reviews/{Text(Id)}?handler={handler}{Filter.Query('&')}";

    public string AddressOfNext => Next is { } next ? $"/reviews/{Text(next)}{Filter.Query('?')}" : $"/reviews{Filter.Query('?')}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ? Page() : NotFound();

    public Task<IActionResult> OnPostSameAsync(string? why, CancellationToken cancellationToken) => JudgeAsync(Judgement.Match, why, cancellationToken);

    public Task<IActionResult> OnPostDifferentAsync(string? why, CancellationToken cancellationToken) => JudgeAsync(Judgement.NonMatch, why, cancellationToken);

    public Task<IActionResult> OnPostUnsureAsync(string? why, CancellationToken cancellationToken) => JudgeAsync(Judgement.Unsure, why, cancellationToken);

    /// <summary>None of the firms that could be meant: the row stands for a firm of its own.</summary>
    public async Task<IActionResult> OnPostNewFirmAsync(string? why, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        var others = View.Candidates.Where(candidate => !candidate.IsKeptApart && candidate.Id != View.Link?.Left.FirmId).Select(candidate => candidate.Id).ToList();
        return await AnsweredAsync(Judgement.NonMatch, others, why, cancellationToken);
    }

    public async Task<IActionResult> OnPostUndoAsync(CancellationToken cancellationToken)
    {
        switch (await judge.UndoAsync(CurrentUser.From(User), cancellationToken))
        {
            case (JudgeResult.Given, var item):
                TempData["Notice"] = "已撤销上一项判定，关联恢复原状。";
                return Redirect(item is { } reopened ? $"/reviews/{Text(reopened)}{Filter.Query('?')}" : "/reviews/judgements");
            case ({ } refused, _):
                return await RefusedAsync(JudgeText.Of(refused), cancellationToken);
            default:
                return await RefusedAsync("没有可以撤销的判定。", cancellationToken);
        }
    }

    private async Task<IActionResult> JudgeAsync(Judgement judgement, string? why, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        return View.Chosen is not { } firm && judgement == Judgement.Match
            ? await RefusedAsync("请先选定一家企业。", cancellationToken)
            : await AnsweredAsync(judgement, View.Chosen is { } with ? [with] : [], why, cancellationToken);
    }

    private async Task<IActionResult> AnsweredAsync(Judgement judgement, IReadOnlyList<FirmId> firms, string? why, CancellationToken cancellationToken)
    {
        var user = CurrentUser.From(User);
        var result = await judge.GiveAsync(
            new(
                new JudgedTarget.Row(new UnitKey(View.Item.RecordId, View.Item.Position)),
                [.. firms.Select(firm => new JudgedTarget.Firm(firm))],
                judgement,
                JudgedScope.Row,
                user.UserName,
                why ?? "",
                ReviewItemId: Id),
            user,
            cancellationToken);
        if (result is not JudgeResult.Given given)
        {
            return await RefusedAsync(JudgeText.Of(result), cancellationToken);
        }

        TempData["Notice"] = $"“{View.Name}”：{ReviewText.Of(judgement)}。{(given.NeedsSecond ? "与代码不一致，须由另一人复核后生效。" : "")}按 U 可撤销。";
        return Redirect(given.IsOpen && judgement == Judgement.NonMatch ? $"/reviews/{Text(Id)}{Filter.Query('?')}" : AddressOfNext);
    }

    private async Task<IActionResult> RefusedAsync(string problem, CancellationToken cancellationToken)
    {
        Problem = problem;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return await LoadAsync(cancellationToken) ? Page() : NotFound();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var user = CurrentUser.From(User);
        if (await open.HandleAsync(Id, FirmId.TryParse(Firm, out var firm) ? firm : null, user, cancellationToken) is not { } view)
        {
            return false;
        }

        View = view;
        var now = clock.GetUtcNow();
        var midnight = new DateTimeOffset(BeijingTime.Today(clock).ToDateTime(TimeOnly.MinValue), BeijingTime.Offset);
        Pace = await judge.PaceAsync(user, now, midnight, cancellationToken);
        Open = await list.OpenAsync(cancellationToken);
        Next = await list.NextAsync(Filter, Id, cancellationToken);
        var words = (Find ?? "").Trim();
        Offered = words.Length is > 0 and <= Firms.FirmSearchQuery.MaxWordLength ? await index.SuggestAsync(words, FirmsOffered, cancellationToken) : [];
        return true;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
