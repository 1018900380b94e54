using Matching.Domain.Firms;
using Matching.Domain.Scoring;
using Matching.Storage;
using Matching.Storage.Scores;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ml.Scoring;

/// <summary>A score with the moment it was computed.</summary>
/// <param name="Unknown">Official indicators of its card that no library of ours can answer.</param>
public sealed record DatedScore(RankScore Score, DateTimeOffset ScoredAt, IReadOnlyList<PointIndicator> Unknown);

/// <summary>Reads scores as they were shown: the one in force now, or at a moment in the past, with the card it was made by.</summary>
public sealed class ScoreReader(IDbContextFactory<MatchingDbContext> contexts, PointCards cards)
{
    /// <param name="at">Moment asked for; null for now.</param>
    /// <returns>The score with every indicator of its card, those that gave nothing included; null when the firm had none.</returns>
    public async Task<DatedScore?> ReadAsync(FirmId firm, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var scores = db.Scores.AsNoTracking().Where(score => score.FirmId == firm.Value);
        scores = at is { } moment
            ? scores.Where(score => score.ScoredAt <= moment && (score.EndedAt == null || score.EndedAt > moment))
            : scores.Where(score => score.EndedAt == null);
        var stored = await scores.OrderByDescending(score => score.Id).FirstOrDefaultAsync(cancellationToken);
        if (stored is null)
        {
            return null;
        }

        var card = await cards.FindAsync(stored.Scorer, cancellationToken);
        var score = new RankScore(
            firm, stored.Scorer, stored.AsOf, stored.Stage, stored.Baseline, stored.Points, new TechnologyGrade(stored.Grade),
            stored.PeerGroup, stored.PeerPercentile, Complete(stored, card));
        return new DatedScore(score, stored.ScoredAt, [.. card?.Unknown ?? []]);
    }

    private static IReadOnlyList<Contribution> Complete(StoredScore stored, PointCard? card)
    {
        var gave = ContributionJson.Read(stored.Contributions);
        if (card is null)
        {
            return gave;
        }

        var stage = card.Stages.ToList().FindIndex(candidate => candidate.Name == stored.Stage);
        return
        [
            .. card.Known.Select(line => gave.FirstOrDefault(contribution => contribution.Code == line.Code)
                ?? new Contribution(line.Code, line.Title, line.Library, null, "—", 0, line.Weights[stage], $"{line.Title}：未得分（满分 {line.Weights[stage]:0.##}）", [])),
        ];
    }
}
