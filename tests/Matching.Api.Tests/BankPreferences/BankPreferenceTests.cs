using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Matching.Api.Features.Firms;
using Matching.Api.Tests.Pools;
using Matching.Api.Tests.Training;
using Matching.Domain.Pushes.Preferences;
using Matching.Ml.Preferences;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Api.Tests.BankPreferences;

/// <summary>What a bank looks for orders its own searches and nobody else's, and is proposed by its own outcomes alone.</summary>
public sealed class BankPreferenceTests(SampleSite site) : IClassFixture<SampleSite>
{
    private const string Page = "/lending-preference";
    private const string BankA = "示范银行甲";

    private LendingPreferences Kept => site.Services.GetRequiredService<LendingPreferences>();

    [Fact]
    public async Task Searches_are_ordered_by_relevance_times_preference_within_the_window_and_every_factor_has_its_reasons()
    {
        using var bank = await site.SignedInAsync("bank-a");
        var saved = await PoolSite.PostAsync(bank, Page, Page, ("t-1-4", "Most"), ("t-1-1", "Least"), ("t-3-0-3", "More"), ("t-2-420000", "Neutral"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);

        var plain = await HitsAsync(bank, "?pageSize=100", 12);
        var preferred = await HitsAsync(bank, "?pageSize=100&sort=preference", 12);
        Assert.InRange(plain.Count, PreferredOrder.Window + 100, 1200);
        Assert.Equal(plain.Select(hit => hit.Id).Order(), preferred.Select(hit => hit.Id).Order());
        Assert.Equal(plain.Skip(PreferredOrder.Window).Select(hit => hit.Id), preferred.Skip(PreferredOrder.Window).Select(hit => hit.Id));
        Assert.NotEqual(plain.Take(20).Select(hit => hit.Id), preferred.Take(20).Select(hit => hit.Id));
        var keys = preferred.Take(PreferredOrder.Window).Select(hit => (hit.Points is { } points ? 0.5m + (points / 200) : 0.45m) * hit.Factor!.Value).ToList();
        Assert.Equal(keys.OrderDescending(), keys);
        Assert.All(plain, hit => Assert.Null(hit.Factor));
        Assert.Contains(preferred, hit => hit.Factor == 1.25m);
        Assert.Contains(preferred, hit => hit.Factor == 0.7m);
        var points = plain.ToDictionary(hit => hit.Id, hit => hit.Points);
        Assert.All(preferred, hit => Assert.Equal(points[hit.Id], hit.Points));

        var html = WebUtility.HtmlDecode(await bank.GetStringAsync("/firms?sort=preference"));
        Assert.Contains("本行偏好 ×1.25：新材料明显优先", html, StringComparison.Ordinal);
        Assert.Contains("推荐分和等级不变", html, StringComparison.Ordinal);
        var worded = WebUtility.HtmlDecode(await bank.GetStringAsync("/firms?q=%E7%A7%91%E6%8A%80&sort=preference&page=2"));
        Assert.Contains("sort=preference", worded, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_sees_it_or_is_ordered_by_it()
    {
        using var bank = await site.SignedInAsync("bank-a");
        await PoolSite.PostAsync(bank, Page, Page, ("t-1-8", "Most"));
        using var other = await site.SignedInAsync("bank-b");
        Assert.DoesNotContain("Most\" selected", await other.GetStringAsync(Page), StringComparison.Ordinal);
        Assert.Contains("本行还没有设置偏好", WebUtility.HtmlDecode(await other.GetStringAsync("/firms?sort=preference")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await other.GetAsync("/api/firms?sort=preference")).StatusCode);
        foreach (var user in (string[])["publisher", "analyst", "admin"])
        {
            using var office = await site.SignedInAsync(user);
            Assert.Equal(HttpStatusCode.Forbidden, (await office.GetAsync(Page)).StatusCode);
            Assert.DoesNotContain("value=\"preference\"", await office.GetStringAsync("/firms"), StringComparison.Ordinal);
            Assert.Contains("只有银行能按本行偏好排列", WebUtility.HtmlDecode(await office.GetStringAsync("/firms?sort=preference")), StringComparison.Ordinal);
        }

        Assert.True((await Kept.FindAsync("示范银行乙", CancellationToken.None)).Preference.IsNeutral);
    }

    [Fact]
    public async Task What_is_no_choice_is_refused_and_nothing_is_kept()
    {
        using var bank = await site.SignedInAsync("bank-a");
        await PoolSite.PostAsync(bank, Page, Page, ("t-1-2", "More"));
        var before = await RowsAsync();
        foreach (var value in (string[])["Huge", "4", "More,Less", " "])
        {
            var answer = await PoolSite.PostAsync(bank, Page, Page, ("t-1-3", value));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains("无法识别，没有保存", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }

        // A field of the form nobody offered is no preference.
        await PoolSite.PostAsync(bank, Page, Page, ("t-1-2", "More"), ("t-9-x", "Most"));
        Assert.Equal(before + 1, await RowsAsync());
        var kept = (await Kept.FindAsync(BankA, CancellationToken.None)).Preference;
        Assert.Equal([new(new PreferenceTrait(TraitKind.Field, "2"), PreferenceLevel.More)], kept.Levels);
    }

    [Fact]
    public async Task Outcomes_of_the_bank_itself_propose_and_a_person_takes_them_over()
    {
        var experience = await Kept.LearnAsync(BankA, CancellationToken.None);
        Assert.True(experience.IsEnough);
        Assert.InRange(experience.Approved, BankExperience.FewestOfEither, experience.Decided - BankExperience.FewestOfEither);
        var other = await Kept.LearnAsync("示范银行乙", CancellationToken.None);
        Assert.NotEqual((experience.Decided, experience.Approved), (other.Decided, other.Approved));
        Assert.False((await Kept.LearnAsync("示范银行丙", CancellationToken.None)).IsEnough);
        foreach (var kind in experience.Traits.GroupBy(one => one.Trait.Kind))
        {
            Assert.InRange(kind.Sum(one => one.Decided), 1, experience.Decided);
            Assert.InRange(kind.Sum(one => one.Approved), 0, experience.Approved);
        }

        using var bank = await site.SignedInAsync("bank-a");
        Assert.Contains($"授信 {experience.Approved} 笔", WebUtility.HtmlDecode(await bank.GetStringAsync(Page)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await PoolSite.PostAsync(bank, Page, $"{Page}/Learned")).StatusCode);
        var kept = (await Kept.FindAsync(BankA, CancellationToken.None)).Preference;
        Assert.Equal(
            experience.Traits.Where(one => one.Proposed != PreferenceLevel.Neutral).Select(one => (one.Trait, one.Proposed)).OrderBy(one => one.Trait.ToString()),
            kept.Levels.Select(pair => (pair.Key, pair.Value)).OrderBy(one => one.Key.ToString()));
        Assert.Contains("learned", (await site.AuditAsync("bank-a", "preference-saved"))[^1].Detail, StringComparison.Ordinal);
    }

    private async Task<int> RowsAsync()
    {
        await using var db = await site.OpenDatabaseAsync();
        return await db.LendingPreferences.CountAsync();
    }

    private static async Task<List<(string Id, decimal? Points, decimal? Factor)>> HitsAsync(HttpClient client, string query, int pages)
    {
        var hits = new List<(string, decimal?, decimal?)>();
        for (var page = 1; page <= pages; page++)
        {
            var answer = await client.GetFromJsonAsync<JsonElement>($"/api/firms{query}&page={page}");
            hits.AddRange(answer.GetProperty("hits").EnumerateArray().Select(hit => (hit.GetProperty("id").GetString()!, Number(hit, "points"), Number(hit, "preferenceFactor"))));
        }

        return hits;

        static decimal? Number(JsonElement hit, string name) => hit.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDecimal() : null;
    }
}
