using System.Net;
using System.Text.RegularExpressions;
using Matching.Api.Tests.Pools;
using Matching.Api.Tests.Reconcile;
using Matching.Storage.ApiKeys;
using Microsoft.EntityFrameworkCore;

namespace Matching.Api.Tests.Keys;

public sealed partial class KeyTests(KeyedSite site) : IClassFixture<KeyedSite>
{
    [Fact]
    public async Task Key_issued_on_the_page_is_shown_once_kept_as_a_hash_and_opens_the_service()
    {
        using var admin = await site.SignedInAsync("admin");
        using var answer = await PoolSite.PostAsync(admin, "/keys", "/keys", ("Name", "对账试用"), ("Account", "bank-a"), ("Scopes", "reconcile"), ("Days", "30"));
        var key = Key().Match(await answer.Content.ReadAsStringAsync()).Value;
        using var program = site.Browser();

        await KeyedSite.ReadAsync(await program.GetAsync($"/reconcile/k/{key}/suggest/type?prefix="));
        Assert.DoesNotContain(key, await admin.GetStringAsync("/keys"), StringComparison.Ordinal);
        await using var db = await site.OpenDatabaseAsync();
        var kept = await db.ApiKeys.SingleAsync(one => one.Prefix == ApiKeyText.PrefixOf(key));
        Assert.Equal(ApiKeyText.HashOf(key), kept.Hash);
        Assert.NotNull(kept.LastUsedAt);
        Assert.DoesNotContain(key[12..], string.Join('|', db.Entry(kept).CurrentValues.Properties.Select(property => db.Entry(kept).CurrentValues[property])), StringComparison.Ordinal);
        Assert.Single(await site.AuditAsync("admin", "key-issued"), entry => entry.Subject == kept.Prefix);
    }

    [Fact]
    public async Task Revoked_key_opens_nothing_from_then_on()
    {
        var key = await site.KeyAsync();
        using var admin = await site.SignedInAsync("admin");
        using var answer = await PoolSite.PostAsync(admin, "/keys", "/keys/Revoke", ("prefix", ApiKeyText.PrefixOf(key)!));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Null(await site.Ring.FindAsync(key, CancellationToken.None));
        using var again = await PoolSite.PostAsync(admin, "/keys", "/keys/Revoke", ("prefix", ApiKeyText.PrefixOf(key)!));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
    }

    [Theory]
    [InlineData("", "bank-a", "reconcile", "30")]
    [InlineData("x", "nobody", "reconcile", "30")]
    [InlineData("x", "bank-a", "everything", "30")]
    [InlineData("x", "bank-a", "reconcile", "0")]
    [InlineData("x", "bank-a", "reconcile", "9999")]
    [InlineData("x", "bank-a", "reconcile", "soon")]
    public async Task Key_that_is_not_fully_asked_for_is_not_issued(string name, string account, string scope, string days)
    {
        using var admin = await site.SignedInAsync("admin");
        using var answer = await PoolSite.PostAsync(admin, "/keys", "/keys", ("Name", name), ("Account", account), ("Scopes", scope), ("Days", days));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task Replaced_key_opens_for_a_week_yet_and_an_expired_one_not_at_all()
    {
        await using var other = new KeyedSite();
        var old = await other.KeyAsync();
        var issued = Assert.IsType<IssueResult.Issued>(await other.Ring.ReplaceAsync(ApiKeyText.PrefixOf(old)!, "admin", CancellationToken.None));

        Assert.NotNull(await other.Ring.FindAsync(old, CancellationToken.None));
        Assert.IsType<IssueResult.NotInForce>(await other.Ring.ReplaceAsync(ApiKeyText.PrefixOf(old)!, "admin", CancellationToken.None));
        other.Clock.Advance(ApiKeyRing.ChangeOver);
        Assert.Null(await other.Ring.FindAsync(old, CancellationToken.None));
        Assert.NotNull(await other.Ring.FindAsync(issued.Text, CancellationToken.None));
        other.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Null(await other.Ring.FindAsync(issued.Text, CancellationToken.None));
    }

    [Fact]
    public async Task Key_of_a_disabled_account_opens_nothing()
    {
        await using var other = new KeyedSite();
        var key = await other.KeyAsync("bank-b");
        await using var db = await other.OpenDatabaseAsync();
        await db.Accounts.Where(account => account.UserName == "bank-b").ExecuteUpdateAsync(set => set.SetProperty(account => account.IsDisabled, true));

        Assert.Null(await other.Ring.FindAsync(key, CancellationToken.None));
    }

    [Fact]
    public async Task Key_that_asks_too_often_is_told_to_come_back()
    {
        using var program = await site.ProgramAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(_ => program.GetAsync("/reconcile/suggest/type?prefix=")));

        var refused = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Equal("1", refused.Headers.GetValues("Retry-After").Single());
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        using var another = await site.ProgramAsync("bank-b");
        await KeyedSite.ReadAsync(await another.GetAsync("/reconcile/suggest/type?prefix="));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("mk_")]
    [InlineData("mk_short_secret")]
    [InlineData("xx_aaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task What_is_no_key_is_nobody(string? text) => Assert.Null(await site.Ring.FindAsync(text, CancellationToken.None));

    [Fact]
    public void Keys_may_stand_in_an_address_and_differ()
    {
        var keys = Enumerable.Range(0, 200).Select(_ => ApiKeyText.Make()).ToList();

        Assert.Equal(200, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Equal(key, Uri.EscapeDataString(key)));
        Assert.All(keys, key => Assert.Equal(8, ApiKeyText.PrefixOf(key)?.Length));
    }

    [GeneratedRegex("mk_[a-z0-9]{8}_[A-Za-z0-9_-]{43}")]
    private static partial Regex Key();
}
