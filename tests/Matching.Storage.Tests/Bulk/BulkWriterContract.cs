using System.Reflection;
using Matching.Domain.Firms;
using Matching.Storage.Bulk;
using Matching.Storage.Firms;
using Matching.Storage.Tests.Postgres;
using Matching.Storage.Tests.Sqlite;
using Matching.Tests.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Matching.Storage.Tests.Bulk;

public abstract class BulkWriterContract(FreshDatabase database) : StorageContract(database)
{
    public static TheoryData<Type, bool> Tables
    {
        get
        {
            var data = new TheoryData<Type, bool>();
            using var db = SampleRows.ModelContext();
            foreach (var entity in db.Model.GetEntityTypes().Where(entity => SampleRows.CanMake(entity)))
            {
                data.Add(entity.ClrType, true);
                data.Add(entity.ClrType, false);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public Task Every_table_comes_back_as_it_was_written(Type table, bool full) =>
        (Task)typeof(BulkWriterContract)
            .GetMethod(nameof(RoundTripAsync), BindingFlags.Instance | BindingFlags.NonPublic)!
            .MakeGenericMethod(table)
            .Invoke(this, [full])!;

    [Fact]
    public async Task Rows_without_a_transaction_are_refused()
    {
        await using var db = Database.Open();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Database.Get<IBulkWriter>().InsertAsync(db, new List<Firm>(), NoToken));
    }

    [Fact]
    public async Task Rolled_back_rows_are_gone()
    {
        await using var db = Database.Open();
        var firm = (Firm)SampleRows.Make(db.Model.FindEntityType(typeof(Firm))!, full: true);
        await using (await db.BeginWriteAsync(NoToken))
        {
            await Database.Get<IBulkWriter>().InsertAsync(db, [firm], NoToken);
        }

        Assert.False(await db.Firms.AnyAsync());
    }

    [Fact]
    public async Task A_key_that_exists_is_refused_and_the_transaction_can_go_on()
    {
        await using var db = Database.Open();
        var firm = (Firm)SampleRows.Make(db.Model.FindEntityType(typeof(Firm))!, full: true);
        var writer = Database.Get<IBulkWriter>();
        await using (var transaction = await db.BeginWriteAsync(NoToken))
        {
            await writer.InsertAsync(db, [firm], NoToken);
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => writer.InsertAsync(db, [firm], NoToken));
            await transaction.CommitAsync(NoToken);
        }

        Assert.Equal(1, await db.Firms.CountAsync());
    }

    [Theory]
    [InlineData(true, true, "the flag is set")]
    [InlineData(false, false, "the flag is cleared")]
    [InlineData(null, true, "the flag is left as it was")]
    public async Task Firms_marked_get_rising_change_numbers(bool? needsScoring, bool after, string because)
    {
        await using var db = Database.Open();
        var writer = Database.Get<IBulkWriter>();
        await using (var transaction = await db.BeginWriteAsync(NoToken))
        {
            await writer.InsertAsync(db, Enumerable.Range(1, 5).Select(Firm), NoToken);
            await writer.MarkFirmsChangedAsync(db, [4, 2], true, NoToken);
            await writer.MarkFirmsChangedAsync(db, [2, 5, 4], needsScoring, NoToken);
            await transaction.CommitAsync(NoToken);
        }

        var changed = await db.Firms.AsNoTracking().Where(firm => firm.ChangeNumber > 0).OrderBy(firm => firm.ChangeNumber).ToListAsync();
        Assert.Equal([(2L, 3L), (5L, 4L), (4L, 5L)], changed.Select(firm => (firm.Id, firm.ChangeNumber)));
        Assert.True(changed.Single(firm => firm.Id == 4).NeedsScoring == after, because);
    }

    private static Firm Firm(int id) => new()
    {
        Id = id,
        Kind = UnitKind.Firm,
        Name = $"武汉测试{id}号科技有限公司",
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    private async Task RoundTripAsync<T>(bool full)
        where T : class
    {
        await using var db = Database.Open();
        var entity = db.Model.FindEntityType(typeof(T))!;
        var row = (T)SampleRows.Make(entity, full);
        await using (var transaction = await db.BeginWriteAsync(NoToken))
        {
            Assert.Equal(1, await Database.Get<IBulkWriter>().InsertAsync(db, [row], NoToken));
            await transaction.CommitAsync(NoToken);
        }

        var back = await db.Set<T>().AsNoTracking().SingleAsync();
        foreach (var property in entity.GetProperties().Where(property => !IsGivenByDatabase(property)))
        {
            Assert.Equal(property.PropertyInfo!.GetValue(row), property.PropertyInfo.GetValue(back));
        }
    }

    private static bool IsGivenByDatabase(IProperty property) => property.IsPrimaryKey() && property.ValueGenerated == ValueGenerated.OnAdd;
}

public sealed class SqliteBulkWriterTests() : BulkWriterContract(new FreshSqlite());

[NeedsPostgres]
public sealed class PostgresBulkWriterTests() : BulkWriterContract(new FreshPostgres());
