using System.Diagnostics;
using Matching.Domain.Firms;
using Matching.Domain.Scoring;
using Matching.Ml.Registry;
using Matching.Storage;
using Matching.Storage.Bulk;
using Matching.Storage.Profiles;
using Matching.Storage.Scores;
using Matching.Storage.Writing;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ml.Scoring;

/// <summary>Scores firms by the card in force and, beside it, by the live model and its challengers. A score that says the same as the one in force leaves no trace; another one ends it.</summary>
/// <remarks>Two passes over the profiles, because a firm is placed among peers whose points must be known first. Memory: a few bytes a firm.
/// Run again after a crash it ends in the same state.</remarks>
public sealed class ScoreFirms(
    IDbContextFactory<MatchingDbContext> contexts, FirmProfileReader profiles, IBulkWriter bulk, PointCards cards, ModelRegistry registry, TimeProvider clock)
{
    private const int BatchFirms = 4000;

    /// <param name="hasNewScorer">True after a model or card was put in force or taken back: the index must show every firm anew, also those whose own rows stand.</param>
    public async Task<ScoreReport> RunAsync(
        DateOnly asOf, ScoreScope scope, IProgress<ScoreProgress>? progress, CancellationToken cancellationToken, bool hasNewScorer = false)
    {
        var started = Stopwatch.GetTimestamp();
        await using var alone = await WorkTurn.TakeAsync(contexts, WorkTurn.Work.Scoring, cancellationToken);
        var card = await cards.InForceAsync(cancellationToken);
        var models = new ModelScoring(await registry.ScoringAsync(ModelScoring.MostShadows, cancellationToken));
        var run = new Run(new FirmScorer(card), models, asOf, scope, progress, hasNewScorer);

        // A firm that changes from here on keeps its flag: what is read of it below may be older than the change.
        var upTo = await NewestChangeAsync(cancellationToken);
        var peers = await PeersAsync(run, card, cancellationToken);
        var batch = new List<FirmProfile>(BatchFirms);
        await foreach (var profile in profiles.ReadAllAsync(asOf, scope == ScoreScope.NeedingScore, cancellationToken))
        {
            batch.Add(profile);
            if (batch.Count == BatchFirms)
            {
                await WriteAsync(run, batch, peers, upTo, cancellationToken);
                batch.Clear();
            }
        }

        await WriteAsync(run, batch, peers, upTo, cancellationToken);
        run.Ended += await EndOfGoneFirmsAsync(upTo, cancellationToken);
        return new ScoreReport(
            asOf, card.Version, run.Scored, run.Changed, run.Ended, run.Passed, run.Grades, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private async Task<long> NewestChangeAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Firms.MaxAsync(firm => (long?)firm.ChangeNumber, cancellationToken) ?? 0;
    }

    /// <summary>Points of all firms: computed for those of the run, taken from the scores in force for the others.</summary>
    private async Task<PeerTable> PeersAsync(Run run, PointCard card, CancellationToken cancellationToken)
    {
        var peers = new PeerTable(card);
        var mine = new HashSet<long>();
        await foreach (var profile in profiles.ReadAllAsync(run.AsOf, run.Scope == ScoreScope.NeedingScore, cancellationToken))
        {
            mine.Add(profile.Id.Value);
            if (profile.Kind == UnitKind.Firm)
            {
                var (group, points) = run.Scorer.Points(profile, run.AsOf);
                peers.Add(group, points);
            }

            run.See();
        }

        run.Total = 2 * run.Seen;
        if (run.Scope == ScoreScope.All)
        {
            return peers;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var others = db.Scores.AsNoTracking()
            .Where(score => score.EndedAt == null && score.Scorer == card.Version)
            .Select(score => new { score.FirmId, score.PeerKey, score.Points })
            .AsAsyncEnumerable();
        await foreach (var other in others.WithCancellation(cancellationToken))
        {
            if (!mine.Contains(other.FirmId))
            {
                peers.Add(PeerGroup.FromKey(other.PeerKey), other.Points);
            }
        }

        return peers;
    }

    private async Task WriteAsync(Run run, List<FirmProfile> batch, PeerTable peers, long upTo, CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
        {
            return;
        }

        var ids = batch.ConvertAll(profile => profile.Id.Value);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var inForce = await db.Scores.AsNoTracking()
            .Where(score => score.EndedAt == null && EF.Parameter(ids).Contains(score.FirmId))
            .ToListAsync(cancellationToken);
        var known = inForce.ToLookup(score => score.FirmId);
        var fresh = new List<StoredScore>();
        var over = new List<long>();
        var moved = new List<long>();
        var now = clock.GetUtcNow();
        foreach (var profile in batch)
        {
            run.See();
            var before = known[profile.Id.Value].ToList();
            if (profile.Kind != UnitKind.Firm)
            {
                run.Passed++;
                run.Ended += before.Count;
                over.AddRange(before.Select(score => score.Id));
                moved.AddRange(before.Select(score => score.FirmId));
                continue;
            }

            var (group, score) = run.Scorer.Score(profile, run.AsOf, peers);
            run.Count(score.Grade);
            var row = Row(score, group, now);
            if (before.Count == 1 && SaysTheSame(before[0], row))
            {
                continue;
            }

            run.Changed++;
            fresh.Add(row);
            over.AddRange(before.Select(old => old.Id));
            if (before.Count != 1 || before[0].Points != row.Points || before[0].Grade != row.Grade)
            {
                moved.Add(row.FirmId);
            }
        }

        var byModels = await run.Models.CompareAsync(db, batch, run.AsOf, now, cancellationToken);
        var overByModels = byModels.Over;
        moved = [.. (run.HasNewScorer ? ids : moved.Concat(byModels.Moved)).Distinct()];
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        await db.Scores.Where(score => EF.Parameter(over).Contains(score.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(score => score.EndedAt, now), cancellationToken);
        await db.ModelScores.Where(score => EF.Parameter(overByModels).Contains(score.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(score => score.EndedAt, now), cancellationToken);
        await bulk.InsertAsync(db, fresh, cancellationToken);
        await bulk.InsertAsync(db, byModels.Fresh, cancellationToken);
        await db.Firms.Where(firm => firm.NeedsScoring && firm.ChangeNumber <= upTo && EF.Parameter(ids).Contains(firm.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(firm => firm.NeedsScoring, false), cancellationToken);
        await bulk.MarkFirmsChangedAsync(db, moved, null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Firms merged away or retired are not read as profiles; their scores end here.</summary>
    private async Task<int> EndOfGoneFirmsAsync(long upTo, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        var ended = await db.Scores
            .Where(score => score.EndedAt == null && db.Firms.Any(firm => firm.Id == score.FirmId && (firm.MergedInto != null || firm.RetiredAt != null)))
            .ExecuteUpdateAsync(set => set.SetProperty(score => score.EndedAt, now), cancellationToken);
        await db.ModelScores
            .Where(score => score.EndedAt == null && db.Firms.Any(firm => firm.Id == score.FirmId && (firm.MergedInto != null || firm.RetiredAt != null)))
            .ExecuteUpdateAsync(set => set.SetProperty(score => score.EndedAt, now), cancellationToken);
        await db.Firms.Where(firm => firm.NeedsScoring && firm.ChangeNumber <= upTo && (firm.MergedInto != null || firm.RetiredAt != null))
            .ExecuteUpdateAsync(set => set.SetProperty(firm => firm.NeedsScoring, false), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ended;
    }

    private static StoredScore Row(RankScore score, PeerGroup group, DateTimeOffset now) => new()
    {
        FirmId = score.FirmId.Value,
        Scorer = score.Scorer,
        AsOf = score.AsOf,
        Stage = score.Stage,
        Baseline = score.Baseline,
        Points = score.Points,
        Grade = score.Grade.Step,
        PeerKey = group.Key,
        PeerGroup = score.PeerGroup,
        PeerPercentile = score.PeerPercentile,
        Contributions = ContributionJson.Write(score.Contributions),
        ScoredAt = now,
    };

    /// <summary>Equal but for the day: a score that stands needs no new row each day.</summary>
    private static bool SaysTheSame(StoredScore old, StoredScore row) =>
        old.Points == row.Points && old.Grade == row.Grade && old.Scorer == row.Scorer && old.Stage == row.Stage && old.Baseline == row.Baseline
        && old.PeerKey == row.PeerKey && old.PeerGroup == row.PeerGroup && old.PeerPercentile == row.PeerPercentile && old.Contributions == row.Contributions;

    private sealed class Run(FirmScorer scorer, ModelScoring models, DateOnly asOf, ScoreScope scope, IProgress<ScoreProgress>? progress, bool hasNewScorer)
    {
        private const int ReportEvery = 1000;
        private readonly int[] grades = new int[10];

        public FirmScorer Scorer => scorer;

        public ModelScoring Models => models;

        public bool HasNewScorer => hasNewScorer;

        public DateOnly AsOf => asOf;

        public ScoreScope Scope => scope;

        public IReadOnlyList<int> Grades => grades;

        public long Seen { get; private set; }

        public long Total { get; set; }

        public int Scored { get; private set; }

        public int Changed { get; set; }

        public int Ended { get; set; }

        public int Passed { get; set; }

        public void See()
        {
            Seen++;
            if (Seen % ReportEvery == 0)
            {
                progress?.Report(new ScoreProgress(Seen, Total));
            }
        }

        public void Count(TechnologyGrade grade)
        {
            Scored++;
            grades[grade.Step - 1]++;
        }
    }
}
