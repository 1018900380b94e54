using Matching.Domain.Firms;
using Matching.Domain.Scoring;
using Matching.Ml.Explaining;
using Matching.Ml.Features;
using Matching.Ml.Registry;
using Matching.Ml.Training.Fitted;
using Matching.Storage;
using Matching.Storage.Ranking;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ml.Scoring;

/// <summary>A firm's score by the model that was live at a moment.</summary>
public sealed record ShownModelScore(
    string ModelId, string ModelName, DateOnly AsOf, DateTimeOffset ScoredAt, decimal Baseline, decimal Points, TechnologyGrade Grade, IReadOnlyList<Contribution> Contributions)
{
    public bool AddsUp => Baseline + Contributions.Sum(contribution => contribution.Points) == Points;
}

/// <summary>Reads scores of models as they were shown: now, or at a moment in the past.</summary>
public sealed class ModelScoreReader(IDbContextFactory<MatchingDbContext> contexts, ModelRegistry registry)
{
    /// <param name="at">Moment asked for; null for now.</param>
    /// <returns>Null when no model was live then, or the firm had no score of it.</returns>
    public async Task<ShownModelScore?> ReadAsync(FirmId firm, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        if (await registry.LiveIdAsync(at, cancellationToken) is not { } live)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var scores = db.ModelScores.AsNoTracking().Where(score => score.FirmId == firm.Value && score.ModelId == live);
        scores = at is { } moment
            ? scores.Where(score => score.ScoredAt <= moment && (score.EndedAt == null || score.EndedAt > moment))
            : scores.Where(score => score.EndedAt == null);
        var stored = await scores.OrderByDescending(score => score.Id).FirstOrDefaultAsync(cancellationToken);
        var name = stored is null ? null : await db.Models.AsNoTracking().Where(model => model.Id == live).Select(model => model.Name).SingleAsync(cancellationToken);
        return stored is null
            ? null
            : new(live, name!, stored.AsOf, stored.ScoredAt, stored.Baseline, stored.Points, new TechnologyGrade(stored.Grade), ContributionJson.Read(stored.Contributions));
    }

    /// <summary>Which model gave which score to a firm, newest first.</summary>
    public async Task<IReadOnlyList<StoredModelScore>> HistoryAsync(FirmId firm, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.ModelScores.AsNoTracking().Where(score => score.FirmId == firm.Value).OrderByDescending(score => score.Id).ToListAsync(cancellationToken);
    }

    /// <summary>What a better grade would need of the firm, by the live model.</summary>
    /// <returns>Null without a live glass-box model, or when the firm has the grade already.</returns>
    public async Task<Needs?> NeedsAsync(FirmProfile profile, int grade, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return await registry.LiveAsync(cancellationToken) is { Ranker: TableModel } live
            ? new Counterfactual(live.Ranker, live.Scale).For(new FirmOnDay(profile, profile.AsOf), grade)
            : null;
    }
}
