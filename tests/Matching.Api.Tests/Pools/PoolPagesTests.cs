using System.Net;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Matching.Domain.Pools;
using Matching.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Api.Tests.Pools;

public sealed class PoolPagesTests(PoolSite site) : IClassFixture<PoolSite>
{
    [Fact]
    public async Task Pool_goes_from_draft_to_bank_by_two_people()
    {
        using var publisher = await site.SignedInAsync("publisher");
        using var bank = await site.SignedInAsync("bank-a");
        var pool = await NewPoolAsync(publisher, "两人发布库");
        await AddAsync(publisher, pool, PoolSite.UsccOf(1), "F0000002", "宜昌市丙生物医药有限公司");

        Assert.Equal(HttpStatusCode.Redirect, (await StepAsync(publisher, pool, "Submit")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bank.GetAsync(pool)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bank.GetAsync($"{pool}/versions/1")).StatusCode);

        var alone = await StepAsync(publisher, pool, "Confirm");
        Assert.Equal(HttpStatusCode.Conflict, alone.StatusCode);
        Assert.Contains("提交人与复核人不能为同一人", await alone.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var reviewer = await site.SignedInAsync("reviewer");
        Assert.Equal(HttpStatusCode.Redirect, (await StepAsync(reviewer, pool, "Confirm")).StatusCode);
        var list = await bank.GetStringAsync($"{pool}/versions/1");
        Assert.Contains("武汉市甲光电科技有限公司", list, StringComparison.Ordinal);
        Assert.Contains(PoolSite.UsccOf(3), list, StringComparison.Ordinal);
        Assert.Contains(await HashOfAsync(pool), list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stored_version_gives_the_hash_it_was_published_with()
    {
        using var publisher = await site.SignedInAsync("publisher");
        var pool = await PublishedAsync(publisher, "校验库", "F0000001", "F0000004");

        using var scope = site.Services.CreateScope();
        var version = await VersionAsync(scope, pool);

        Assert.Equal(PoolState.Published, version.State);
        Assert.Equal(PoolContent.Hash(version), version.ContentHash);
        Assert.Equal(61m, version.Members[0].Points);
    }

    [Fact]
    public async Task Database_itself_refuses_to_change_a_published_version()
    {
        using var publisher = await site.SignedInAsync("publisher");
        var pool = await PublishedAsync(publisher, "只读库", "F0000001");
        using var scope = site.Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<MatchingDbContext>();
        var id = IdOf(pool);

        foreach (var sql in new[]
        {
            "UPDATE pool_members SET \"Name\" = '乙' WHERE \"PoolId\" = {0}",
            "DELETE FROM pool_members WHERE \"PoolId\" = {0}",
            "UPDATE pool_versions SET \"ContentHash\" = 'x' WHERE \"PoolId\" = {0}",
            "UPDATE pool_versions SET \"State\" = 1 WHERE \"PoolId\" = {0}",
            "DELETE FROM pool_versions WHERE \"PoolId\" = {0}",
        })
        {
            var refused = await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync(sql, id));
            Assert.Contains("published pool version", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Rule_adds_what_the_search_page_would_find()
    {
        using var publisher = await site.SignedInAsync("publisher");
        var pool = await NewPoolAsync(publisher, "条件库");

        var preview = await publisher.GetStringAsync($"{pool}?Rule={Uri.EscapeDataString("/firms?q=武汉市")}");
        Assert.Contains("加入这 4 家", preview, StringComparison.Ordinal);
        await StepAsync(publisher, pool, "AddByRule", ("Rule", PoolSite.Hidden(preview, "Rule") is { Length: > 0 } rule ? WebUtility.HtmlDecode(rule) : "?q=武汉市"));

        using var scope = site.Services.CreateScope();
        var version = await VersionAsync(scope, pool);
        Assert.Equal([1L, 2, 4, 5], version.Members.Select(member => member.FirmId.Value));
        Assert.All(version.Members, member => Assert.Equal(PoolReason.ByRule, member.Reason));
    }

    [Theory]
    [InlineData("F0000005", "暂定企业")]
    [InlineData("F0000006", "不是企业")]
    public async Task Firm_that_cannot_be_lent_to_holds_the_draft_back(string firm, string reason)
    {
        using var publisher = await site.SignedInAsync("publisher");
        var pool = await NewPoolAsync(publisher, "有问题的库");
        await AddAsync(publisher, pool, "F0000001", firm);

        var refused = await StepAsync(publisher, pool, "Submit");

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains(reason, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await StepAsync(publisher, pool, "Remove", ("Firms", firm))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await StepAsync(publisher, pool, "Submit")).StatusCode);
    }

    [Fact]
    public async Task Lines_nothing_is_found_for_are_named_and_do_not_stop_the_others()
    {
        using var publisher = await site.SignedInAsync("publisher");
        var pool = await NewPoolAsync(publisher, "清单库");

        var answer = await AddAsync(publisher, pool, "F0000001", "没有这样的<b>企业</b>");
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Contains("已加入 1 家企业", html, StringComparison.Ordinal);
        Assert.Contains("没有这样的&lt;b&gt;企业&lt;/b&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>企业</b>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Step_on_a_version_changed_meanwhile_is_refused()
    {
        using var publisher = await site.SignedInAsync("publisher");
        var pool = await NewPoolAsync(publisher, "并发库");
        await AddAsync(publisher, pool, "F0000001");
        var old = await publisher.GetStringAsync(pool);
        await AddAsync(publisher, pool, "F0000002");

        var refused = await PoolSite.PostAsync(publisher, pool, $"{pool}?handler=Submit",
            ("Number", "1"), ("Revision", PoolSite.Hidden(old, "Revision")));

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("刚被别人改过", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Returned_version_shows_why()
    {
        using var publisher = await site.SignedInAsync("publisher");
        using var reviewer = await site.SignedInAsync("reviewer");
        var pool = await NewPoolAsync(publisher, "退回库");
        await AddAsync(publisher, pool, "F0000001");
        await StepAsync(publisher, pool, "Submit");

        Assert.Equal(HttpStatusCode.Conflict, (await StepAsync(reviewer, pool, "Return", ("Reason", " "))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await StepAsync(reviewer, pool, "Return", ("Reason", "请补充<依据>"))).StatusCode);
        Assert.Contains("请补充&lt;依据&gt;", await publisher.GetStringAsync(pool), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recalled_list_is_closed_to_banks_but_says_why()
    {
        using var publisher = await site.SignedInAsync("publisher");
        using var bank = await site.SignedInAsync("bank-b");
        var pool = await PublishedAsync(publisher, "撤回库", "F0000001");
        var version = $"{pool}/versions/1";
        var html = await publisher.GetStringAsync(version);

        var recalled = await PoolSite.PostAsync(publisher, version, $"{version}/Recall",
            ("Number", "1"), ("Revision", PoolSite.Hidden(html, "Revision")), ("Reason", "名单有误"));

        Assert.Equal(HttpStatusCode.Redirect, recalled.StatusCode);
        var seen = await bank.GetStringAsync(version);
        Assert.Contains("名单有误", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("武汉市甲光电科技有限公司", seen, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, (await bank.GetAsync($"{version}/export")).StatusCode);
        Assert.Empty((await JsonOfAsync(bank, $"/api{version}")).GetProperty("members").EnumerateArray());
    }

    [Fact]
    public async Task Export_opens_and_its_cells_are_inert()
    {
        using var publisher = await site.SignedInAsync("publisher");
        using var bank = await site.SignedInAsync("bank-a");
        var pool = await PublishedAsync(publisher, "导出库", "F0000001", "F0000004", "F0000007");

        using var answer = await bank.GetAsync($"{pool}/versions/1/export");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var book = SpreadsheetDocument.Open(await answer.Content.ReadAsStreamAsync(), false);
        var texts = book.WorkbookPart!.WorksheetParts.SelectMany(part => part.Worksheet.Descendants<Cell>()).Select(cell => cell.InnerText).ToList();
        Assert.Contains("'=HYPERLINK(\"http://x\")科技有限公司", texts);
        Assert.Contains(PoolSite.HostileName, texts);
        Assert.Contains(texts, text => text.Contains("不是信用评级", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains("示范银行甲", StringComparison.Ordinal));
        Assert.Empty(book.WorkbookPart.WorksheetParts.SelectMany(part => part.Worksheet.Descendants<CellFormula>()));
    }

    [Fact]
    public async Task Hostile_names_are_text_on_every_page()
    {
        using var publisher = await site.SignedInAsync("publisher");
        var pool = await PublishedAsync(publisher, "<img src=x onerror=alert(1)>库", "F0000004");
        await StepAsync(publisher, pool, "StartDraft");

        foreach (var address in new[] { "/pools", pool, $"{pool}/versions/1", $"{pool}/diff?from=1&to=2", $"{pool}?Rule=%3Cscript%3E" })
        {
            var html = await publisher.GetStringAsync(address);
            Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Next_version_shows_its_difference()
    {
        using var publisher = await site.SignedInAsync("publisher");
        var pool = await PublishedAsync(publisher, "比较库", "F0000001", "F0000002");
        await StepAsync(publisher, pool, "StartDraft");
        await AddAsync(publisher, pool, "F0000003");
        await StepAsync(publisher, pool, "Remove", ("Firms", "F0000001"));

        var html = await publisher.GetStringAsync($"{pool}/diff?from=1&to=2");

        Assert.Contains("新增 <strong>1</strong> 家，移出 <strong>1</strong> 家，内容有变 <strong>0</strong> 家，未变 1 家", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bank-a")]
    [InlineData("analyst")]
    [InlineData("reviewer")]
    public async Task Only_publishers_build_pools(string user)
    {
        using var publisher = await site.SignedInAsync("publisher");
        var pool = await PublishedAsync(publisher, $"权限库 {user}", "F0000001");
        using var client = await site.SignedInAsync(user);

        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/pools/new")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PoolSite.PostAsync(client, "/pools", $"{pool}?handler=StartDraft")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PoolSite.PostAsync(client, "/pools", $"{pool}/versions/1/Recall", ("Reason", "试试"))).StatusCode);
    }

    [Fact]
    public async Task Api_shows_banks_published_pools_only_and_asks_strangers_to_sign_in()
    {
        using var publisher = await site.SignedInAsync("publisher");
        var draft = await NewPoolAsync(publisher, "接口草稿库");
        var published = await PublishedAsync(publisher, "接口发布库", "F0000001");
        using var bank = await site.SignedInAsync("bank-a");
        using var stranger = site.CreateClient();

        var names = (await JsonOfAsync(bank, "/api/pools")).EnumerateArray().Select(pool => pool.GetProperty("name").GetString()).ToList();
        Assert.Contains("接口发布库", names);
        Assert.DoesNotContain("接口草稿库", names);
        Assert.Equal(HttpStatusCode.NotFound, (await bank.GetAsync($"/api{draft}/versions/1")).StatusCode);
        var version = await JsonOfAsync(bank, $"/api{published}/versions/1");
        Assert.Equal("F0000001", version.GetProperty("members")[0].GetProperty("firmId").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/api/pools")).StatusCode);
    }

    [Theory]
    [InlineData("/pools?state=nonsense")]
    [InlineData("/pools?rule=%00%ff")]
    [InlineData("/pools/999999")]
    [InlineData("/pools/1/versions/999")]
    [InlineData("/pools/1/diff?from=x&to=y")]
    [InlineData("/pools/99999999999999999999")]
    public async Task Odd_addresses_are_no_server_error(string address)
    {
        using var publisher = await site.SignedInAsync("publisher");

        Assert.InRange((int)(await publisher.GetAsync(address)).StatusCode, 200, 404);
    }

    [Theory]
    [InlineData("", "用途", 5)]
    [InlineData("名称", "", 5)]
    [InlineData("名称", "用途", 61)]
    [InlineData("名称", "用途", -1)]
    public async Task Pool_without_what_it_needs_is_not_made(string name, string purpose, int days)
    {
        using var publisher = await site.SignedInAsync("publisher");

        var answer = await PoolSite.PostAsync(publisher, "/pools/new", "/pools/new", ("Pool.Name", name), ("Pool.Purpose", purpose),
            ("Pool.Office", "成果处"), ("Pool.AnnouncementDays", $"{days}"), ("Pool.ValidMonths", "12"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Every_act_is_audited()
    {
        using var publisher = await site.SignedInAsync("publisher");
        var pool = await PublishedAsync(publisher, "审计库", "F0000001");
        var subject = $"{IdOf(pool)}/1";

        using var scope = site.Services.CreateScope();
        var actions = await scope.ServiceProvider.GetRequiredService<MatchingDbContext>().Audit
            .Where(entry => entry.Subject == subject).OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync();

        Assert.Equal(["pool-members-added", "pool-submitted", "pool-confirmed"], actions);
    }

    private static async Task<string> NewPoolAsync(HttpClient client, string name)
    {
        var made = await PoolSite.PostAsync(client, "/pools/new", "/pools/new", ("Pool.Name", name), ("Pool.Purpose", "供合作银行对接"),
            ("Pool.Office", "成果处"), ("Pool.AnnouncementDays", "0"), ("Pool.ValidMonths", "12"));
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        return made.Headers.Location!.ToString();
    }

    private static Task<HttpResponseMessage> AddAsync(HttpClient client, string pool, params string[] lines) =>
        StepAsync(client, pool, "AddByHand", ("Lines", string.Join('\n', lines)));

    private static async Task<HttpResponseMessage> StepAsync(HttpClient client, string pool, string step, params (string Name, string Value)[] fields)
    {
        var html = await client.GetStringAsync(pool);
        var number = PoolSite.Hidden(html, "Number") is { Length: > 0 } shown ? shown : "1";
        var revision = PoolSite.Hidden(html, "Revision") is { Length: > 0 } seen ? seen : "0";
        return await PoolSite.PostAsync(client, pool, $"{pool}?handler={step}", [("Number", number), ("Revision", revision), .. fields]);
    }

    private static int IdOf(string pool) => int.Parse(pool[(pool.LastIndexOf('/') + 1)..], System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<JsonElement> JsonOfAsync(HttpClient client, string address) =>
        JsonDocument.Parse(await client.GetStringAsync(address)).RootElement;

    private static Task<PoolVersion> VersionAsync(IServiceScope scope, string pool)
    {
        var id = IdOf(pool);
        return scope.ServiceProvider.GetRequiredService<MatchingDbContext>().PoolVersions.AsNoTrackingWithIdentityResolution()
            .Include(version => version.Pool).Include(version => version.Members)
            .SingleAsync(version => version.Pool.Id == id && version.Number == 1);
    }

    private async Task<string> PublishedAsync(HttpClient publisher, string name, params string[] firms)
    {
        var pool = await NewPoolAsync(publisher, name);
        await AddAsync(publisher, pool, firms);
        await StepAsync(publisher, pool, "Submit");
        using var reviewer = await site.SignedInAsync("reviewer");
        var confirmed = await StepAsync(reviewer, pool, "Confirm");
        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
        return pool;
    }

    private async Task<string> HashOfAsync(string pool)
    {
        using var scope = site.Services.CreateScope();
        return (await VersionAsync(scope, pool)).ContentHash;
    }
}
