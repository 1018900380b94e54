using Matching.Storage.Preparing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matching.Storage.Postgres;

internal sealed class PostgresGround(IDbContextFactory<MatchingDbContext> contexts, IOptions<StorageOptions> options) : IProviderGround
{
    /// <summary>CREATE OR REPLACE TRIGGER came with 14.</summary>
    private const int OldestMajor = 14;

    private const long PreparingLock = 0x4D_61_74_63_68_69_6E_67;

    /// <summary>Host, port and database; never user or password.</summary>
    private string Server
    {
        get
        {
            var given = new NpgsqlConnectionStringBuilder(options.Value.ConnectionString);
            return $"{given.Host}:{given.Port}/{given.Database}";
        }
    }

    public async Task<IAsyncDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Value.DataFolder);
        var db = await contexts.CreateDbContextAsync(cancellationToken);
        try
        {
            await CreateIfMissingAsync(db, cancellationToken);
            await db.Database.OpenConnectionAsync(cancellationToken);
            var version = ((NpgsqlConnection)db.Database.GetDbConnection()).PostgreSqlVersion;
            if (version.Major < OldestMajor)
            {
                throw new DatabaseUnusableException(
                    DatabaseFault.ServerTooOld, $"数据库 {Server} 的版本是 PostgreSQL {version}，需要 {OldestMajor} 或更高版本。请升级服务器。");
            }

            // Held by the connection: gone when this process dies, however it dies.
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({PreparingLock})", cancellationToken);
            return new Turn(db);
        }
        catch (NpgsqlException failure)
        {
            await db.DisposeAsync();
            throw Translated(failure);
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    public async Task<IReadOnlyList<string>> TablesAsync(MatchingDbContext db, CancellationToken cancellationToken) =>
        await db.Database.SqlQuery<string>(
            $"""
            SELECT tablename AS "Value" FROM pg_tables WHERE schemaname = current_schema() AND tablename NOT LIKE '\_\_EF%'
            """).ToListAsync(cancellationToken);

    public Task GuardAsync(MatchingDbContext db, CancellationToken cancellationToken) => PostgresGuards.ApplyAsync(db, cancellationToken);

    private static async Task CreateIfMissingAsync(MatchingDbContext db, CancellationToken cancellationToken)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (await creator.ExistsAsync(cancellationToken))
        {
            return;
        }

        try
        {
            await creator.CreateAsync(cancellationToken);
        }
        catch (PostgresException taken) when (taken.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process was quicker.
        }
    }

    private Exception Translated(NpgsqlException failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
            new DatabaseUnusableException(
                DatabaseFault.SignInRefused, $"数据库 {Server} 拒绝登录。请核对 Matching__Storage__ConnectionString 中的用户名和密码。", failure),
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InsufficientPrivilege } =>
            new DatabaseUnusableException(
                DatabaseFault.DatabaseMissing, $"数据库 {Server} 不存在，且当前账号无权创建。请由管理员建库，或授予 CREATEDB 权限。", failure),
        PostgresException { IsTransient: false } => failure,
        { Message: var message } when message.Contains("No password has been provided", StringComparison.Ordinal) =>
            new DatabaseUnusableException(
                DatabaseFault.SignInRefused, $"数据库 {Server} 需要密码。请在 Matching__Storage__ConnectionString 中给出。", failure),
        _ => new DatabaseUnavailableException(Server, failure),
    };

    private sealed class Turn(MatchingDbContext db) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({PreparingLock})", CancellationToken.None);
            }
            finally
            {
                await db.DisposeAsync();
            }
        }
    }
}
