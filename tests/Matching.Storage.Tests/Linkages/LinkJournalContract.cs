using System.Data.Common;
using Matching.Domain.Firms;
using Matching.Domain.Linkage;
using Matching.Domain.Linkage.Judgements;
using Matching.Storage.Linkages.Journal;
using Matching.Storage.Tests.Postgres;
using Matching.Storage.Tests.Sqlite;
using Matching.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Tests.Linkages;

public abstract class LinkJournalContract(FreshDatabase database) : StorageContract(database)
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_judgement_comes_back_as_it_was_given()
    {
        await AddAsync(Judged("甲", Judgement.Match));

        var judgement = Assert.Single((await StateAsync()).Standing);

        Assert.Equal(
            new StandingJudgement(
                judgement.Number, Noon, "甲", "见公告", new(new UnitKey(1, 1), 10, "甲公司"), new(new UnitKey(2, 1), -20, "乙公司"), Judgement.Match, JudgedScope.Row, false, false),
            judgement);
    }

    [Fact]
    public async Task The_state_of_an_earlier_moment_leaves_later_lines_out()
    {
        var given = await AddAsync(Judged("甲", Judgement.NonMatch));
        await AddAsync(new StoredJournalEntry { At = Noon.AddDays(1), By = "乙", Kind = JournalKind.Retracted, EntryId = given });

        Assert.Empty((await StateAsync()).Standing);
        Assert.Single((await StateAsync(Noon.AddHours(1))).Standing);
        Assert.Empty((await StateAsync(Noon.AddHours(-1))).Standing);
    }

    [Fact]
    public async Task What_became_of_firms_is_folded_from_all_lines()
    {
        await AddAsync(new StoredJournalEntry { At = Noon, By = "linker-1", Kind = JournalKind.FirmMerged, FirmId = 2, OtherFirmId = 1 });
        await AddAsync(new StoredJournalEntry { At = Noon, By = "linker-1", Kind = JournalKind.FirmRetired, FirmId = 3 });
        await using var db = Database.Open();

        var state = await db.StateAsync(NoToken);

        Assert.Equal(new FirmId(1), state.Redirects[new FirmId(2)]);
        Assert.Equal([new FirmId(3)], state.Retired);
        Assert.Empty((await StateAsync()).Redirects);
    }

    [Fact]
    public async Task Lines_cannot_be_changed_or_removed_by_any_program()
    {
        var given = await AddAsync(Judged("甲", Judgement.Match));
        await using var db = Database.Open();

        await Assert.ThrowsAnyAsync<DbException>(() => db.LinkJournal.Where(line => line.Id == given).ExecuteUpdateAsync(set => set.SetProperty(line => line.By, "乙"), NoToken));
        await Assert.ThrowsAnyAsync<DbException>(() => db.LinkJournal.ExecuteDeleteAsync(NoToken));
        Assert.Equal("甲", (await db.LinkJournal.SingleAsync()).By);
    }

    private async Task<long> AddAsync(StoredJournalEntry line)
    {
        await using var db = Database.Open();
        db.LinkJournal.Add(line);
        await db.SaveChangesAsync(NoToken);
        return line.Id;
    }

    private async Task<JournalState> StateAsync(DateTimeOffset? knownAt = null)
    {
        await using var db = Database.Open();
        return await db.JudgementsAsync(knownAt, NoToken);
    }

    private static StoredJournalEntry Judged(string by, Judgement judgement) => new()
    {
        At = Noon,
        By = by,
        Kind = JournalKind.Judged,
        Reason = "见公告",
        Judgement = judgement,
        Scope = JudgedScope.Row,
        LeftRecordId = 1,
        LeftPosition = 1,
        LeftKeyHash = 10,
        LeftName = "甲公司",
        RightRecordId = 2,
        RightPosition = 1,
        RightKeyHash = -20,
        RightName = "乙公司",
    };
}

public sealed class SqliteLinkJournalTests() : LinkJournalContract(new FreshSqlite());

[NeedsPostgres]
public sealed class PostgresLinkJournalTests() : LinkJournalContract(new FreshPostgres());
