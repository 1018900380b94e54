using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Matching.Api.Tests.Pools;
using Matching.Api.Tests.Site;
using Matching.Ml.Runs;
using Matching.Storage.Jobs;
using Matching.Storage.Scores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Api.Tests.Models;

public sealed class ModelPageTests(LoadedSite site) : IClassFixture<LoadedSite>, IAsyncLifetime
{
    private static readonly Uri Model = new("/api/models", UriKind.Relative);

    public async Task InitializeAsync()
    {
        await using var db = await site.OpenDatabaseAsync();
        await db.ScoreRuns.ExecuteDeleteAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Page_shows_the_card_the_unknown_official_indicators_the_grades_and_the_version()
    {
        using var analyst = await site.SignedInAsync("analyst");
        var html = await analyst.GetStringAsync("/models");

        Assert.Contains("card-2026.1", html, StringComparison.Ordinal);
        Assert.Contains("高新技术企业证书有效", html, StringComparison.Ordinal);
        Assert.Contains("研发费用金额", html, StringComparison.Ordinal);
        Assert.Contains("满 3 年不满 8 年", html, StringComparison.Ordinal);
        Assert.Contains("300 万元起得 50%", html, StringComparison.Ordinal);
        Assert.Contains("不是信用评级", html, StringComparison.Ordinal);
        Assert.Contains("60 分以上", html, StringComparison.Ordinal);
        Assert.Contains("不足 5 分", html, StringComparison.Ordinal);
        Assert.Contains("重新计算全部企业", html, StringComparison.Ordinal);
        Assert.Equal(1, Regex.Count(html, "使用中</span>"));
    }

    [Fact]
    public async Task Grades_of_the_page_are_those_of_the_scores_in_force_and_of_the_search()
    {
        using var analyst = await site.SignedInAsync("analyst");
        var spread = (await analyst.GetFromJsonAsync<JsonElement>(Model)).GetProperty("spread");
        await using var db = await site.OpenDatabaseAsync();
        var scores = await db.Scores.Where(score => score.EndedAt == null).ToListAsync();

        Assert.Equal(scores.Count, spread.GetProperty("scored").GetInt32());
        foreach (var grade in spread.GetProperty("grades").EnumerateArray())
        {
            var step = grade.GetProperty("step").GetInt32();
            Assert.Equal(scores.Count(score => score.Grade == step), grade.GetProperty("firms").GetInt32());
            var found = await analyst.GetFromJsonAsync<JsonElement>($"/api/firms?grade={step}");
            Assert.Equal(grade.GetProperty("firms").GetInt32(), found.GetProperty("total").GetInt32());
        }
    }

    [Fact]
    public async Task Analyst_asks_for_a_run_sees_it_wait_and_finds_it_done()
    {
        using var analyst = await site.SignedInAsync("analyst");
        var asked = await PoolSite.PostAsync(analyst, "/models", "/models/Recompute");
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        var waiting = await analyst.GetStringAsync("/models");
        Assert.Contains("重新计算：等待", waiting, StringComparison.Ordinal);
        Assert.DoesNotContain("重新计算全部企业</button>", waiting, StringComparison.Ordinal);

        using var fragment = await HtmxAsync(analyst);
        Assert.False(fragment.Headers.Contains("HX-Refresh"));
        Assert.True(await site.Services.GetRequiredService<RecomputeScores>().NextAsync(CancellationToken.None));
        using var over = await HtmxAsync(analyst);
        Assert.True(over.Headers.Contains("HX-Refresh"));

        var done = await analyst.GetStringAsync("/models");
        Assert.Contains("人工申请（analyst）", done, StringComparison.Ordinal);
        Assert.Contains("完成</span>", done, StringComparison.Ordinal);
        var noted = (await site.AuditAsync("analyst", "scoring-requested"))[^1];
        await using var db = await site.OpenDatabaseAsync();
        Assert.Equal(noted.Subject, (await db.ScoreRuns.SingleAsync()).Id.ToString());
    }

    [Fact]
    public async Task A_program_asks_for_a_run_with_its_token_and_follows_it()
    {
        using var analyst = await site.SignedInAsync("analyst");
        using var refused = await analyst.PostAsync(new Uri("/api/models/runs", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("/problems/antiforgery", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var key = await analyst.GetFromJsonAsync<JsonElement>("/api/antiforgery");
        analyst.DefaultRequestHeaders.Add(key.GetProperty("header").GetString()!, key.GetProperty("token").GetString());
        using var accepted = await analyst.PostAsync(new Uri("/api/models/runs", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal("Waiting", (await analyst.GetFromJsonAsync<JsonElement>(accepted.Headers.Location)).GetProperty("state").GetString());

        await site.Services.GetRequiredService<RecomputeScores>().NextAsync(CancellationToken.None);
        var run = await analyst.GetFromJsonAsync<JsonElement>(accepted.Headers.Location);
        Assert.Equal("Done", run.GetProperty("state").GetString());
        Assert.Equal(run.GetProperty("scored").GetInt32(), run.GetProperty("grades").EnumerateArray().Sum(count => count.GetInt32()));
    }

    [Theory]
    [InlineData("reviewer", HttpStatusCode.OK)]
    [InlineData("publisher", HttpStatusCode.OK)]
    [InlineData("bank-a", HttpStatusCode.Forbidden)]
    public async Task Others_of_the_department_look_but_do_not_recompute_and_banks_do_not_look(string user, HttpStatusCode expected)
    {
        using var client = await site.SignedInAsync(user);
        using var page = await client.GetAsync(new Uri("/models", UriKind.Relative));
        Assert.Equal(expected, page.StatusCode);
        Assert.DoesNotContain("重新计算全部企业", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var asked = await PoolSite.PostAsync(client, "/firms", "/models/Recompute");
        Assert.NotEqual("/models", asked.Headers.Location?.OriginalString);
        await using var db = await site.OpenDatabaseAsync();
        Assert.Empty(await db.ScoreRuns.ToListAsync());
    }

    [Fact]
    public async Task A_run_that_failed_says_so_and_can_be_asked_for_again()
    {
        var runs = site.Services.GetRequiredService<ScoreRuns>();
        await runs.RequestAsync(ScoreRunCause.Request, "analyst", new DateOnly(2026, 3, 10), CancellationToken.None);
        await using (var held = await runs.TakeAsync(CancellationToken.None))
        {
            await held!.FailAsync("没有算完，请再次重新计算。", CancellationToken.None);
        }

        using var analyst = await site.SignedInAsync("analyst");
        var html = await analyst.GetStringAsync("/models");
        Assert.Contains("没有算完，请再次重新计算。", html, StringComparison.Ordinal);
        Assert.Contains("失败</span>", html, StringComparison.Ordinal);
        Assert.Contains("重新计算全部企业", html, StringComparison.Ordinal);
        Assert.Equal(JobState.Failed, Assert.Single(await runs.NewestAsync(3, CancellationToken.None)).State);
    }

    private static async Task<HttpResponseMessage> HtmxAsync(HttpClient client)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Get, "/models/Progress");
        ask.Headers.Add("HX-Request", "true");
        return await client.SendAsync(ask);
    }
}
