using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Calendar;
using Matching.Domain.Scoring;
using Matching.Ml.Scoring;
using Matching.Storage.Scores;

namespace Matching.Api.Features.Cards;

/// <summary>New versions of the point card and putting one in force, noted in the audit log; a change of the card in force has all firms scored and shown anew.</summary>
public sealed class ChangeCard(PointCards cards, ScoreRuns scores, AuditTrail audit, TimeProvider clock)
{
    public async Task<PointCardResult> AddAsync(CurrentUser by, PointCard card, string from, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(card);
        var result = await cards.AddAsync(PointCardWriter.Write(card), by.UserName, cancellationToken);
        if (result is PointCardResult.Added)
        {
            await audit.NoteAsync(by, "card-added", card.Version, new { from, indicators = card.Known.Count() }, cancellationToken);
        }

        return result;
    }

    public async Task<PointCardResult> ActivateAsync(CurrentUser by, string version, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(by);
        var result = await cards.ActivateAsync(version, by.UserName, reason, cancellationToken);
        await audit.NoteAsync(
            by, "card-activated", version, new { result = result.GetType().Name, before = (result as PointCardResult.Activated)?.Before }, cancellationToken);
        if (result is PointCardResult.Activated)
        {
            await scores.RequestAsync(ScoreRunCause.NewScorer, by.UserName, BeijingTime.Today(clock), cancellationToken);
        }

        return result;
    }
}
