using Matching.Api.Features.SignIn;
using Matching.Api.Features.Training;
using Matching.Domain.Scoring;
using Matching.Ml.Scoring;
using Matching.Storage.Scores;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Cards;

/// <summary>One version of the point card: what it changes against the one in force, and putting it in force by a second person.</summary>
[Authorize(Policies.Department)]
public sealed class CardModel(PointCards cards, ChangeCard change) : PageModel
{
    public PointCard Card { get; private set; } = null!;

    public StoredPointCard Stored { get; private set; } = null!;

    /// <summary>Version to compare with, as asked for; empty = the card in force, of that itself the one it took over from.</summary>
    [BindProperty(SupportsGet = true)]
    public string? With { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The card compared with; null when there is none.</summary>
    public PointCard? Other { get; private set; }

    public IReadOnlyList<PointCardChange> Changes { get; private set; } = [];

    /// <summary>What was done with the version, newest first.</summary>
    public IReadOnlyList<CardStep> History { get; private set; } = [];

    /// <summary>The other versions, newest first.</summary>
    public IReadOnlyList<string> Others { get; private set; } = [];

    public string Hash => PointCards.HashOf(Stored.Json);

    public string Problem { get; private set; } = "";

    public bool IsInForce => Stored is { InForceFrom: not null, InForceUntil: null };

    public bool WasInForce => Stored.InForceUntil is not null;

    public CurrentUser Me => CurrentUser.From(User);

    public bool CanActivate => !IsInForce && TrainingAccess.CanConfirm(Me) && (WasInForce || Stored.CreatedBy != Me.UserName);

    // A blank in the address is bound as nothing.
    public async Task<IActionResult> OnGetAsync(string? version, CancellationToken cancellationToken) =>
        await LoadAsync(version, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostActivateAsync(string? version, CancellationToken cancellationToken)
    {
        if (!TrainingAccess.CanConfirm(Me))
        {
            return Forbid();
        }

        if (version is null)
        {
            return NotFound();
        }

        switch (await change.ActivateAsync(Me, version, Reason ?? "", cancellationToken))
        {
            case PointCardResult.Activated:
                TempData["Notice"] = "积分卡已启用，全部企业正在重新评分，检索照常可用。";
                return Redirect("/models");
            case PointCardResult.NotFound:
                return NotFound();
            case PointCardResult.SamePerson:
                Problem = "您建立的版本要由另一位同事启用，请其登录后打开本页。";
                break;
            case PointCardResult.ReasonMissing:
                Problem = $"请写明启用的理由，最多 {PointCards.MostReason} 个字。";
                break;
            case PointCardResult.Altered:
                Problem = "这个版本的内容与保存时的校验值不符，不能启用。请告诉管理员核查数据库，并以可信的版本为底稿新建。";
                break;
            case PointCardResult.AlreadyInForce:
                Problem = "这个版本正在使用，不必再次启用。";
                break;
            case var other:
                throw new System.Diagnostics.UnreachableException(other.ToString());
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await LoadAsync(version, cancellationToken) ? Page() : NotFound();
    }

    private async Task<bool> LoadAsync(string? version, CancellationToken cancellationToken)
    {
        var inForce = await cards.InForceAsync(cancellationToken);
        var versions = await cards.AllAsync(cancellationToken);
        if (versions.FirstOrDefault(known => known.Version == version) is not { } stored || await cards.FindAsync(stored.Version, cancellationToken) is not { } card)
        {
            return false;
        }

        (Stored, Card) = (stored, card);
        Others = [.. versions.Where(known => known.Version != version).Select(known => known.Version)];
        History = await cards.HistoryAsync(stored.Version, cancellationToken);
        var other = With is { Length: > 0 } with && Others.Contains(with) ? with : IsInForce ? TakenOverFrom(versions) ?? (Others.Count > 0 ? Others[0] : null) : inForce.Version;
        Other = other is null ? null : await cards.FindAsync(other, cancellationToken);
        Changes = Other is null ? [] : PointCardDiff.Of(Other, Card);
        return true;
    }

    /// <summary>The version in force before the one in force now.</summary>
    private static string? TakenOverFrom(IReadOnlyList<StoredPointCard> versions) =>
        versions.Where(known => known.InForceUntil is not null).MaxBy(known => known.InForceUntil)?.Version;
}
