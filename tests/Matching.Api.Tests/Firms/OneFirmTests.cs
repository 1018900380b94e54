using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Matching.Api.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace Matching.Api.Tests.Firms;

public sealed class OneFirmTests(LoadedSite site) : IClassFixture<LoadedSite>
{
    [Fact]
    public async Task Page_shows_the_firm_with_its_former_name_evidence_and_disclaimer()
    {
        using var bank = await site.SignedInAsync("bank-a");
        var html = await bank.GetStringAsync($"/firms/{await site.FirmAsync(InventedLists.Optics)}");

        Assert.Contains(InventedLists.Optics, html, StringComparison.Ordinal);
        Assert.Contains(InventedLists.OpticsBefore, html, StringComparison.Ordinal);
        Assert.Contains("GR202442000001", html, StringComparison.Ordinal);
        Assert.Contains("不是信用评级", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reasons_list_every_line_of_the_card_and_the_official_indicators_nobody_here_can_know()
    {
        using var bank = await site.SignedInAsync("bank-a");
        using var analyst = await site.SignedInAsync("analyst");
        var html = await bank.GetStringAsync($"/firms/{await site.FirmAsync(InventedLists.Optics)}");

        var lines = (await analyst.GetFromJsonAsync<JsonElement>("/api/models")).GetProperty("card").GetProperty("indicators").EnumerateArray().ToList();
        Assert.Equal(18, lines.Count(line => line.GetProperty("number").ValueKind == JsonValueKind.Number));
        Assert.All(lines, line => Assert.Contains(line.GetProperty("title").GetString()!, html, StringComparison.Ordinal));
        Assert.All(
            lines.Where(line => line.GetProperty("isKnown").GetBoolean()),
            line => Assert.Contains($"id=\"reason-{line.GetProperty("code").GetString()}\"", html, StringComparison.Ordinal));
        Assert.Contains("15 项官方指标本库无此数据", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Earlier_day_shows_only_what_was_public_by_then()
    {
        using var bank = await site.SignedInAsync("bank-a");
        var id = await site.FirmAsync(InventedLists.Optics);

        var before = await bank.GetFromJsonAsync<JsonElement>($"/api/firms/{id}?asOf=2024-12-25");
        var after = await bank.GetFromJsonAsync<JsonElement>($"/api/firms/{id}?asOf=2024-12-26");

        Assert.Equal("2024-12-25", before.GetProperty("asOf").GetString());
        Assert.DoesNotContain("high-tech-firms", Libraries(before));
        Assert.Contains("high-tech-firms", Libraries(after));
        Assert.DoesNotContain("GR202442000001", await bank.GetStringAsync($"/firms/{id}?asOf=2024-12-25"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_field_tells_the_cell_it_comes_from_and_what_other_rows_say()
    {
        using var bank = await site.SignedInAsync("bank-a");
        var id = await site.FirmAsync(InventedLists.Optics);
        var firm = await bank.GetFromJsonAsync<JsonElement>($"/api/firms/{id}");
        var name = firm.GetProperty("fields").EnumerateArray().Single(field => field.GetProperty("field").GetString() == "Name");
        Assert.Equal(InventedLists.Optics, name.GetProperty("chosen").GetProperty("text").GetString());
        Assert.Matches("[A-Z]+[0-9]+$", name.GetProperty("chosen").GetProperty("cell").GetString());
        Assert.Equal(1, firm.GetProperty("rulesVersion").GetInt32());

        var html = await bank.GetStringAsync($"/firms/{id}");
        Assert.Contains("各项信息取自哪里", html, StringComparison.Ordinal);
        Assert.Contains(name.GetProperty("chosen").GetProperty("cell").GetString()!, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_loaded_after_the_day_is_left_out_when_the_knowledge_of_that_day_is_asked_for()
    {
        using var bank = await site.SignedInAsync("bank-a");
        var id = await site.FirmAsync(InventedLists.Optics);
        var now = await bank.GetFromJsonAsync<JsonElement>($"/api/firms/{id}?asOf=2026-03-09");
        var then = await bank.GetFromJsonAsync<JsonElement>($"/api/firms/{id}?asOf=2026-03-09&known=then");

        Assert.NotEqual(0, now.GetProperty("facts").GetArrayLength());
        Assert.Equal(0, then.GetProperty("facts").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, then.GetProperty("uscc").ValueKind);
        Assert.True(then.GetProperty("asKnownThen").GetBoolean());
        Assert.Contains("当日平台显示的样子", await bank.GetStringAsync($"/firms/{id}?asOf=2026-03-09&known=then"), StringComparison.Ordinal);
        using var bad = await bank.GetAsync($"/api/firms/{id}?known=perhaps");
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
    }

    [Theory]
    [InlineData("asOf=2999-01-01", "a day to come is today")]
    [InlineData("asOf=", "no day is today")]
    public async Task Day_falls_back_to_today(string query, string because)
    {
        using var bank = await site.SignedInAsync("bank-a");
        var firm = await bank.GetFromJsonAsync<JsonElement>($"/api/firms/{await site.FirmAsync(InventedLists.Optics)}?{query}");

        Assert.True(firm.GetProperty("asOf").GetString() == "2026-03-10", because);
    }

    [Theory]
    [InlineData("/api/firms/F0000000", HttpStatusCode.BadRequest, "F0000001")]
    [InlineData("/api/firms/abc", HttpStatusCode.BadRequest, "F0000001")]
    [InlineData("/api/firms/F9999999", HttpStatusCode.NotFound, "没有这家企业")]
    [InlineData("/api/firms/99999999999999999999999", HttpStatusCode.BadRequest, "F0000001")]
    [InlineData("/api/firms/F0000001?asOf=2025-13-40", HttpStatusCode.BadRequest, "2025-03-20")]
    [InlineData("/api/firms/F0000001/reasons?asOf=gestern", HttpStatusCode.BadRequest, "2025-03-20")]
    public async Task Api_says_what_is_wrong_and_what_would_be_right(string address, HttpStatusCode status, string told)
    {
        using var bank = await site.SignedInAsync("bank-a");
        using var answer = await bank.GetAsync(address);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.StartsWith("/problems/firms/", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Contains(told, problem.GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/firms/F9999999")]
    [InlineData("/firms/none")]
    [InlineData("/firms/F9999999/sources/1")]
    [InlineData("/firms/F0000001/sources/99999999")]
    [InlineData("/firms/F0000001/sources/-1")]
    public async Task Unknown_firm_is_a_page_that_says_so(string address)
    {
        using var bank = await site.SignedInAsync("bank-a");
        using var answer = await bank.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("没有找到", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unreadable_day_on_the_page_is_told_and_today_is_shown()
    {
        using var bank = await site.SignedInAsync("bank-a");

        Assert.Contains("2025-03-20 的样子", await bank.GetStringAsync($"/firms/{await site.FirmAsync(InventedLists.Optics)}?asOf=x"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merged_id_leads_to_its_heir_and_keeps_what_was_asked()
    {
        var heir = await site.FirmAsync(InventedLists.Medicine);
        const long Merged = 900_001;
        await using (var db = await site.OpenDatabaseAsync())
        {
            db.Firms.Add(new() { Id = Merged, Kind = Domain.Firms.UnitKind.Firm, Name = "并入的企业", MergedInto = heir.Value, CreatedAt = site.Clock.GetUtcNow() });
            await db.SaveChangesAsync();
        }

        using var bank = await site.SignedInAsync("bank-a");
        using var page = await bank.GetAsync($"/firms/F{Merged:D7}?asOf=2025-01-01");
        using var api = await bank.GetAsync($"/api/firms/F{Merged:D7}?asOf=2025-01-01");
        using var reasons = await bank.GetAsync($"/api/firms/F{Merged:D7}/reasons");

        Assert.Equal($"/firms/{heir}?asOf=2025-01-01", page.Headers.Location?.ToString());
        Assert.Equal($"/api/firms/{heir}?asOf=2025-01-01", api.Headers.Location?.ToString());
        Assert.Equal($"/api/firms/{heir}/reasons", reasons.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Source_of_a_fact_goes_down_to_file_row_and_cells()
    {
        using var bank = await site.SignedInAsync("bank-a");
        var id = await site.FirmAsync(InventedLists.Optics);
        var record = await RecordAsync("GR202442000001");

        var page = await bank.GetStringAsync($"/firms/{id}/sources/{record}");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/firms/{id}/sources/{record}") { Headers = { { "HX-Request", "true" } } };
        var drawer = await (await bank.SendAsync(request)).Content.ReadAsStringAsync();

        foreach (var html in new[] { page, drawer })
        {
            Assert.Contains("湖北省2024年认定备案高新技术企业名单公告_2024-12-26.csv", html, StringComparison.Ordinal);
            Assert.Contains("第 2 行", html, StringComparison.Ordinal);
            Assert.Contains("证书编号</th><td class=\"wraps\">GR202442000001", html, StringComparison.Ordinal);
            Assert.Contains("信用代码一致", html, StringComparison.Ordinal);
        }

        Assert.StartsWith("<dialog", drawer.TrimStart(), StringComparison.Ordinal);
        Assert.DoesNotContain("<dialog", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_of_another_firm_is_not_shown_under_this_one()
    {
        using var bank = await site.SignedInAsync("bank-a");
        using var answer = await bank.GetAsync($"/firms/{await site.FirmAsync(InventedLists.Materials)}/sources/{await RecordAsync("GR202442000001")}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("bank-a", true, false)]
    [InlineData("bank-b", false, true)]
    [InlineData("publisher", true, true)]
    public async Task Bank_sees_what_it_reported_itself_and_nothing_another_bank_reported(string user, bool ofA, bool ofB)
    {
        using var client = await site.SignedInAsync(user);
        var id = await site.FirmAsync(InventedLists.Optics);

        foreach (var shown in new[] { await client.GetStringAsync($"/firms/{id}"), await client.GetStringAsync($"/api/firms/{id}") })
        {
            Assert.Equal(ofA, shown.Contains("示范银行甲推送企业反馈", StringComparison.Ordinal));
            Assert.Equal(ofB, shown.Contains("示范银行乙推送企业反馈", StringComparison.Ordinal));
        }

        foreach (var (bank, isSeen) in new[] { (InventedLists.BankA, ofA), (InventedLists.BankB, ofB) })
        {
            await using var db = await site.OpenDatabaseAsync();
            var record = await db.Records.Where(one => one.Title == bank).Select(one => one.Id).SingleAsync();
            using var source = await client.GetAsync($"/firms/{id}/sources/{record}");
            Assert.Equal(isSeen ? HttpStatusCode.OK : HttpStatusCode.NotFound, source.StatusCode);
        }
    }

    [Fact]
    public async Task Reasons_add_up_to_the_points()
    {
        using var bank = await site.SignedInAsync("bank-a");
        var score = (await bank.GetFromJsonAsync<JsonElement>($"/api/firms/{await site.FirmAsync(InventedLists.Optics)}")).GetProperty("score");

        var sum = score.GetProperty("baseline").GetDecimal() + score.GetProperty("reasons").EnumerateArray().Sum(reason => reason.GetProperty("points").GetDecimal());
        Assert.Equal(score.GetProperty("points").GetDecimal(), sum);
        Assert.True(sum > 0);
        Assert.Contains("不是信用评级", score.GetProperty("disclaimer").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_look_leaves_an_audit_row()
    {
        using var analyst = await site.SignedInAsync("analyst");
        var id = await site.FirmAsync(InventedLists.Materials);
        var record = await RecordAsync("GR202442000002");

        await analyst.GetStringAsync($"/firms/{id}?asOf=2025-02-01");
        await analyst.GetStringAsync($"/api/firms/{id}");
        await analyst.GetStringAsync($"/firms/{id}/sources/{record}");

        var looks = await site.AuditAsync("analyst", "firm-viewed");
        Assert.Equal(2, looks.Count(look => look.Subject == id.ToString()));
        Assert.Contains("2025-02-01", looks[0].Detail, StringComparison.Ordinal);
        var source = Assert.Single(await site.AuditAsync("analyst", "source-viewed"));
        Assert.Equal($"{id}/{record}", source.Subject);
    }

    [Fact]
    public async Task Hostile_name_is_text_on_page_and_drawer()
    {
        using var bank = await site.SignedInAsync("bank-a");
        await using var db = await site.OpenDatabaseAsync();
        var record = await db.Records.Where(one => one.Number == "GR202442000003").Select(one => one.Id).SingleAsync();
        var firm = await db.Linkages.Where(one => one.RecordId == record && one.EndedAt == null).Select(one => one.FirmId).SingleAsync();

        foreach (var address in new[] { $"/firms/F{firm:D7}", $"/firms/F{firm:D7}/sources/{record}" })
        {
            var html = await bank.GetStringAsync(address);
            Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
            Assert.Contains("&lt;img src=x", html, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string?> Libraries(JsonElement firm) =>
        firm.GetProperty("libraries").EnumerateArray().Select(library => library.GetString());

    private async Task<long> RecordAsync(string number)
    {
        await using var db = await site.OpenDatabaseAsync();
        return await db.Records.Where(record => record.Number == number).Select(record => record.Id).SingleAsync();
    }
}
