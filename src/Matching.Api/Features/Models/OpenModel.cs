using Matching.Domain.Calendar;
using Matching.Domain.Firms;
using Matching.Domain.Scoring;
using Matching.Ml.Scoring;
using Matching.Storage;
using Matching.Storage.Scores;
using Microsoft.EntityFrameworkCore;

namespace Matching.Api.Features.Models;

/// <summary>The point card in force, what it makes of the firms, and what was done with it.</summary>
public sealed class OpenModel(MatchingDbContext db, PointCards cards, ScoreRuns runs)
{
    private const int ShownRuns = 20;

    public async Task<ModelView> HandleAsync(CancellationToken cancellationToken)
    {
        var card = await cards.InForceAsync(cancellationToken);
        var versions = await cards.AllAsync(cancellationToken);
        return new(
            card,
            await SpreadAsync(cancellationToken),
            [.. versions.Select(version => new CardVersion(version.Version, version.CreatedBy, version.CreatedAt, version.ActivatedBy, version.InForceFrom, version.InForceUntil))],
            [.. (await runs.NewestAsync(ShownRuns, cancellationToken)).Select(ScoreRunView.From)]);
    }

    /// <summary>The card in force at the end of a day in Beijing; null before the first.</summary>
    public Task<string?> CardOnAsync(DateOnly day, CancellationToken cancellationToken) =>
        cards.VersionAtAsync(BeijingTime.EndOf(day), cancellationToken);

    public async Task<GradeSpread> SpreadAsync(CancellationToken cancellationToken)
    {
        var counts = await db.Scores.AsNoTracking()
            .Where(score => score.EndedAt == null)
            .GroupBy(score => score.Grade)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var firms = await db.Firms.CountAsync(
            firm => firm.MergedInto == null && firm.RetiredAt == null && firm.Kind == UnitKind.Firm, cancellationToken);
        return GradeSpread.From(counts, Math.Max(0, firms - counts.Values.Sum()));
    }
}

/// <param name="Versions">Newest first; one is in force.</param>
/// <param name="Runs">Newest first.</param>
public sealed record ModelView(PointCard Card, GradeSpread Spread, IReadOnlyList<CardVersion> Versions, IReadOnlyList<ScoreRunView> Runs)
{
    public ScoreRunView? UnderWay => Runs.LastOrDefault(run => run.IsUnderWay);

    public CardVersion InForce => Versions.Single(version => version.IsInForce);

    /// <summary>Newest run that came to its end; null when firms were only scored as they were loaded.</summary>
    public ScoreRunView? LastDone => Runs.FirstOrDefault(run => run.State == Storage.Jobs.JobState.Done);
}

/// <param name="ActivatedBy">Who put it in force; null for a version never in force and for the one that comes with the product.</param>
public sealed record CardVersion(string Version, string CreatedBy, DateTimeOffset CreatedAt, string? ActivatedBy, DateTimeOffset? InForceFrom, DateTimeOffset? InForceUntil)
{
    public bool IsInForce => InForceFrom is not null && InForceUntil is null;
}
