using Matching.Api.Features.SignIn;
using Matching.Ml.Scoring;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Cards;

/// <summary>Making a new version of the point card from another one; it scores nobody until somebody else puts it in force.</summary>
[Authorize(Policies.Analyst)]
public sealed class EditModel(PointCards cards, ChangeCard change) : PageModel
{
    public CardForm Form { get; private set; } = null!;

    public IReadOnlyList<string> Wrong { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? from, CancellationToken cancellationToken) =>
        await OpenAsync(from, null, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string? from, CancellationToken cancellationToken)
    {
        if (!await OpenAsync(from, await Request.ReadFormAsync(cancellationToken), cancellationToken))
        {
            return NotFound();
        }

        var card = Form.Read(out var problems);
        if (problems.Count == 0)
        {
            switch (await change.AddAsync(CurrentUser.From(User), card, Form.From.Version, cancellationToken))
            {
                case PointCardResult.Added added:
                    TempData["Notice"] = "新版本已保存，尚未启用。请另一位同事审看后启用。";
                    return Redirect($"/models/cards/{Uri.EscapeDataString(added.Version)}");
                case PointCardResult.VersionTaken taken:
                    problems.Add($"版本名“{taken.Version}”已有，请换一个。保存过的版本不能修改。");
                    break;
                case PointCardResult.Invalid invalid:
                    problems.AddRange(invalid.Problems.Select(problem => CardForm.Say(problem, card)));
                    break;
                case var other:
                    throw new System.Diagnostics.UnreachableException(other.ToString());
            }
        }

        Wrong = problems;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> OpenAsync(string? from, IFormCollection? typed, CancellationToken cancellationToken)
    {
        var card = string.IsNullOrEmpty(from) ? await cards.InForceAsync(cancellationToken) : await cards.FindAsync(from, cancellationToken);
        if (card is null)
        {
            return false;
        }

        Form = new CardForm(card, typed);
        return true;
    }
}
