using System.Data.Common;
using Matching.Storage.Tests.Postgres;
using Matching.Storage.Tests.Sqlite;
using Matching.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Tests.Guards;

/// <summary>What must be provable can be added to and never changed, whichever program holds the database.</summary>
public abstract class AppendOnlyContract(FreshDatabase database) : StorageContract(database)
{
    [Theory]
    [InlineData("audit_entries")]
    [InlineData("card_steps")]
    [InlineData("lending_preferences")]
    [InlineData("link_journal")]
    [InlineData("model_steps")]
    [InlineData("supply_duties")]
    [InlineData("training_sets")]
    public async Task Rows_can_be_added_and_neither_changed_nor_removed(string table)
    {
        await using var db = Database.Open();
        var entity = db.Model.GetEntityTypes().Single(one => one.GetTableName() == table);
        db.Add(SampleRows.Make(entity, full: true));
        await db.SaveChangesAsync(NoToken);

#pragma warning disable EF1002 // names of tables, written above
        await Assert.ThrowsAnyAsync<DbException>(() => db.Database.ExecuteSqlRawAsync($"UPDATE {table} SET \"Id\" = \"Id\"", NoToken));
        await Assert.ThrowsAnyAsync<DbException>(() => db.Database.ExecuteSqlRawAsync($"DELETE FROM {table}", NoToken));
        Assert.Equal(1, await db.Database.SqlQueryRaw<int>($"SELECT CAST(COUNT(*) AS INTEGER) AS \"Value\" FROM {table}").SingleAsync(NoToken));
#pragma warning restore EF1002
    }
}

public sealed class SqliteAppendOnlyTests() : AppendOnlyContract(new FreshSqlite());

[NeedsPostgres]
public sealed class PostgresAppendOnlyTests() : AppendOnlyContract(new FreshPostgres());
