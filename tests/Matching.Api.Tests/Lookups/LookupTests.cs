using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Matching.Api.Features.Exports;
using Matching.Api.Features.Lookups;
using Matching.Api.Tests.Pools;
using Matching.Api.Tests.Site;
using Matching.Ingest.Finding;
using Matching.Ingest.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Api.Tests.Lookups;

public sealed class LookupTests(LoadedSite site) : IClassFixture<LoadedSite>
{
    private static readonly string Code = PoolSite.UsccOf(503);

    [Fact]
    public async Task Program_gets_one_answer_a_row_with_titles_of_the_day_asked_for()
    {
        using var bank = await site.SignedInAsync("bank-a");
        var answer = await AskAsync(bank, new { asOf = "2025-02-01", rows = new object[] { new { name = InventedLists.Optics }, new { code = Code }, new { name = "没有这样的企业有限公司" } } });
        var rows = answer.GetProperty("rows").EnumerateArray().ToList();

        Assert.Equal((2, 0, 1), (answer.GetProperty("matched").GetInt32(), answer.GetProperty("ambiguous").GetInt32(), answer.GetProperty("unknown").GetInt32()));
        Assert.Equal(["matched", "matched", "unknown"], rows.Select(row => row.GetProperty("verdict").GetString()));
        Assert.Equal((await site.FirmAsync(InventedLists.Optics)).ToString(), rows[0].GetProperty("match").GetProperty("id").GetString());
        Assert.Equal(InventedLists.Medicine, rows[1].GetProperty("match").GetProperty("name").GetString());
        var title = Assert.Single(rows[0].GetProperty("titles").EnumerateArray(), one => one.GetProperty("kind").GetString() == "high-tech-firm");
        Assert.Equal(("GR202442000001", "2024-12-01", "2027-11-30"), (title.GetProperty("number").GetString(), title.GetProperty("from").GetString(), title.GetProperty("until").GetString()));
        Assert.Contains("专精特新", answer.GetProperty("note").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Title_is_not_held_before_it_began_nor_after_it_ended()
    {
        using var bank = await site.SignedInAsync("bank-a");
        var before = await AskAsync(bank, new { asOf = "2024-06-29", rows = new[] { new { name = InventedLists.Optics } } });
        var after = await AskAsync(bank, new { asOf = "2026-03-10", rows = new[] { new { name = InventedLists.Optics } } });

        Assert.Equal(["tech-sme"], Kinds(before));
        Assert.Equal(["high-tech-firm"], Kinds(after));

        static IEnumerable<string?> Kinds(JsonElement answer) => answer.GetProperty("rows")[0].GetProperty("titles").EnumerateArray().Select(title => title.GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Former_name_is_found_and_said_to_be_one()
    {
        using var bank = await site.SignedInAsync("bank-a");
        var row = (await AskAsync(bank, new { rows = new[] { new { name = InventedLists.OpticsBefore } } })).GetProperty("rows")[0];

        Assert.Equal(("matched", "former-name"), (row.GetProperty("verdict").GetString(), row.GetProperty("reason").GetString()));
        Assert.Contains("曾用名", row.GetProperty("why").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_a_person_decided_is_matched_but_only_with_what_was_offered()
    {
        using var bank = await site.SignedInAsync("bank-a");
        var optics = (await site.FirmAsync(InventedLists.Optics)).ToString();
        var medicine = (await site.FirmAsync(InventedLists.Medicine)).ToString();
        var materials = (await site.FirmAsync(InventedLists.Materials)).ToString();
        var rows = (await AskAsync(bank, new { rows = new[] { Disputed(null), Disputed(optics), Disputed(medicine), Disputed(materials), Disputed("x") } })).GetProperty("rows");

        Assert.Equal(["ambiguous", "matched", "matched", "ambiguous", "ambiguous"], rows.EnumerateArray().Select(row => row.GetProperty("verdict").GetString()));
        Assert.Equal((100, "picked"), (rows[1].GetProperty("confidence").GetInt32(), rows[1].GetProperty("reason").GetString()));

        static object Disputed(string? pick) => new { name = InventedLists.Optics, code = Code, pick };
    }

    [Theory]
    [InlineData("""{"rows":[]}""", "lookups/no-rows")]
    [InlineData("""{}""", "lookups/no-rows")]
    [InlineData("""{"asOf":"2025-02-30","rows":[{"name":"x"}]}""", "lookups/bad-day")]
    [InlineData("""{"rows":"x"}""", "bad-request")]
    [InlineData("""{"rows":[{"name":1}]}""", "bad-request")]
    [InlineData("{", "bad-request")]
    [InlineData("", "bad-request")]
    public async Task Body_that_cannot_be_read_is_a_problem_that_says_why(string body, string problem)
    {
        using var bank = await site.SignedInAsync("bank-a");
        using var answer = await PostAsync(bank, new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"/problems/{problem}", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_row_in_a_list_is_an_answer_not_a_failure()
    {
        using var bank = await site.SignedInAsync("bank-a");
        using var answer = await PostAsync(bank, new StringContent("""{"rows":[null,{"name":null},{"name":"无","region":"火星"}]}""", Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(3, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("unknown").GetInt32());
    }

    [Fact]
    public async Task Page_takes_a_pasted_list_and_offers_a_choice_where_code_and_name_disagree()
    {
        using var bank = await site.SignedInAsync("bank-a");
        using var answer = await PoolSite.PostAsync(bank, "/lookups", "/lookups", ("Text", $"{InventedLists.Medicine}\n{InventedLists.Optics}\t{Code}\n无此企业科技有限公司"));
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("3 行：匹配 1，待选择 1，未找到 1", html, StringComparison.Ordinal);
        Assert.Contains($"name=\"pick-2\" value=\"{await site.FirmAsync(InventedLists.Optics)}\"", html, StringComparison.Ordinal);
        Assert.Contains("代码与名称指向不同企业", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("客户名单.csv", "gb18030")]
    [InlineData("客户名单.txt", "utf-8")]
    public async Task Uploaded_list_comes_back_as_a_workbook_with_flags_and_without_a_cell_that_runs(string name, string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var bank = await site.SignedInAsync("bank-a");
        var text = $"客户清单\n序号,客户名称,证件号码\n1,{InventedLists.Optics},\n2,\"=HYPERLINK(1)公司\",\n3,,{Code}\n4,,\n";
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await TokenAsync(bank)), "__RequestVerificationToken" },
            { new StringContent("2025-02-01"), "AsOf" },
            { new ByteArrayContent(Encoding.GetEncoding(encoding).GetBytes(text)), "ClientList", name },
        };
        using var answer = await bank.PostAsync("/lookups/Export", form);
        Assert.Equal(XlsxWriter.ContentType, answer.Content.Headers.ContentType?.MediaType);
        var opened = Assert.IsType<ListFileResult.Opened>(await ListFile.OpenAsync(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()), "结果.xlsx"));
        await using var file = opened.File;
        var rows = await file.RowsAsync().ToListAsync();

        Assert.Contains(rows, row => row.Record.Sheet == "说明" && string.Join('|', row.Record.Cells).StartsWith("基准日|2025-02-01", StringComparison.Ordinal));
        var list = rows.Where(row => row.Record.Sheet == "结果").Select(row => row.Record.Cells).ToList();
        Assert.Equal(4, list.Count);
        Assert.Equal(["3", InventedLists.Optics, "", "已匹配"], list[1].Take(4));
        Assert.Equal(("是", "GR202442000001"), (list[1][10], list[1][11]));
        Assert.StartsWith("'=", list[2][1], StringComparison.Ordinal);
        Assert.Equal(("已匹配", InventedLists.Medicine, "否"), (list[3][3], list[3][7], list[3][10]));
    }

    [Fact]
    public async Task List_is_not_in_the_audit_log_and_counts_are()
    {
        using var analyst = await site.SignedInAsync("analyst");
        await AskAsync(analyst, new { rows = new[] { new { name = InventedLists.Optics } } });

        var entry = (await site.AuditAsync("analyst", "firms-looked-up"))[^1];
        Assert.Contains("\"rows\":1,\"matched\":1", entry.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("琊光", entry.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "请粘贴")]
    [InlineData(",,\n;;", "没有读到")]
    public async Task Empty_list_is_refused_with_what_to_do(string text, string said)
    {
        using var bank = await site.SignedInAsync("bank-a");
        using var answer = await PoolSite.PostAsync(bank, "/lookups", "/lookups", ("Text", text));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(said, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void Longer_list_than_can_be_answered_is_refused_before_it_is_looked_up()
    {
        var refused = Assert.IsType<ClientListResult.Refused>(ReadClientList.FromText(string.Concat(Enumerable.Repeat("某某有限公司\n", ClientLimits.MostRows + 1))));

        Assert.Contains("20,000 行", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("有限公司")]
    [InlineData("小米公司")]
    [InlineData("武汉企业服务中心")]
    [InlineData("某单位后勤集团")]
    [InlineData("Encode Ltd")]
    public void Name_that_holds_a_word_of_headers_is_a_row_and_takes_none_above_it_away(string name)
    {
        var read = Assert.IsType<ClientListResult.Read>(ReadClientList.FromText($"武汉甲乙科技有限公司\n武汉丙丁软件有限公司\n{name}\n武汉戊己新材料有限公司"));

        // what has neither Chinese characters nor the shape of a code is counted as skipped
        Assert.Equal(4, read.Rows.Count + read.Skipped);
        Assert.Equal(["武汉甲乙科技有限公司", "武汉丙丁软件有限公司"], read.Rows.Take(2).Select(row => row.Name));
    }

    [Theory]
    [InlineData("企业,代码")]
    [InlineData("客户名称,统一社会信用代码")]
    [InlineData("name,code")]
    [InlineData("单位名称,证件号码")]
    public void Header_of_a_client_list_is_no_row(string header)
    {
        var read = Assert.IsType<ClientListResult.Read>(ReadClientList.FromText($"{header}\n武汉甲乙科技有限公司,91420100MA00000000"));

        Assert.Equal(("武汉甲乙科技有限公司", "91420100MA00000000"), (Assert.Single(read.Rows).Name, read.Rows[0].Code));
    }

    [Fact]
    public void Carried_list_reads_back_as_it_was()
    {
        var read = Assert.IsType<ClientListResult.Read>(ReadClientList.FromText("企业名称,代码\n甲乙, 丙有限公司\t91\n丁戊有限公司,x"));
        var again = Assert.IsType<ClientListResult.Read>(ReadClientList.FromText(ReadClientList.ToText(read.Rows)));

        Assert.Equal(read.Rows, again.Rows);
    }

    [Fact]
    public async Task Firm_of_a_list_loaded_later_is_found_after_the_next_look()
    {
        await using var other = new LoadedSite();
        await other.InitializeAsync();
        using var bank = await other.SignedInAsync("bank-a");
        var name = "武汉市新来光子科技有限公司";
        Assert.Equal(1, (await AskAsync(bank, new { rows = new[] { new { name } } })).GetProperty("unknown").GetInt32());

        await other.LoadAsync("企业登记基础信息_2025-01-05.csv", Encoding.UTF8.GetBytes($"企业名称,统一社会信用代码,注册日期,地区\n{name},{PoolSite.UsccOf(777)},2016-08-23,武汉市\n"));
        await other.Services.GetRequiredService<FirmFinderFollower>().FollowAsync(CancellationToken.None);
        Assert.Equal(1, (await AskAsync(bank, new { rows = new[] { new { name } } })).GetProperty("matched").GetInt32());
    }

    private static async Task<JsonElement> AskAsync(HttpClient client, object body)
    {
        using var answer = await PostAsync(client, JsonContent.Create(body));
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, HttpContent body)
    {
        var token = await client.GetFromJsonAsync<JsonElement>("/api/antiforgery");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/lookups") { Content = body };
        request.Headers.Add(token.GetProperty("header").GetString()!, token.GetProperty("token").GetString());
        return await client.SendAsync(request);
    }

    private static async Task<string> TokenAsync(HttpClient client)
    {
        var html = await client.GetStringAsync("/lookups");
        return System.Text.RegularExpressions.Regex.Match(html, "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value;
    }
}
