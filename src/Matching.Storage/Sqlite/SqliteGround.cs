using Matching.Storage.Preparing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Matching.Storage.Sqlite;

internal sealed class SqliteGround(IDbContextFactory<MatchingDbContext> contexts, IOptions<StorageOptions> options) : IProviderGround
{
    public async Task<IAsyncDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Value.DataFolder);
        var turn = await ProcessFileLock.TakeAsync(options.Value.SqlitePath + ".preparing", cancellationToken);
        try
        {
            // Entity Framework's own migration lock is a row that stays behind when the process is killed and then blocks for ever;
            // the file lock held here dies with its process, so a row found now is such a leftover.
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await db.Database.ExecuteSqlRawAsync($"DROP TABLE IF EXISTS \"{SqliteGuards.MigrationLockTable}\"", cancellationToken);
            return turn;
        }
        catch
        {
            await turn.DisposeAsync();
            throw;
        }
    }

    public async Task<IReadOnlyList<string>> TablesAsync(MatchingDbContext db, CancellationToken cancellationToken) =>
        await db.Database.SqlQueryRaw<string>(
            """
            SELECT name AS "Value" FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\_\_EF%' ESCAPE '\' AND name NOT LIKE 'sqlite%'
            """).ToListAsync(cancellationToken);

    public Task GuardAsync(MatchingDbContext db, CancellationToken cancellationToken) => SqliteGuards.ApplyAsync(db, cancellationToken);
}
