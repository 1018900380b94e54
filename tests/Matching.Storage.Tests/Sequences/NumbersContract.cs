using Matching.Storage.Sequences;
using Matching.Storage.Tests.Postgres;
using Matching.Storage.Tests.Sqlite;
using Matching.Tests.Servers;

namespace Matching.Storage.Tests.Sequences;

public abstract class NumbersContract(FreshDatabase database) : StorageContract(database)
{
    [Fact]
    public async Task Blocks_taken_at_once_do_not_overlap()
    {
        var blocks = await Task.WhenAll(Enumerable.Range(1, 40).Select(size => Task.Run(async () =>
        {
            await using var db = Database.Open();
            return await Numbers.TakeAsync(db, NumberSeries.Records, size, NoToken);
        })));

        var numbers = blocks.SelectMany(block => Enumerable.Range(0, block.Count).Select(offset => block[offset])).Order().ToList();
        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(number => (long)number), numbers);
    }

    [Fact]
    public async Task Series_count_apart()
    {
        await using var db = Database.Open();
        await Numbers.TakeAsync(db, NumberSeries.Records, 10, NoToken);
        Assert.Equal(new NumberBlock(1, 3), await Numbers.TakeAsync(db, NumberSeries.Firms, 3, NoToken));
        Assert.Equal(11, (await Numbers.TakeAsync(db, NumberSeries.Records, 1, NoToken)).Last);
    }

    [Fact]
    public async Task Change_numbers_need_the_transaction_of_the_change()
    {
        await using var db = Database.Open();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Numbers.TakeAsync(db, NumberSeries.Changes, 1, NoToken));
        await using var transaction = await db.BeginWriteAsync(NoToken);
        Assert.Equal(1, (await Numbers.TakeAsync(db, NumberSeries.Changes, 1, NoToken)).First);
    }

    [Fact]
    public void A_number_outside_its_block_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new NumberBlock(5, 2)[2]);
}

public sealed class SqliteNumbersTests() : NumbersContract(new FreshSqlite());

[NeedsPostgres]
public sealed class PostgresNumbersTests() : NumbersContract(new FreshPostgres());
