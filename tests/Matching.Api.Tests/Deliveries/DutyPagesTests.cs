using System.Net;
using System.Text.RegularExpressions;
using Matching.Api.Tests.Pools;
using Matching.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Api.Tests.Deliveries;

/// <summary>The 责任清单 as persons keep it.</summary>
public sealed partial class DutyPagesTests(PoolSite site) : IClassFixture<PoolSite>
{
    private const string New = "/deliveries/supply/duty";

    [Fact]
    public async Task Line_is_added_changed_and_struck_and_its_history_stays()
    {
        using var publisher = await site.SignedInAsync("publisher");
        var added = await SaveAsync(publisher, New, Line("2026年度江南市技术合同登记名单.xlsx", owner: "成果处", firstDue: "2000-03-31"));
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        var supply = await PageAsync(publisher, "/deliveries/supply");
        var line = LineOf(supply, "江南市技术合同登记名单");
        Assert.Contains("成果处", line, StringComparison.Ordinal);
        Assert.Contains("逾期", line, StringComparison.Ordinal);
        Assert.Contains("没有来过", line, StringComparison.Ordinal);
        Assert.Matches("缺 2[0-9] 期|缺 [3-9][0-9] 期", line);

        var address = Address().Match(line).Value;
        Assert.Contains("value=\"江南市技术合同登记名单\"", await PageAsync(publisher, address), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await SaveAsync(publisher, address, Line("江南市技术合同登记名单", owner: "市场处", cycle: "AsNeeded", firstDue: ""))).StatusCode);
        line = LineOf(await PageAsync(publisher, "/deliveries/supply"), "江南市技术合同登记名单");
        Assert.Contains("市场处", line, StringComparison.Ordinal);
        Assert.Contains("不定期", line, StringComparison.Ordinal);

        var looked = await PageAsync(publisher, address);
        Assert.Equal(HttpStatusCode.Redirect, (await PoolSite.PostAsync(publisher, address, $"{address}/End", ("BasedOn", PoolSite.Hidden(looked, "BasedOn")))).StatusCode);
        Assert.DoesNotContain("江南市技术合同登记名单", await PageAsync(publisher, "/deliveries/supply"), StringComparison.Ordinal);
        var history = await PageAsync(publisher, address);
        Assert.Contains("只供查看", history, StringComparison.Ordinal);
        Assert.Contains("（去掉）", history, StringComparison.Ordinal);
        Assert.Contains("成果处", history, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SaveAsync(publisher, address, Line("江南市技术合同登记名单"))).StatusCode);

        await using var db = await site.Services.GetRequiredService<IDbContextFactory<MatchingDbContext>>().CreateDbContextAsync();
        var id = address[(address.LastIndexOf('/') + 1)..];
        Assert.Equal(
            ["duty-added", "duty-changed", "duty-ended"],
            await db.Audit.AsNoTracking().Where(entry => entry.Subject == id).OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync());
    }

    [Fact]
    public async Task Everything_wrong_is_said_at_once_and_what_was_typed_stays()
    {
        using var publisher = await site.SignedInAsync("publisher");
        var answer = await SaveAsync(publisher, New, Line("2026", owner: " ", firstDue: "", note: "备注<b>一"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var raw = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<b>", raw, StringComparison.Ordinal);
        var html = WebUtility.HtmlDecode(raw);
        Assert.Contains("年份和日期不算", html, StringComparison.Ordinal);
        Assert.Contains("请填写责任处室", html, StringComparison.Ordinal);
        Assert.Contains("须填首次应到日", html, StringComparison.Ordinal);
        Assert.Contains("备注<b>一", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cycle", "Weekly")]
    [InlineData("Cycle", "2")]
    [InlineData("Extent", "9")]
    [InlineData("Library", "99")]
    [InlineData("FirstDue", "明年")]
    public async Task Value_that_is_no_choice_is_refused(string field, string value)
    {
        using var publisher = await site.SignedInAsync("publisher");
        var line = Line($"荒唐的{field}{value}名单").Select(pair => pair.Name == field ? (field, value) : pair).ToArray();
        var answer = await SaveAsync(publisher, New, line);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("class=\"notice bad wraps\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_lines_for_one_list_and_a_change_upon_a_change_are_refused()
    {
        using var publisher = await site.SignedInAsync("publisher");
        Assert.Equal(HttpStatusCode.Redirect, (await SaveAsync(publisher, New, Line("江南市孵化企业名单", owner: "高新处"))).StatusCode);
        var doubled = await SaveAsync(publisher, New, Line("2025年江南市孵化企业名单", owner: "农村处"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, doubled.StatusCode);
        Assert.Contains("由高新处负责", WebUtility.HtmlDecode(await doubled.Content.ReadAsStringAsync()), StringComparison.Ordinal);

        var address = Address().Match(LineOf(await PageAsync(publisher, "/deliveries/supply"), "江南市孵化企业名单")).Value;
        var old = PoolSite.Hidden(await PageAsync(publisher, address), "BasedOn");
        Assert.Equal(HttpStatusCode.Redirect, (await SaveAsync(publisher, address, Line("江南市孵化企业名单", owner: "规划处"))).StatusCode);
        var late = await PoolSite.PostAsync(publisher, address, address, [.. Line("江南市孵化企业名单", owner: "农村处"), ("BasedOn", old)]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
        Assert.Contains("改过这一项", WebUtility.HtmlDecode(await late.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Contains("规划处", LineOf(await PageAsync(publisher, "/deliveries/supply"), "江南市孵化企业名单"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reviewer_reads_the_duties_and_changes_none()
    {
        using var publisher = await site.SignedInAsync("publisher");
        Assert.Equal(HttpStatusCode.Redirect, (await SaveAsync(publisher, New, Line("江南市众创空间名单"))).StatusCode);
        using var reviewer = await site.SignedInAsync("reviewer");
        var html = await PageAsync(reviewer, "/deliveries/supply");
        Assert.Contains("江南市众创空间名单", html, StringComparison.Ordinal);
        Assert.DoesNotContain("/deliveries/supply/duty", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await reviewer.GetAsync(New)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await publisher.GetAsync($"{New}/{Guid.Empty}")).StatusCode);
    }

    private static (string Name, string Value)[] Line(
        string lists, string owner = "高新处", string cycle = "Yearly", string firstDue = "2030-07-10", string extent = "Additions", string note = "") =>
    [
        ("Library", "Awards"), ("Lists", lists), ("Owner", owner), ("Cycle", cycle), ("FirstDue", firstDue), ("Extent", extent), ("Note", note),
    ];

    private static async Task<HttpResponseMessage> SaveAsync(HttpClient client, string address, (string Name, string Value)[] line) =>
        await PoolSite.PostAsync(client, address, address, [.. line, ("BasedOn", Based().Match(await client.GetStringAsync(address)).Groups[1].Value)]);

    private static async Task<string> PageAsync(HttpClient client, string address) => WebUtility.HtmlDecode(await client.GetStringAsync(address));

    private static string LineOf(string html, string lists) => Regex.Match(html, $"<tr>(?:(?!</tr>).)*?{lists}(?:(?!</tr>).)*</tr>", RegexOptions.Singleline).Value;

    [GeneratedRegex("/deliveries/supply/duty/[0-9a-f-]{36}")]
    private static partial Regex Address();

    [GeneratedRegex("name=\"BasedOn\" value=\"([0-9]+)\"")]
    private static partial Regex Based();
}
