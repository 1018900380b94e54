using Matching.Storage.Accounts;
using Matching.Storage.Tests.Postgres;
using Matching.Storage.Tests.Sqlite;
using Matching.Tests.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NSubstitute;

namespace Matching.Storage.Tests.Accounts;

public abstract class AccountDirectoryContract(FreshDatabase database) : StorageContract(database)
{
    private readonly HandClock clock = new(new DateTimeOffset(2026, 3, 5, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Demo_account_signs_in_in_development()
    {
        var accounts = await DemoAsync();
        var signedIn = Assert.IsType<SignInResult.SignedIn>(await accounts.SignInAsync("bank-a", DemoAccounts.Password, NoToken));
        Assert.Equal(("示范银行甲", AccountRole.Bank), (signedIn.Account.Tenant, signedIn.Account.Role));
    }

    [Fact]
    public async Task Demo_accounts_are_seeded_once()
    {
        var accounts = await DemoAsync();
        Assert.Equal(0, await accounts.SeedDemoAsync(NoToken));
    }

    [Fact]
    public async Task Demo_accounts_are_seeded_once_by_processes_that_start_together()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => In("Development").SeedDemoAsync(NoToken))));
        Assert.Equal(DemoAccounts.All.Count, added.Sum());
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Demo_account_is_refused_outside_development_even_if_present(string environment)
    {
        await DemoAsync();
        var accounts = In(environment);
        Assert.IsType<SignInResult.Refused>(await accounts.SignInAsync("admin", DemoAccounts.Password, NoToken));
        Assert.Null(await accounts.FindActiveAsync("admin", NoToken));
        Assert.Equal(0, await accounts.SeedDemoAsync(NoToken));
    }

    [Fact]
    public async Task What_changes_for_an_account_holds_with_its_next_request()
    {
        var accounts = await DemoAsync();
        var before = (await accounts.FindActiveAsync("bank-a", NoToken))!;
        Assert.Equal(("bank-a", AccountRole.Bank, "示范银行甲", true, false), (before.UserName, before.Role, before.Tenant, before.IsDemo, before.IsDisabled));
        await using (var db = Database.Open())
        {
            var account = await db.Accounts.SingleAsync(one => one.UserName == "bank-a");
            (account.Role, account.Tenant, account.DisplayName) = (AccountRole.Analyst, "", "王 '分析' \"员\"");
            await db.SaveChangesAsync();
            Assert.Equal(new AccountStanding("bank-a", account.DisplayName, AccountRole.Analyst, "", account.PasswordHash, true, false), await accounts.FindActiveAsync("bank-a", NoToken));

            account.IsDisabled = true;
            await db.SaveChangesAsync();
        }

        Assert.Null(await accounts.FindActiveAsync("bank-a", NoToken));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bank-A")]
    [InlineData("bank-a' OR '1'='1")]
    [InlineData("bank-a\0")]
    public async Task Only_the_very_name_finds_an_account(string userName) => Assert.Null(await (await DemoAsync()).FindActiveAsync(userName, NoToken));

    [Theory]
    [InlineData("publisher", "Demo-matching", "passwords mind case")]
    [InlineData("publisher", "", "an empty password")]
    [InlineData("nobody", DemoAccounts.Password, "an unknown name")]
    public async Task Strangers_are_refused_alike(string userName, string password, string because)
    {
        var accounts = await DemoAsync();
        Assert.True(await accounts.SignInAsync(userName, password, NoToken) is SignInResult.Refused, because);
    }

    [Fact]
    public async Task Ten_failures_lock_even_the_right_password_out_for_a_while()
    {
        var accounts = await DemoAsync();
        await FailAsync(accounts, 9);
        var tenth = Assert.IsType<SignInResult.LockedOut>(await accounts.SignInAsync("analyst", "wrong", NoToken));
        Assert.Equal(clock.GetUtcNow() + TimeSpan.FromMinutes(15), tenth.Until);
        Assert.IsType<SignInResult.LockedOut>(await accounts.SignInAsync("analyst", DemoAccounts.Password, NoToken));

        clock.Advance(TimeSpan.FromMinutes(15));
        Assert.IsType<SignInResult.SignedIn>(await accounts.SignInAsync("analyst", DemoAccounts.Password, NoToken));
    }

    [Fact]
    public async Task Failures_long_ago_do_not_count()
    {
        var accounts = await DemoAsync();
        await FailAsync(accounts, 9);
        clock.Advance(TimeSpan.FromMinutes(16));
        await FailAsync(accounts, 1);
        Assert.IsType<SignInResult.SignedIn>(await accounts.SignInAsync("analyst", DemoAccounts.Password, NoToken));
    }

    [Fact]
    public async Task A_success_forgets_the_failures_before_it()
    {
        var accounts = await DemoAsync();
        await FailAsync(accounts, 9);
        Assert.IsType<SignInResult.SignedIn>(await accounts.SignInAsync("analyst", DemoAccounts.Password, NoToken));
        await FailAsync(accounts, 9);
    }

    [Fact]
    public async Task Guesses_made_side_by_side_are_all_counted()
    {
        var accounts = await DemoAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => accounts.SignInAsync("analyst", "wrong", NoToken))));
        Assert.Equal(9, results.Count(result => result is SignInResult.Refused));
        Assert.Equal(3, results.Count(result => result is SignInResult.LockedOut));
    }

    [Fact]
    public async Task Disabled_account_is_refused()
    {
        var accounts = await DemoAsync();
        await using var db = Database.Open();
        await db.Accounts.Where(account => account.UserName == "analyst")
            .ExecuteUpdateAsync(set => set.SetProperty(account => account.IsDisabled, true));
        Assert.IsType<SignInResult.Refused>(await accounts.SignInAsync("analyst", DemoAccounts.Password, NoToken));
    }

    private static async Task FailAsync(AccountDirectory accounts, int times)
    {
        for (var time = 0; time < times; time++)
        {
            Assert.IsType<SignInResult.Refused>(await accounts.SignInAsync("analyst", "wrong", NoToken));
        }
    }

    private async Task<AccountDirectory> DemoAsync()
    {
        var accounts = In("Development");
        Assert.Equal(DemoAccounts.All.Count, await accounts.SeedDemoAsync(NoToken));
        return accounts;
    }

    private AccountDirectory In(string environmentName)
    {
        var environment = Substitute.For<IHostEnvironment>();
        environment.EnvironmentName.Returns(environmentName);
        return new AccountDirectory(Database.Services.GetRequiredService<IDbContextFactory<MatchingDbContext>>(), Database.Services.GetRequiredService<IAccountReader>(), clock, environment);
    }
}

public sealed class SqliteAccountDirectoryTests() : AccountDirectoryContract(new FreshSqlite());

[NeedsPostgres]
public sealed class PostgresAccountDirectoryTests() : AccountDirectoryContract(new FreshPostgres());
