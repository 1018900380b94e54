using Matching.Domain.Calendar;
using Matching.Domain.Firms;
using Matching.Ml.Evaluation;
using Matching.Ml.Explaining;
using Matching.Ml.Features;
using Matching.Ml.Scoring;
using Matching.Storage.Profiles;

namespace Matching.Ml.Registry;

/// <summary>A firm whose rank differs between two scorers.</summary>
public sealed record FirmMove(FirmId Firm, string Name, int RankBefore, int RankAfter, int GradeBefore, int GradeAfter);

/// <param name="Before">Name of the scorer on the rows of <paramref name="Migration"/>.</param>
/// <param name="Migration">[grade before − 1][grade after − 1], firms.</param>
/// <param name="Moved">Firms that moved most, largest step first.</param>
/// <param name="Enters">Firms in the best <see cref="CompareModels.Top"/> by the second scorer only.</param>
public sealed record ModelComparison(
    string Before, string After, DateOnly AsOf, int Firms, IReadOnlyList<int[]> Migration, IReadOnlyList<FirmMove> Moved, int Enters)
{
    public int SameGrade => Migration.Select((row, grade) => row[grade]).Sum();
}

/// <summary>Puts two scorers side by side over all firms of today. The point card is one of them when no model is named.</summary>
public sealed class CompareModels(ModelRegistry registry, FirmProfileReader profiles, PointCards cards, TimeProvider clock)
{
    public const int Top = 100;

    private const int MostMoves = 30;
    private const int Grades = 10;

    /// <param name="before">Id or name of a model; null for the point card.</param>
    /// <returns>Null when a model named is not there.</returns>
    public async Task<ModelComparison?> RunAsync(string? before, string after, CancellationToken cancellationToken)
    {
        var old = before is null ? null : await registry.OpenAsync(before, cancellationToken);
        if ((before is not null && old is null) || await registry.OpenAsync(after, cancellationToken) is not { } fresh)
        {
            return null;
        }

        var today = BeijingTime.Today(clock);
        var card = await cards.InForceAsync(cancellationToken);
        var scorer = new FirmScorer(card);
        var firms = new List<(FirmId Id, string Name, decimal Points, float[]? Old, float[] Fresh)>();
        await foreach (var profile in profiles.ReadAllAsync(today, false, cancellationToken))
        {
            if (profile.Kind == UnitKind.Firm)
            {
                var firm = new FirmOnDay(profile, today);
                firms.Add((profile.Id, profile.Name, scorer.Points(profile, today).Points, old is null ? null : ModelFeatures.V1.Read(firm, old.Scale.PeerNorms), ModelFeatures.V1.Read(firm, fresh.Scale.PeerNorms)));
            }
        }

        var was = old is null ? firms.ConvertAll(firm => firm.Points) : new ModelReasons(old.Ranker, old.Scale).Points(firms.ConvertAll(firm => firm.Old!));
        var now = new ModelReasons(fresh.Ranker, fresh.Scale).Points(firms.ConvertAll(firm => firm.Fresh));
        var (ranksWas, ranksNow) = (SwapSet.Ranks([.. was.Select(points => (double)points)]), SwapSet.Ranks([.. now.Select(points => (double)points)]));
        var migration = Enumerable.Range(0, Grades).Select(_ => new int[Grades]).ToArray();
        var moves = new List<FirmMove>(firms.Count);
        for (var i = 0; i < firms.Count; i++)
        {
            var (from, to) = ((old?.Scale.GradeOf(was[i]) ?? card.GradeOf(was[i])).Step, fresh.Scale.GradeOf(now[i]).Step);
            migration[from - 1][to - 1]++;
            moves.Add(new(firms[i].Id, firms[i].Name, ranksWas[i], ranksNow[i], from, to));
        }

        return new(
            old?.Record.Name ?? card.Version, fresh.Record.Name, today, firms.Count, migration,
            [.. moves.OrderByDescending(move => Math.Abs(move.RankBefore - move.RankAfter)).ThenBy(move => move.RankAfter).Take(MostMoves)],
            moves.Count(move => move.RankAfter <= Top && move.RankBefore > Top));
    }
}
