using Matching.Storage;
using Matching.Storage.Ranking;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ml.TrainingSets;

/// <summary>A kept training set without its bytes.</summary>
public sealed record TrainingSetNote(
    string Id, string Label, DateOnly AsOf, int Rows, int Firms, int Positives, string FeatureHash, string CreatedBy, DateTimeOffset CreatedAt);

/// <summary>Frozen sets, kept under their hash for good. Freezing the same state of knowledge twice gives the same set.</summary>
public sealed class TrainingSetStore(IDbContextFactory<MatchingDbContext> contexts, TimeProvider clock)
{
    /// <returns>The hash of the set, and whether it is new.</returns>
    public async Task<(string Id, bool IsNew)> KeepAsync(TrainingSet set, string by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(set);
        var content = set.ToBytes();
        var id = set.Hash();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(Storage.Writing.WriteArea.Jobs, cancellationToken);
        if (await db.TrainingSets.AnyAsync(known => known.Id == id, cancellationToken))
        {
            return (id, false);
        }

        db.TrainingSets.Add(new StoredTrainingSet
        {
            Id = id,
            Label = set.Label.Code,
            AsOf = set.AsOf,
            Rows = set.Rows.Count,
            Firms = set.Firms,
            Positives = set.Positives,
            FeatureHash = set.FeatureHash,
            CreatedBy = by,
            CreatedAt = clock.GetUtcNow(),
            Content = content,
        });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (id, true);
    }

    /// <summary>A set by its hash or the beginning of it (8 characters or more); null when there is none or more than one.</summary>
    /// <exception cref="TrainingSetFileException">The bytes no longer give the hash they are kept under.</exception>
    public async Task<TrainingSet?> FindAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = id.Length < 8 ? [] : await db.TrainingSets.AsNoTracking().Where(set => set.Id.StartsWith(id)).Take(2).ToListAsync(cancellationToken);
        if (found is not [var stored])
        {
            return null;
        }

        var set = TrainingSetFile.Read(stored.Content);
        return set.Hash() == stored.Id ? set : throw new TrainingSetFileException($"训练集 {stored.Id[..12]} 的内容与它的摘要不符，数据库被改动过");
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<TrainingSetNote>> AllAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.TrainingSets.AsNoTracking()
            .OrderByDescending(set => set.CreatedAt)
            .Select(set => new TrainingSetNote(set.Id, set.Label, set.AsOf, set.Rows, set.Firms, set.Positives, set.FeatureHash, set.CreatedBy, set.CreatedAt))
            .ToListAsync(cancellationToken);
    }
}
