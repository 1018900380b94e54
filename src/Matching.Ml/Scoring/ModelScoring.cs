using Matching.Domain.Firms;
using Matching.Ml.Explaining;
using Matching.Ml.Features;
using Matching.Ml.Registry;
using Matching.Storage;
using Matching.Storage.Ranking;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ml.Scoring;

/// <summary>Scores batches of firms by the live model and those in its shadow, beside the point card.</summary>
internal sealed class ModelScoring
{
    /// <summary>Challengers kept up to date; older ones lose their scores.</summary>
    public const int MostShadows = 3;

    private readonly IReadOnlyList<(RegisteredModel Model, ModelReasons Reasons, PeerNorms Norms)> models;

    public ModelScoring(IReadOnlyList<RegisteredModel> models) =>
        this.models = [.. models.Select(model => (model, new ModelReasons(model.Ranker, model.Scale), model.Scale.PeerNorms))];

    /// <summary>Compares fresh scores with those in force.</summary>
    /// <returns>Rows to add, ids of rows that end, and firms whose score by a model moved.</returns>
    public async Task<(IReadOnlyList<StoredModelScore> Fresh, IReadOnlyList<long> Over, IReadOnlyList<long> Moved)> CompareAsync(
        MatchingDbContext db, IReadOnlyList<FirmProfile> batch, DateOnly asOf, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = batch.Select(profile => profile.Id.Value).ToList();
        var inForce = (await db.ModelScores.AsNoTracking()
            .Where(score => score.EndedAt == null && EF.Parameter(ids).Contains(score.FirmId))
            .ToListAsync(cancellationToken)).ToLookup(score => (score.FirmId, score.ModelId));
        var fresh = new List<StoredModelScore>();
        var kept = new HashSet<long>();
        var firms = batch.Where(profile => profile.Kind == UnitKind.Firm).Select(profile => new FirmOnDay(profile, asOf)).ToList();
        foreach (var (model, reasons, norms) in models)
        {
            var scores = reasons.Score(firms.ConvertAll(firm => ModelFeatures.V1.Read(firm, norms)));
            for (var i = 0; i < firms.Count; i++)
            {
                var row = Row(firms[i].Profile.Id.Value, model.Record.Id, asOf, now, scores[i]);
                if (inForce[(row.FirmId, row.ModelId)].FirstOrDefault(old => SaysTheSame(old, row)) is { } same)
                {
                    kept.Add(same.Id);
                }
                else
                {
                    fresh.Add(row);
                }
            }
        }

        var over = inForce.SelectMany(rows => rows).Where(row => !kept.Contains(row.Id)).ToList();
        return (fresh, over.ConvertAll(row => row.Id), [.. fresh.Select(row => row.FirmId).Concat(over.Select(row => row.FirmId)).Distinct()]);
    }

    private static StoredModelScore Row(long firm, string model, DateOnly asOf, DateTimeOffset now, ModelScore score) => new()
    {
        FirmId = firm,
        ModelId = model,
        AsOf = asOf,
        Points = score.Points,
        Baseline = score.Baseline,
        Grade = score.Grade.Step,
        Contributions = ContributionJson.Write(score.Contributions),
        ScoredAt = now,
    };

    private static bool SaysTheSame(StoredModelScore old, StoredModelScore row) =>
        old.Points == row.Points && old.Baseline == row.Baseline && old.Grade == row.Grade && old.Contributions == row.Contributions;
}
