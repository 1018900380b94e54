using System.Runtime.CompilerServices;
using Matching.Domain.Firms;
using Matching.Domain.Scoring;
using Matching.Search;
using Matching.Storage;
using Matching.Storage.Profiles;
using Matching.Storage.Ranking;
using Matching.Storage.Scores;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Indexing;

/// <summary>Reads index documents from the tables: profile as of a day, score in force, change number as version.</summary>
public sealed class FirmDocuments(IDbContextFactory<MatchingDbContext> contexts, FirmProfileReader profiles)
{
    private const int BatchFirms = 2000;

    /// <summary>Highest change number of any firm; 0 when there are none.</summary>
    public async Task<long> NewestChangeAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Firms.MaxAsync(firm => (long?)firm.ChangeNumber, cancellationToken) ?? 0;
    }

    /// <summary>Every firm not merged away, in id order.</summary>
    public async IAsyncEnumerable<FirmDocument> AllAsync(DateOnly asOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The next batch is read while this one is used; both are waited for, so nothing reads on when the caller stops.
        var next = BatchAsync(0, asOf, cancellationToken);
        try
        {
            while (await next is { Last: > 0 })
            {
                var batch = await next;
                next = BatchAsync(batch.Last, asOf, cancellationToken);
                foreach (var document in batch.Documents)
                {
                    yield return document;
                }
            }
        }
        finally
        {
            await next.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>On a thread of its own, because SQLite answers on the calling one.</summary>
    private Task<(List<FirmDocument> Documents, long Last)> BatchAsync(long after, DateOnly asOf, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            var firms = await FirmsAsync(after, cancellationToken);
            return (await ReadAsync(firms, asOf, cancellationToken), firms.Count == 0 ? 0 : firms[^1].Id.Value);
        },
        cancellationToken);

    /// <summary>The next firms changed after <paramref name="change"/>, oldest change first: documents of those that live, ids of those merged away.</summary>
    public async Task<ChangedFirms> ChangedAfterAsync(long change, DateOnly asOf, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var changed = await db.Firms.AsNoTracking()
            .Where(firm => firm.ChangeNumber > change)
            .OrderBy(firm => firm.ChangeNumber)
            .Take(BatchFirms)
            .Select(firm => new { firm.Id, firm.ChangeNumber, IsGone = firm.MergedInto != null || firm.RetiredAt != null })
            .ToListAsync(cancellationToken);
        var living = changed.Where(firm => !firm.IsGone).Select(firm => (Id: new FirmId(firm.Id), firm.ChangeNumber)).ToList();
        return new ChangedFirms(
            await ReadAsync(living, asOf, cancellationToken),
            [.. changed.Where(firm => firm.IsGone).Select(firm => (new FirmId(firm.Id), firm.ChangeNumber))],
            changed.Count == 0 ? change : changed[^1].ChangeNumber);
    }

    private static Task<string?> LiveModelAsync(MatchingDbContext db, CancellationToken cancellationToken) =>
        db.ModelSteps.AsNoTracking()
            .Where(step => step.Act == ModelAct.Activated || step.Act == ModelAct.RolledBack)
            .OrderByDescending(step => step.Id)
            .Select(step => step.LiveAfter)
            .FirstOrDefaultAsync(cancellationToken);

    private async Task<List<(FirmId Id, long ChangeNumber)>> FirmsAsync(long after, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var firms = await db.Firms.AsNoTracking()
            .Where(firm => firm.Id > after && firm.MergedInto == null && firm.RetiredAt == null)
            .OrderBy(firm => firm.Id)
            .Take(BatchFirms)
            .Select(firm => new { firm.Id, firm.ChangeNumber })
            .ToListAsync(cancellationToken);
        return firms.ConvertAll(firm => (new FirmId(firm.Id), firm.ChangeNumber));
    }

    private async Task<List<FirmDocument>> ReadAsync(
        List<(FirmId Id, long ChangeNumber)> firms, DateOnly asOf, CancellationToken cancellationToken)
    {
        if (firms.Count == 0)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = firms.Select(firm => firm.Id.Value).ToList();
        var scores = await db.ScoresInForceAsync(ids, cancellationToken);
        if (await LiveModelAsync(db, cancellationToken) is { } live)
        {
            // The live model's score is what firms are ranked by; the card's stands in for firms it has not scored yet.
            var byModel = db.ModelScores.AsNoTracking()
                .Where(score => ids.Contains(score.FirmId) && score.ModelId == live && score.EndedAt == null)
                .Select(score => new { score.FirmId, score.Points, score.Grade })
                .AsAsyncEnumerable();
            await foreach (var score in byModel.WithCancellation(cancellationToken))
            {
                scores[score.FirmId] = new(Math.Clamp(score.Points, 0, 100), score.Grade);
            }
        }

        var versions = firms.ToDictionary(firm => firm.Id, firm => firm.ChangeNumber);
        var documents = new List<FirmDocument>(firms.Count);
        foreach (var profile in await profiles.ReadAsync([.. firms.Select(firm => firm.Id)], asOf, knownAt: null, cancellationToken))
        {
            (decimal, TechnologyGrade)? score = scores.TryGetValue(profile.Id.Value, out var found) ? (found.Points, new TechnologyGrade(found.Grade)) : null;
            documents.Add(FirmDocumentProjection.From(profile, score, versions[profile.Id]));
        }

        return documents;
    }
}

/// <param name="UpTo">Change number the batch brings an index to.</param>
public sealed record ChangedFirms(IReadOnlyList<FirmDocument> Documents, IReadOnlyList<(FirmId Id, long Version)> Removed, long UpTo)
{
    public bool IsEmpty => Documents.Count == 0 && Removed.Count == 0;
}
