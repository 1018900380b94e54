using Matching.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Matching.Storage;

/// <summary>Makes the database ready before anything else touches it.</summary>
public sealed class MatchingDatabase(IDbContextFactory<MatchingDbContext> contexts, IOptions<StorageOptions> options)
{
    /// <summary>Creates or migrates the database and puts its guards in place. Safe to call from several processes at once and again after a crash.</summary>
    /// <exception cref="DatabaseTooNewException">The file was written by a later version of this program.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Value.DataFolder);
        await using var preparing = await ProcessFileLock.TakeAsync(options.Value.SqlitePath + ".preparing", cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        await MigrateAsync(db, cancellationToken);
        await SqliteGuards.ApplyAsync(db, cancellationToken);
    }

    private static async Task MigrateAsync(MatchingDbContext db, CancellationToken cancellationToken)
    {
        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var unknown = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Where(applied => !known.Contains(applied)).ToList();
        if (unknown.Count > 0)
        {
            throw new DatabaseTooNewException(unknown);
        }

        // Entity Framework's own migration lock is a row that stays behind when the process is killed and then blocks for ever;
        // the file lock held here dies with its process, so a row found now is such a leftover.
        await db.Database.ExecuteSqlRawAsync($"DROP TABLE IF EXISTS \"{SqliteGuards.MigrationLockTable}\"", cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
    }
}
