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
