using System.Text;
using Matching.Api.Features.SignIn;
using Matching.Domain.Scoring;
using Matching.Ml.Scoring;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Cards;

/// <summary>Making a new version of the point card from another one; it scores nobody until somebody else puts it in force.</summary>
[Authorize(Policies.Analyst)]
public sealed class EditModel(PointCards cards, ChangeCard change) : PageModel
{
    private const int MostBytes = 256 * 1024;

    public CardForm Form { get; private set; } = null!;

    public IReadOnlyList<string> Wrong { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? from, CancellationToken cancellationToken) =>
        await OpenAsync(from, null, cancellationToken) ? Page() : NotFound();

    /// <summary>Takes a whole card as the JSON that can be downloaded; held to the same rules.</summary>
    public async Task<IActionResult> OnPostFileAsync(IFormFile? file, CancellationToken cancellationToken)
    {
        if (!await OpenAsync(null, null, cancellationToken))
        {
            return NotFound();
        }

        if (file is null || file.Length is 0 or > MostBytes)
        {
            return Refuse([$"请选择积分卡的 JSON 文件，不超过 {MostBytes / 1024} KB。"]);
        }

        string json;
        using (var reader = new StreamReader(file.OpenReadStream(), new UTF8Encoding(false, throwOnInvalidBytes: true)))
        {
            try
            {
                json = await reader.ReadToEndAsync(cancellationToken);
            }
            catch (DecoderFallbackException)
            {
                return Refuse([$"“{file.FileName}”不是 UTF-8 编码的文本，请另存为 UTF-8 后再传。"]);
            }
        }

        switch (PointCardReader.Read(json))
        {
            case PointCardReading.Invalid invalid:
                return Refuse([.. invalid.Problems.Select(problem => problem.Place == "$" ? problem.Text : $"{problem.Place}“{problem.Value}”：{problem.Text}")]);
            case PointCardReading.Valid { Card: var card }:
                return CardForm.NameProblems(card.Version, card.Note) is { Count: > 0 } problems
                    ? Refuse(problems)
                    : await AddAsync(card, [], cancellationToken);
            case var other:
                throw new System.Diagnostics.UnreachableException(other.ToString());
        }
    }

    public async Task<IActionResult> OnPostAsync(string? from, CancellationToken cancellationToken)
    {
        if (!await OpenAsync(from, await Request.ReadFormAsync(cancellationToken), cancellationToken))
        {
            return NotFound();
        }

        var card = Form.Read(out var problems);
        return problems.Count > 0 ? Refuse(problems) : await AddAsync(card, problems, cancellationToken);
    }

    private async Task<IActionResult> AddAsync(PointCard card, List<string> problems, CancellationToken cancellationToken)
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

        return Refuse(problems);
    }

    private PageResult Refuse(IReadOnlyList<string> problems)
    {
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
