using Matching.Storage.Scores;
using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Tests.Sqlite;

public sealed class MatchingDatabaseTests
{
    [Fact]
    public async Task Preparing_twice_and_side_by_side_is_harmless()
    {
        await using var database = new FreshSqlite();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            await using var process = database.Build(_ => { });
            await ((MatchingDatabase)process.GetService(typeof(MatchingDatabase))!).PrepareAsync(CancellationToken.None);
        }));
        await database.PrepareAsync();

        await using var db = database.Open();
        Assert.Equal(0, await db.Firms.CountAsync());
    }

    [Fact]
    public async Task The_migrations_give_the_model_of_the_program()
    {
        await using var database = new FreshSqlite();
        await database.PrepareAsync();
        await using var db = database.Open();
        Assert.False(db.Database.HasPendingModelChanges(), "The model has changed: add a migration (see SqliteDesignTime).");
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
        Assert.Equal(
            db.Model.GetRelationalModel().Tables.Select(table => table.Name).Order(StringComparer.Ordinal),
            await db.Database.SqlQueryRaw<string>(
                "SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\' AND name NOT LIKE 'sqlite%' ORDER BY name").ToListAsync());
    }

    [Fact]
    public async Task A_database_of_a_later_version_is_refused_and_left_alone()
    {
        await using var database = new FreshSqlite();
        await database.PrepareAsync();
        await using var db = database.Open();
        await db.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Tomorrow', '99.0.0')");

        var refusal = await Assert.ThrowsAsync<DatabaseTooNewException>(database.PrepareAsync);
        Assert.Equal(["29990101000000_Tomorrow"], refusal.UnknownMigrations);
        Assert.Equal(
            "数据库由更新版本的程序写成（多出 1 项结构变更，首项 29990101000000_Tomorrow）。请改用新版程序，或恢复升级前的备份。", refusal.Message);
    }

    [Fact]
    public async Task A_database_left_between_two_changes_of_structure_is_brought_up()
    {
        await using var database = new FreshSqlite();
        await using (var db = database.Open())
        {
            await db.Database.MigrateAsync(db.Database.GetMigrations().First());
            Assert.NotEmpty(await db.Database.GetPendingMigrationsAsync());
        }

        await database.PrepareAsync();
        await using var whole = database.Open();
        Assert.Empty(await whole.Database.GetPendingMigrationsAsync());
    }

    [Fact]
    public async Task A_process_killed_while_migrating_does_not_block_the_next()
    {
        await using var database = new FreshSqlite();
        await using (var db = database.Open())
        {
            await db.Database.ExecuteSqlRawAsync(
                "CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL); INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01');");
        }

        await database.PrepareAsync().WaitAsync(TimeSpan.FromMinutes(5));
        await using var prepared = database.Open();
        Assert.Equal(0, await prepared.Firms.CountAsync());
    }

    [Fact]
    public async Task Readers_are_not_held_up_by_the_writer()
    {
        await using var database = new FreshSqlite();
        await database.PrepareAsync();
        await using var writer = database.Open();
        await using var transaction = await writer.BeginWriteAsync(CancellationToken.None);
        await using var reader = database.Open();
        Assert.Equal(0, await reader.Firms.CountAsync());
    }

    [Fact]
    public async Task Many_writers_wait_for_each_other_without_an_error()
    {
        await using var database = new FreshSqlite();
        await database.PrepareAsync();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(number => Task.Run(async () =>
        {
            await using var db = database.Open();
            db.PointCards.Add(new StoredPointCard
            {
                Version = $"card-{number}",
                Json = "{}",
                CreatedBy = "test",
                CreatedAt = DateTimeOffset.UnixEpoch,
            });
            await db.SaveChangesAsync();
        })));

        await using var check = database.Open();
        Assert.Equal(50, await check.PointCards.CountAsync());
    }
}
