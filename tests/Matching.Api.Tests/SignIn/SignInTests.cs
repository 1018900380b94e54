using System.Net;
using Matching.Api.Tests.Pools;
using Matching.Api.Tests.Site;
using Matching.Storage.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Api.Tests.SignIn;

public sealed class SignInTests(BareSite site) : IClassFixture<BareSite>
{
    [Fact]
    public async Task Right_password_opens_the_product_and_is_audited()
    {
        using var browser = site.Browser();
        using var answer = await SignInAsync(browser, "analyst", DemoAccounts.Password);

        Assert.Equal("/", answer.Headers.Location?.ToString());
        using var firms = await browser.GetAsync("/firms");
        Assert.Equal(HttpStatusCode.OK, firms.StatusCode);
        Assert.NotEmpty(await site.AuditAsync("analyst", "signed-in"));
    }

    [Fact]
    public async Task Cookie_cannot_be_read_by_scripts_nor_sent_from_elsewhere()
    {
        using var browser = site.Browser();
        using var answer = await SignInAsync(browser, "analyst", DemoAccounts.Password);

        var cookie = Cookie(answer);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Cookie_is_secure_over_https()
    {
        using var browser = site.Browser("https://localhost");
        using var answer = await SignInAsync(browser, "analyst", DemoAccounts.Password);

        Assert.Contains("secure", Cookie(answer), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Wrong_password_and_unknown_account_get_the_same_answer()
    {
        using var browser = site.Browser();
        using var wrong = await SignInAsync(browser, "reviewer", "wrong");
        using var unknown = await SignInAsync(browser, "nobody-of-that-name", "wrong");

        Assert.Equal(wrong.StatusCode, unknown.StatusCode);
        Assert.Equal(Message(await wrong.Content.ReadAsStringAsync()), Message(await unknown.Content.ReadAsStringAsync()));
        Assert.False(wrong.Headers.Contains("Set-Cookie") && Cookies(wrong).Any(cookie => cookie.StartsWith("matching-signin=", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/firms")).StatusCode);
    }

    [Fact]
    public async Task Ten_wrong_passwords_lock_the_account_for_a_quarter_of_an_hour_and_tell_nobody_that_it_exists()
    {
        using var browser = site.Browser();
        var said = new HashSet<string>();
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            using var refused = await SignInAsync(browser, "bank-b", "wrong");
            said.Add(Message(await refused.Content.ReadAsStringAsync()));
            using var unknown = await SignInAsync(browser, "nobody-of-that-name", "wrong");
            said.Add(Message(await unknown.Content.ReadAsStringAsync()));
        }

        using var right = await SignInAsync(browser, "bank-b", DemoAccounts.Password);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        said.Add(Message(await right.Content.ReadAsStringAsync()));
        Assert.Contains("账号或密码不对", Assert.Single(said), StringComparison.Ordinal);

        site.Clock.Advance(TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(1));
        using var later = await SignInAsync(browser, "bank-b", DemoAccounts.Password);
        Assert.Equal(HttpStatusCode.Redirect, later.StatusCode);
    }

    [Fact]
    public async Task Session_ends_with_the_password_it_was_opened_with()
    {
        using var browser = site.Browser();
        await site.AddAccountAsync("forgetful", AccountRole.Analyst, "a good password");
        await SignInAsync(browser, "forgetful", "a good password");
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/firms")).StatusCode);

        var keeping = site.Services.GetRequiredService<AccountKeeping>();
        Assert.IsType<AccountResult.Done>(await keeping.SetPasswordAsync("forgetful", "another, longer one", "admin", CancellationToken.None));

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/firms")).StatusCode);
        using var again = await SignInAsync(browser, "forgetful", "another, longer one");
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/firms")).StatusCode);
    }

    [Theory]
    [InlineData("/pools", "/pools", "a page of ours")]
    [InlineData("/firms?q=%E7%94%B2&page=2", "/firms?q=%E7%94%B2&page=2", "with its query")]
    [InlineData("https://evil.example/", "/", "another host")]
    [InlineData("//evil.example/", "/", "another host without scheme")]
    [InlineData("/\\evil.example/", "/", "browsers read a backslash as a slash")]
    [InlineData("\\\\evil.example/", "/", "two backslashes")]
    [InlineData("javascript:alert(1)", "/", "a script")]
    [InlineData(" /pools", "/", "leading blank")]
    [InlineData("/%09/evil.example", "/%09/evil.example", "an encoded tab stays a path of ours")]
    [InlineData("", "/", "nothing asked for")]
    public async Task Sign_in_leads_back_into_the_product_only(string asked, string led, string because)
    {
        using var browser = site.Browser();
        using var answer = await PoolSite.PostAsync(
            browser, "/sign-in", "/sign-in", ("UserName", "publisher"), ("Password", DemoAccounts.Password), ("ReturnUrl", asked));

        Assert.True(answer.Headers.Location?.ToString() == led, $"{because}: {answer.Headers.Location}");
    }

    [Fact]
    public async Task Page_asked_for_before_sign_in_is_opened_after_it()
    {
        using var browser = site.Browser();
        using var sent = await browser.GetAsync("/firms?q=abc");

        Assert.Equal("/sign-in?returnUrl=%2Ffirms%3Fq%3Dabc", sent.Headers.Location?.PathAndQuery);
        using var answer = await PoolSite.PostAsync(browser, sent.Headers.Location!.PathAndQuery, "/sign-in",
            ("UserName", "publisher"), ("Password", DemoAccounts.Password),
            ("ReturnUrl", WebUtility.HtmlDecode(PoolSite.Hidden(await browser.GetStringAsync(sent.Headers.Location.PathAndQuery), "ReturnUrl"))));
        Assert.Contains(answer.Headers.Location?.ToString(), new[] { "/firms?q=abc", "/" });
    }

    [Fact]
    public async Task Signing_out_takes_the_cookie_away()
    {
        using var browser = site.Browser();
        await SignInAsync(browser, "admin", DemoAccounts.Password);
        using var left = await PoolSite.PostAsync(browser, "/firms", "/sign-out");

        Assert.Equal("/sign-in", left.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/firms")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/firms")).StatusCode);
    }

    [Fact]
    public async Task Link_to_sign_out_signs_nobody_out()
    {
        using var browser = site.Browser();
        await SignInAsync(browser, "admin", DemoAccounts.Password);
        await browser.GetAsync("/sign-out");

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/firms")).StatusCode);
    }

    [Fact]
    public async Task Account_disabled_after_sign_in_is_turned_away_at_the_next_look()
    {
        using var browser = site.Browser();
        await site.AddAccountAsync("temporary", AccountRole.Analyst, "a good password");
        Assert.Equal(HttpStatusCode.Redirect, (await SignInAsync(browser, "temporary", "a good password")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/firms")).StatusCode);

        await using (var db = await site.OpenDatabaseAsync())
        {
            await db.Accounts.Where(account => account.UserName == "temporary").ExecuteUpdateAsync(set => set.SetProperty(account => account.IsDisabled, true));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/firms")).StatusCode);
        using var again = await SignInAsync(browser, "temporary", "a good password");
        Assert.Contains("账号或密码不对", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Made_up_cookie_is_nobody()
    {
        using var browser = site.Browser();
        browser.DefaultRequestHeaders.Add("Cookie", "matching-signin=CfDJ8made-up");

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/firms")).StatusCode);
    }

    internal static Task<HttpResponseMessage> SignInAsync(HttpClient browser, string user, string password) =>
        PoolSite.PostAsync(browser, "/sign-in", "/sign-in", ("UserName", user), ("Password", password));

    private static IEnumerable<string> Cookies(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [];

    private static string Cookie(HttpResponseMessage answer) =>
        Cookies(answer).Single(cookie => cookie.StartsWith("matching-signin=", StringComparison.Ordinal));

    private static string Message(string html)
    {
        var at = html.IndexOf("id=\"sign-in-message\"", StringComparison.Ordinal);
        Assert.True(at > 0, "a message is shown");
        return html[at..html.IndexOf("</p>", at, StringComparison.Ordinal)];
    }
}
