using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Matching.Api.Tests.Site;

namespace Matching.Api.Tests.Firms;

public sealed class FirmSearchTests(LoadedSite site) : IClassFixture<LoadedSite>
{
    [Theory]
    [InlineData("q=琊光", InventedLists.Optics, "name")]
    [InlineData("q=激光技术", InventedLists.Optics, "former name")]
    [InlineData("q=GR202442000001", InventedLists.Optics, "certificate number")]
    [InlineData("q=生物医药研发", InventedLists.Medicine, "business scope")]
    [InlineData("q=琊光 光电", InventedLists.Optics, "every word must be found")]
    [InlineData("library=high-tech-firms&no-library=tech-smes&q=玟石", InventedLists.Materials, "a library and without another")]
    [InlineData("city=420500", InventedLists.Medicine, "city")]
    [InlineData("foundedFrom=2020&foundedUntil=2020", InventedLists.Medicine, "year of foundation")]
    public async Task Firm_is_found_by_page_and_api_alike(string query, string name, string because)
    {
        using var bank = await site.SignedInAsync("bank-a");
        var found = await bank.GetFromJsonAsync<JsonElement>($"/api/firms?{query}");
        var page = await bank.GetStringAsync($"/firms?{query}");

        Assert.True(Names(found) is [var only] && only == name, $"{because}: {string.Join('、', Names(found))}");
        Assert.Contains($"/firms/{await site.FirmAsync(name)}\"", page, StringComparison.Ordinal);
        Assert.Contains("共 <strong>1</strong> 家", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facets_count_what_choosing_them_would_give()
    {
        using var bank = await site.SignedInAsync("bank-a");
        var all = await bank.GetFromJsonAsync<JsonElement>("/api/firms");
        var counted = 0;
        foreach (var facet in all.GetProperty("facets").EnumerateArray())
        {
            var parameter = facet.GetProperty("parameter").GetString();
            foreach (var value in facet.GetProperty("values").EnumerateArray())
            {
                var code = value.GetProperty("code").GetString();
                var chosen = await bank.GetFromJsonAsync<JsonElement>($"/api/firms?{parameter}={code}");
                Assert.Equal(value.GetProperty("count").GetInt32(), chosen.GetProperty("total").GetInt32());
                counted++;
            }
        }

        Assert.True(counted >= 8, $"{counted} facet values");
        Assert.NotEmpty(all.GetProperty("indexVersion").GetString()!);
        Assert.Equal("2026-03-10", all.GetProperty("asOf").GetString());
    }

    [Fact]
    public async Task Pages_cover_every_firm_once_in_every_order()
    {
        using var bank = await site.SignedInAsync("bank-a");
        var all = (await bank.GetFromJsonAsync<JsonElement>("/api/firms?pageSize=100")).GetProperty("total").GetInt32();
        foreach (var sort in new[] { "relevance", "points", "date", "venture", "founded" })
        {
            var ids = new List<string?>();
            for (var page = 1; page <= (all + 19) / 20; page++)
            {
                var found = await bank.GetFromJsonAsync<JsonElement>($"/api/firms?sort={sort}&page={page}&pageSize=20");
                ids.AddRange(found.GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("id").GetString()));
            }

            Assert.Equal(all, ids.Distinct().Count());
            Assert.Equal(all, ids.Count);
        }
    }

    [Fact]
    public async Task Order_by_points_and_by_foundation_is_kept()
    {
        using var bank = await site.SignedInAsync("bank-a");
        var points = (await bank.GetFromJsonAsync<JsonElement>("/api/firms?sort=points&library=high-tech-firms")).GetProperty("hits")
            .EnumerateArray().Select(hit => hit.GetProperty("points").GetDecimal()).ToList();
        var founded = Names(await bank.GetFromJsonAsync<JsonElement>("/api/firms?sort=founded"));

        Assert.True(points.Count >= 2);
        Assert.Equal(points.OrderDescending(), points);
        Assert.True(founded.IndexOf(InventedLists.Medicine) < founded.IndexOf(InventedLists.Optics));
    }

    [Fact]
    public async Task Page_beyond_the_end_shows_the_last()
    {
        using var bank = await site.SignedInAsync("bank-a");
        var found = await bank.GetFromJsonAsync<JsonElement>("/api/firms?page=400");

        Assert.Equal(1, found.GetProperty("page").GetInt32());
        Assert.NotEmpty(Names(found));
    }

    [Fact]
    public async Task Hostile_name_is_marked_and_stays_text()
    {
        using var bank = await site.SignedInAsync("bank-a");
        foreach (var query in new[] { "q=琊", "q=img src", "q=软件开发", "q=%3Cscript%3Ealert(3)%3C/script%3E", "q=%22%3E%3Cimg src=x%3E" })
        {
            foreach (var isFragment in new[] { false, true })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"/firms?{query}");
                if (isFragment)
                {
                    request.Headers.Add("HX-Request", "true");
                }

                var html = await (await bank.SendAsync(request)).Content.ReadAsStringAsync();
                Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("<script>", html, StringComparison.OrdinalIgnoreCase);
            }
        }

