using System.Text.Json;
using System.Text.Json.Serialization;
using Matching.Domain.Calendar;
using Matching.Domain.Firms;
using Matching.Domain.Scoring;
using Matching.Storage;
using Microsoft.EntityFrameworkCore;

namespace Matching.Api.Features.Firms;

/// <summary>A score with the moment it was computed.</summary>
public sealed record DatedScore(RankScore Score, DateTimeOffset ScoredAt);

/// <summary>Finds the score that was shown at the end of a day, whatever has been computed since.</summary>
public sealed class ScoresInForce(MatchingDbContext db)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <returns>Null when the firm had no score then, or is no firm.</returns>
    public async Task<DatedScore?> FindAsync(FirmId id, DateOnly day, CancellationToken cancellationToken)
    {
        var dayEnds = BeijingTime.StartOf(day.AddDays(1));
        var stored = await db.Scores.AsNoTracking()
            .Where(score => score.FirmId == id.Value && score.ScoredAt < dayEnds && (score.EndedAt == null || score.EndedAt >= dayEnds))
            .OrderByDescending(score => score.Id)
            .FirstOrDefaultAsync(cancellationToken);
        return stored is null
            ? null
            : new(
                new RankScore(
                    id,
                    stored.Scorer,
                    stored.AsOf,
                    stored.Stage,
                    stored.Baseline,
                    stored.Points,
                    new TechnologyGrade(stored.Grade),
                    stored.PeerGroup,
                    stored.PeerPercentile,
                    JsonSerializer.Deserialize<List<Contribution>>(stored.Contributions, Json) ?? []),
                stored.ScoredAt);
    }
}
