using System.Data.Common;
using Matching.Storage.Audit;
using Matching.Storage.Tests.Postgres;
using Matching.Storage.Tests.Sqlite;
using Matching.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Tests.Audit;

public abstract class AuditLogContract(FreshDatabase database) : StorageContract(database)
{
    protected AuditLog Log => Database.Get<AuditLog>();

    [Fact]
    public async Task Entries_written_side_by_side_form_one_chain_without_gaps()
    {
        await Task.WhenAll(Enumerable.Range(1, 300).Select(number => Task.Run(() => Log.AppendAsync(Note(number), NoToken))));

        var intact = Assert.IsType<AuditVerification.Intact>(await Log.VerifyAsync(NoToken));
        Assert.Equal(300, intact.Entries);
        await using var db = Database.Open();
        Assert.Equal(300, await db.Audit.Select(entry => entry.Subject).Distinct().CountAsync());
    }

    [Fact]
    public async Task An_empty_log_is_intact() =>
        Assert.Equal(new AuditVerification.Intact(0, new string('0', 64)), await Log.VerifyAsync(NoToken));

    [Fact]
    public async Task The_chain_goes_on_in_another_process()
    {
        await Log.AppendAsync(Note(1), NoToken);
        await using var other = Database.Build(_ => { });
        await ((AuditLog)other.GetService(typeof(AuditLog))!).AppendAsync(Note(2), NoToken);
        await Log.AppendAsync(Note(3), NoToken);
        Assert.Equal(3, Assert.IsType<AuditVerification.Intact>(await Log.VerifyAsync(NoToken)).Entries);
    }

    [Theory]
    [InlineData("UPDATE audit_entries SET \"Detail\" = 'x' WHERE \"Id\" = 2", "an entry cannot be changed")]
    [InlineData("DELETE FROM audit_entries WHERE \"Id\" = 2", "an entry cannot be deleted")]
    [InlineData("DELETE FROM audit_entries", "nor all of them")]
    public async Task Entries_stay_as_they_are(string sql, string because)
    {
        await AppendThreeAsync();
        await using var db = Database.Open();
        var refusal = await Record.ExceptionAsync(() => db.Database.ExecuteSqlRawAsync(sql));
        Assert.True(refusal is DbException, because);
        Assert.Equal(3, await db.Audit.CountAsync());
    }

    protected async Task AppendThreeAsync()
    {
        for (var number = 1; number <= 3; number++)
        {
            await Log.AppendAsync(Note(number), NoToken);
        }
    }

    protected static AuditNote Note(int number) =>
        new("bank-a", "Bank", "示范银行甲", "firm-viewed", $"F{number:D7}", "{\"index\":\"v1\"}");
}

public sealed class SqliteAuditLogTests() : AuditLogContract(new FreshSqlite())
{
    [Theory]
    [InlineData("UPDATE audit_entries SET \"Detail\" = 'x' WHERE \"Id\" = 2", 2, "a changed field")]
    [InlineData("UPDATE audit_entries SET \"At\" = \"At\" + 1 WHERE \"Id\" = 1", 1, "a changed time")]
    [InlineData("UPDATE audit_entries SET \"Tenant\" = 'X', \"Actor\" = 'Y' WHERE \"Id\" = 3", 3, "a changed last entry")]
    [InlineData("DELETE FROM audit_entries WHERE \"Id\" = 2", 2, "a removed entry")]
    [InlineData("DELETE FROM audit_entries WHERE \"Id\" = 1", 1, "a removed first entry")]
    public async Task Tampering_with_the_file_is_found_at_its_place(string sql, long firstBroken, string because)
    {
        await AppendThreeAsync();
        await using (var db = Database.Open())
        {
            // Whoever owns the file can drop the triggers; the chain still tells.
            await db.Database.ExecuteSqlRawAsync("DROP TRIGGER audit_entries_no_update; DROP TRIGGER audit_entries_no_delete;");
            await db.Database.ExecuteSqlRawAsync(sql);
        }

        var verification = await Log.VerifyAsync(NoToken);
        Assert.True(verification is AuditVerification.Broken { FirstBrokenId: var id } && id == firstBroken, $"{because}: {verification}");
    }

    [Fact]
    public async Task Replacing_an_entry_by_insert_is_refused()
    {
        await AppendThreeAsync();
        await using var db = Database.Open();
        await Assert.ThrowsAnyAsync<DbException>(() => db.Database.ExecuteSqlRawAsync(
            "INSERT OR REPLACE INTO audit_entries SELECT \"Id\", \"Action\", \"Actor\", \"At\", \"Detail\", \"Hash\", \"PreviousHash\", \"Role\", \"Subject\", \"Tenant\" FROM audit_entries WHERE \"Id\" = 2"));
    }

    [Fact]
    public async Task Guards_that_were_dropped_are_back_after_a_start()
    {
        await AppendThreeAsync();
        await using var db = Database.Open();
        await db.Database.ExecuteSqlRawAsync("DROP TRIGGER audit_entries_no_update");
        await Database.PrepareAsync();
        await Assert.ThrowsAnyAsync<DbException>(() => db.Database.ExecuteSqlRawAsync("UPDATE audit_entries SET \"Actor\" = 'x'"));
    }
}

[NeedsPostgres]
public sealed class PostgresAuditLogTests() : AuditLogContract(new FreshPostgres());