        var shown = await bank.GetStringAsync("/firms?q=onerror");
        Assert.Contains("<mark>onerror</mark>", shown, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggestions_are_lines_and_text()
    {
        using var bank = await site.SignedInAsync("bank-a");
        var lines = await bank.GetStringAsync("/firms/suggest?q=琊");

        Assert.Contains($"data-href=\"/firms/{await site.FirmAsync(InventedLists.Optics)}\"", lines, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", lines, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", lines, StringComparison.Ordinal);
        Assert.Contains("曾用名", await bank.GetStringAsync("/firms/suggest?q=激光技"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("q=")]
    [InlineData("q=%20%20")]
    [InlineData("q=%00")]
    [InlineData("q=zzzzzzzz-nothing")]
    public async Task Nothing_to_suggest_is_an_empty_answer(string query)
    {
        using var bank = await site.SignedInAsync("bank-a");
        using var answer = await bank.GetAsync($"/firms/suggest?{query}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("<li", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pointsFrom=101", "pointsFrom", "0 到 100")]
    [InlineData("pointsUntil=much", "pointsUntil", "0 到 100")]
    [InlineData("ventureFrom=-1", "ventureFrom", "万元")]
    [InlineData("foundedFrom=95", "foundedFrom", "四位年份")]
    [InlineData("sort=nonsense", "sort", "没有这种排序")]
    [InlineData("page=0", "page", "正整数")]
    [InlineData("page=1.5", "page", "正整数")]
    [InlineData("page=99999999999999999999", "page", "正整数")]
    [InlineData("pageSize=7", "pageSize", "20、50 或 100")]
    [InlineData("library=nonsense", "library", "没有这个取值")]
    [InlineData("no-grade=11", "no-grade", "没有这个取值")]
    [InlineData("province=999999", "province", "没有这个取值")]
    [InlineData("q=a b c d e f g h i", "q", "最多 8 个")]
    public async Task Bad_parameter_is_named_with_what_would_be_right(string query, string parameter, string told)
    {
        using var bank = await site.SignedInAsync("bank-a");
        using var answer = await bank.GetAsync($"/api/firms?{query}");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var page = await bank.GetStringAsync($"/firms?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("/problems/firms/bad-query", problem.GetProperty("type").GetString());
        var named = Assert.Single(problem.GetProperty("problems").EnumerateArray());
        Assert.Equal(parameter, named.GetProperty("parameter").GetString());
        Assert.Contains(told, named.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains(told, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_is_audited_without_its_words()
    {
        using var reviewer = await site.SignedInAsync("reviewer");
        await reviewer.GetStringAsync("/firms?q=琊光&library=high-tech-firms");
        await reviewer.GetStringAsync("/api/firms?q=琊光");

        var searches = await site.AuditAsync("reviewer", "firms-searched");
        Assert.Equal(2, searches.Count);
        Assert.DoesNotContain(searches, search => search.Detail.Contains("琊光", StringComparison.Ordinal));
        Assert.Contains("library=high-tech-firms", searches[0].Detail, StringComparison.Ordinal);
        Assert.Contains("textSha256", searches[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fragment_is_the_list_only_and_names_its_address()
    {
        using var bank = await site.SignedInAsync("bank-a");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/firms?q=琊光&page=&library=") { Headers = { { "HX-Request", "true" } } };
        using var answer = await bank.SendAsync(request);

        Assert.StartsWith("<div id=\"results\"", (await answer.Content.ReadAsStringAsync()).TrimStart(), StringComparison.Ordinal);
        Assert.Equal("/firms?q=%E7%90%8A%E5%85%89", Assert.Single(answer.Headers.GetValues("HX-Push-Url")));
    }

    private static List<string?> Names(JsonElement found) =>
        [.. found.GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("name").GetString())];
}
