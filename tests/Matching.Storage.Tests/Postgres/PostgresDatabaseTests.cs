using System.Data.Common;
using Matching.Domain.Firms;
using Matching.Storage.Bulk;
using Matching.Storage.Firms;
using Matching.Storage.Preparing;
using Matching.Storage.Writing;
using Matching.Tests.Servers;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Matching.Storage.Tests.Postgres;

[NeedsPostgres]
public sealed class PostgresDatabaseTests
{
    [Fact]
    public async Task Preparing_side_by_side_is_harmless()
    {
        await using var database = new FreshPostgres();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var process = database.Build(_ => { });
            await ((MatchingDatabase)process.GetService(typeof(MatchingDatabase))!).PrepareAsync(CancellationToken.None);
        })));

        await using var db = database.Open();
        Assert.Equal(0, await db.Firms.CountAsync());
    }

    [Fact]
    public async Task The_migrations_give_the_model_of_the_program()
    {
        await using var database = new FreshPostgres();
        await database.PrepareAsync();
        await using var db = database.Open();
        Assert.False(db.Database.HasPendingModelChanges(), "The model has changed: add a migration for PostgreSQL too (see PostgresDesignTime).");
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
    }

    [Theory]
    [InlineData("normalized_records", "AmountCny", "numeric", "amounts are exact")]
    [InlineData("normalized_records", "PublishedOn", "date", "days have no time of day")]
    [InlineData("normalized_records", "RecordedAt", "timestamp with time zone", "moments compare whatever the server's zone")]
    [InlineData("normalized_records", "DeliveryId", "uuid", "16 bytes, not 36")]
    [InlineData("normalized_records", "Id", "bigint", "more records than 2^31")]
    [InlineData("rank_scores", "Contributions", "text", "kept byte for byte, because it is exported and compared")]
    public async Task Columns_have_the_type_of_what_they_hold(string table, string column, string type, string because)
    {
        await using var database = new FreshPostgres();
        await database.PrepareAsync();
        await using var db = database.Open();
        var found = await db.Database
            .SqlQuery<string>($"""SELECT data_type AS "Value" FROM information_schema.columns WHERE table_name = {table} AND column_name = {column}""")
            .SingleAsync();
        Assert.True(found == type, $"{because}: {found}");
    }

    [Fact]
    public async Task A_database_of_a_later_version_is_refused_and_left_alone()
    {
        await using var database = new FreshPostgres();
        await database.PrepareAsync();
        await using var db = database.Open();
        await db.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Tomorrow', '99.0.0')");
        await Assert.ThrowsAsync<DatabaseTooNewException>(database.PrepareAsync);
    }

    [Fact]
    public async Task A_server_of_an_old_version_is_refused_with_both_versions()
    {
        await using var database = new FreshPostgres();
        using var old = new OldServer(new NpgsqlConnectionStringBuilder(database.ConnectionString));
        await using var services = FreshPostgres.BuildOn(old.ConnectionString, database.Folder);
        var refusal = await Assert.ThrowsAsync<DatabaseUnusableException>(
            () => ((MatchingDatabase)services.GetService(typeof(MatchingDatabase))!).PrepareAsync(CancellationToken.None));
        Assert.Equal(DatabaseFault.ServerTooOld, refusal.Fault);
        Assert.Contains("PostgreSQL 9", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("需要 14 或更高版本", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_left_between_two_changes_of_structure_is_brought_up()
    {
        await using var database = new FreshPostgres();
        await using (var db = database.Open())
        {
            await db.Database.MigrateAsync(db.Database.GetMigrations().First());
            Assert.NotEmpty(await db.Database.GetPendingMigrationsAsync());
        }

        await database.PrepareAsync();
        await using var whole = database.Open();
        Assert.Empty(await whole.Database.GetPendingMigrationsAsync());
    }

    [Theory]
    [InlineData("DELETE FROM \"__EFMigrationsHistory\"", "有表 ", "tables without a record of how they came")]
    [InlineData("DROP TABLE review_items", "缺少 1 张表，首张 review_items", "a record of tables that are not there")]
    public async Task Half_a_database_is_refused_with_what_is_wrong(string sql, string said, string because)
    {
        await using var database = new FreshPostgres();
        await database.PrepareAsync();
        await using var db = database.Open();
        await db.Database.ExecuteSqlRawAsync(sql);

        var refusal = await Assert.ThrowsAsync<DatabaseUnusableException>(database.PrepareAsync);
        Assert.Equal(DatabaseFault.HalfMigrated, refusal.Fault);
        Assert.True(refusal.Message.Contains(said, StringComparison.Ordinal), $"{because}: {refusal.Message}");
    }

    [Fact]
    public async Task A_wrong_password_is_named_and_not_repeated()
    {
        await using var database = new FreshPostgres();
        var wrong = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Password = "guess-4711" };
        await using var services = FreshPostgres.BuildOn(wrong.ConnectionString, database.Folder);
        var refusal = await Assert.ThrowsAsync<DatabaseUnusableException>(
            () => ((MatchingDatabase)services.GetService(typeof(MatchingDatabase))!).PrepareAsync(CancellationToken.None));
        Assert.Equal(DatabaseFault.SignInRefused, refusal.Fault);
        Assert.DoesNotContain("guess-4711", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"{wrong.Host}:{wrong.Port}/{wrong.Database}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_database_is_created_when_the_account_may()
    {
        await using var database = new FreshPostgres();
        var name = $"test_{Guid.NewGuid():N}";
        await using var services = FreshPostgres.BuildOn(PostgresServer.Instance.To(name), database.Folder);
        await ((MatchingDatabase)services.GetService(typeof(MatchingDatabase))!).PrepareAsync(CancellationToken.None);
        await using (var db = ((IDbContextFactory<MatchingDbContext>)services.GetService(typeof(IDbContextFactory<MatchingDbContext>))!).CreateDbContext())
        {
            Assert.Equal(0, await db.Firms.CountAsync());
        }

        PostgresServer.Instance.Run($"DROP DATABASE {name} WITH (FORCE)");
    }

    [Fact]
    public async Task A_server_that_is_away_is_told_apart_from_one_that_refuses()
    {
        var folder = Directory.CreateTempSubdirectory("matching-storage-");
        await using var services = FreshPostgres.BuildOn($"Host=127.0.0.1;Port={LoopbackPort.Free()};Username=u;Password=p;Database=d;Timeout=2", folder.FullName);
        await Assert.ThrowsAsync<DatabaseUnavailableException>(
            () => ((MatchingDatabase)services.GetService(typeof(MatchingDatabase))!).PrepareAsync(CancellationToken.None));
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("TRUNCATE audit_entries", "the audit log cannot be emptied")]
    [InlineData("TRUNCATE pool_versions CASCADE", "nor published pools")]
    public async Task Tables_that_are_kept_cannot_be_emptied(string sql, string because)
    {
        await using var database = new FreshPostgres();
        await database.PrepareAsync();
        await using var db = database.Open();
        Assert.True(await Record.ExceptionAsync(() => db.Database.ExecuteSqlRawAsync(sql)) is DbException, because);
    }

    [Fact]
    public async Task No_change_number_appears_behind_a_higher_one()
    {
        await using var database = new FreshPostgres();
        await database.PrepareAsync();
        const int Writers = 4, Rounds = 25;
        await using (var db = database.Open())
        {
            await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
            await database.Get<IBulkWriter>().InsertAsync(
                db,
                Enumerable.Range(1, Writers).Select(id => new Firm { Id = id, Kind = UnitKind.Firm, Name = "甲", CreatedAt = DateTimeOffset.UnixEpoch }),
                CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }

        // Each writer marks its own firm; a reader that has seen number n must have seen every lower one, or a later one of the same firm.
        var writing = Task.WhenAll(Enumerable.Range(1, Writers).Select(id => Task.Run(async () =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                await using var db = database.Open();
                await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
                await database.Get<IBulkWriter>().MarkFirmsChangedAsync(db, [id], true, CancellationToken.None);
                await transaction.CommitAsync(CancellationToken.None);
            }
        })));
        var (upTo, seen) = (0L, new Dictionary<long, long>());
        var last = false;
        while (true)
        {
            await using var db = database.Open();
            var changed = await db.Firms.AsNoTracking().Where(firm => firm.ChangeNumber > 0).ToListAsync();
            Assert.All(
                changed.Where(firm => firm.ChangeNumber <= upTo),
                firm => Assert.True(seen.GetValueOrDefault(firm.Id) == firm.ChangeNumber, $"number {firm.ChangeNumber} appeared after {upTo} had been read"));
            seen = changed.ToDictionary(firm => firm.Id, firm => firm.ChangeNumber);
            upTo = changed.Count == 0 ? 0 : changed.Max(firm => firm.ChangeNumber);
            if (last)
            {
                break;
            }

            last = writing.IsCompleted;
        }

        await writing;
        Assert.Equal(Writers * Rounds, upTo);
    }

    [Fact]
    public async Task Areas_do_not_wait_for_each_other()
    {
        await using var database = new FreshPostgres();
        await database.PrepareAsync();
        await using var loading = database.Open();
        await using var held = await loading.BeginWriteAsync(CancellationToken.None);
        await using var looking = database.Open();
        await using var audit = await looking.BeginWriteAsync(WriteArea.Audit, CancellationToken.None)
            .WaitAsync(TimeSpan.FromMinutes(2));

        await using var other = database.Open();
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other.BeginWriteAsync(patience.Token));
    }

    [Fact]
    public async Task Text_that_PostgreSQL_cannot_hold_is_kept_with_a_mark_in_its_place()
    {
        await using var database = new FreshPostgres();
        await database.PrepareAsync();
        await using var db = database.Open();
        await using (var transaction = await db.BeginWriteAsync(CancellationToken.None))
        {
            await database.Get<IBulkWriter>().InsertAsync(
                db, [new Firm { Id = 1, Kind = UnitKind.Firm, Name = "武\0汉\ud83d🦉\udc00", CreatedAt = DateTimeOffset.UnixEpoch }], CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }

        Assert.Equal("武\uFFFD汉\uFFFD🦉\uFFFD", (await db.Firms.AsNoTracking().SingleAsync()).Name);
    }
}
