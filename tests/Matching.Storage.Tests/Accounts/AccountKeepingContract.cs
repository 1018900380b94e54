using Matching.Storage.Accounts;
using Matching.Storage.Audit;
using Matching.Storage.Tests.Postgres;
using Matching.Storage.Tests.Sqlite;
using Matching.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Tests.Accounts;

public abstract class AccountKeepingContract(FreshDatabase database) : StorageContract(database)
{
    private const string Good = "correct horse battery";

    private AccountKeeping Keeping => Database.Get<AccountKeeping>();

    private AccountDirectory Directory => Database.Get<AccountDirectory>();

    [Fact]
    public async Task Account_is_made_locked_unlocked_and_given_another_password_and_each_act_is_audited()
    {
        Assert.IsType<AccountResult.Done>(await Keeping.AddAsync(New("icbc-zhang"), NoToken));
        var account = Assert.IsType<SignInResult.SignedIn>(await Directory.SignInAsync("icbc-zhang", Good, NoToken)).Account;
        Assert.Equal((AccountRole.Bank, "示范银行丙", "张经理", false), (account.Role, account.Tenant, account.DisplayName, account.IsDemo));

        Assert.IsType<AccountResult.Done>(await Keeping.LockAsync("icbc-zhang", "cli", NoToken));
        Assert.IsType<SignInResult.Refused>(await Directory.SignInAsync("icbc-zhang", Good, NoToken));
        Assert.Null(await Directory.FindActiveAsync("icbc-zhang", NoToken));

        Assert.IsType<AccountResult.Done>(await Keeping.UnlockAsync("icbc-zhang", "cli", NoToken));
        Assert.IsType<SignInResult.SignedIn>(await Directory.SignInAsync("icbc-zhang", Good, NoToken));

        Assert.IsType<AccountResult.Done>(await Keeping.SetPasswordAsync("icbc-zhang", "another battery horse", "cli", NoToken));
        Assert.IsType<SignInResult.Refused>(await Directory.SignInAsync("icbc-zhang", Good, NoToken));
        Assert.IsType<SignInResult.SignedIn>(await Directory.SignInAsync("icbc-zhang", "another battery horse", NoToken));

        Assert.Equal(4, Assert.IsType<AuditVerification.Intact>(await Database.Get<AuditLog>().VerifyAsync(NoToken)).Entries);
        await using var db = Database.Open();
        Assert.Equal(
            ["account-added", "account-locked", "account-unlocked", "account-password-set"], await db.Audit.OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync());
        Assert.DoesNotContain(await db.Audit.Select(entry => entry.Detail).ToListAsync(), detail => detail.Contains("battery", StringComparison.Ordinal));
    }

    [Fact]
    public async Task New_password_lifts_a_lock_by_failures()
    {
        await Keeping.AddAsync(New("icbc-zhang"), NoToken);
        for (var failure = 0; failure < 10; failure++)
        {
            await Directory.SignInAsync("icbc-zhang", "wrong", NoToken);
        }

        Assert.IsType<SignInResult.LockedOut>(await Directory.SignInAsync("icbc-zhang", Good, NoToken));
        await Keeping.SetPasswordAsync("icbc-zhang", "another battery horse", "cli", NoToken);
        Assert.IsType<SignInResult.SignedIn>(await Directory.SignInAsync("icbc-zhang", "another battery horse", NoToken));
    }

    [Theory]
    [InlineData("Zhang", AccountRole.Bank, "甲", Good, "小写字母", "capitals")]
    [InlineData("z", AccountRole.Bank, "甲", Good, "2 到 64 个", "one letter")]
    [InlineData("a b", AccountRole.Bank, "甲", Good, "小写字母", "a blank")]
    [InlineData("zhang", AccountRole.Bank, "", Good, "--tenant", "a bank's account without its bank")]
    [InlineData("zhang", AccountRole.Analyst, "甲", Good, "去掉 --tenant", "a bank where none belongs")]
    [InlineData("zhang", (AccountRole)9, "", Good, "角色只能是", "no such role")]
    [InlineData("zhang", AccountRole.Analyst, "", "", "没有读到密码", "no password")]
    [InlineData("zhang", AccountRole.Analyst, "", "short", "密码有 5 个字符", "a short password")]
    [InlineData("zhang", AccountRole.Analyst, "", "my name is Zhang", "不能含有账号名", "the name in it")]
    [InlineData("zhang", AccountRole.Analyst, "", DemoAccounts.Password, "太容易猜到", "the password of the demonstration")]
    [InlineData("zhang", AccountRole.Analyst, "", "111111111111", "太容易猜到", "one character over and over")]
    public async Task What_cannot_be_an_account_is_refused_with_what_would_be_right(
        string userName, AccountRole role, string tenant, string password, string told, string because)
    {
        var refused = Assert.IsType<AccountResult.Refused>(await Keeping.AddAsync(new(userName, "张经理", role, tenant, password, "cli"), NoToken));
        Assert.True(refused.Message.Contains(told, StringComparison.Ordinal), $"{because}: {refused.Message}");
        Assert.DoesNotContain(password.Length > 0 ? password : "\u0000", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await Keeping.ListAsync(NoToken));
    }

    [Fact]
    public async Task A_name_is_given_once_and_an_unknown_one_is_told()
    {
        await Keeping.AddAsync(New("icbc-zhang"), NoToken);
        Assert.Contains("已经有了", Assert.IsType<AccountResult.Refused>(await Keeping.AddAsync(New("icbc-zhang"), NoToken)).Message, StringComparison.Ordinal);
        Assert.Contains("没有账号“icbc-li”", Assert.IsType<AccountResult.Refused>(await Keeping.LockAsync("icbc-li", "cli", NoToken)).Message, StringComparison.Ordinal);
        Assert.Single(await Keeping.ListAsync(NoToken));
    }

    private static AccountKeeping.NewAccount New(string userName) => new(userName, "张经理", AccountRole.Bank, "示范银行丙", Good, "cli");
}

public sealed class SqliteAccountKeepingTests() : AccountKeepingContract(new FreshSqlite());

[NeedsPostgres]
public sealed class PostgresAccountKeepingTests() : AccountKeepingContract(new FreshPostgres());
