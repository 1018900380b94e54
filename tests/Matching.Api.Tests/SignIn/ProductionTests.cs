using System.Net;
using Matching.Api.Tests.Site;
using Matching.Storage.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Matching.Api.Tests.SignIn;

/// <summary>What holds outside development: no demonstration accounts, nothing over plain http.</summary>
public sealed class ProductionTests(ProductionTests.ProductionSite site) : IClassFixture<ProductionTests.ProductionSite>
{
    public sealed class ProductionSite : BareSite
    {
        protected override string EnvironmentName => "Production";
    }

    [Fact]
    public async Task No_demo_account_is_made_or_offered()
    {
        using var browser = site.Browser("https://localhost");

        Assert.DoesNotContain("演示账号", await browser.GetStringAsync("/sign-in"), StringComparison.Ordinal);
        await using var db = await site.OpenDatabaseAsync();
        Assert.False(await db.Accounts.AnyAsync(account => account.UserName == "publisher"));
    }

    [Fact]
    public async Task Demo_account_left_in_the_database_is_refused_like_any_stranger()
    {
        await site.AddAccountAsync("left-over", AccountRole.Admin, DemoAccounts.Password, isDemo: true);
        using var browser = site.Browser("https://localhost");
        using var answer = await SignInTests.SignInAsync(browser, "left-over", DemoAccounts.Password);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("账号或密码不对", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_cookie_is_secure_and_hsts_is_told()
    {
        await site.AddAccountAsync("real", AccountRole.Publisher, "a good password");
        using var browser = site.Browser("https://matching.example");
        using var answer = await SignInTests.SignInAsync(browser, "real", "a good password");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.All(answer.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.True(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Failure_shows_no_stack_trace()
    {
        await site.AddAccountAsync("curious", AccountRole.Publisher, "a good password");
        using var browser = site.Browser("https://localhost");
        await SignInTests.SignInAsync(browser, "curious", "a good password");

        // the index of this host was never filled
        using var page = await browser.GetAsync("/firms");
        using var api = await browser.GetAsync("/api/firms");

        foreach (var answer in new[] { page, api })
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.Contains("检索索引正在准备", text, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        }
    }
}
