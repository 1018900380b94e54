using System.Net;
using System.Text;
using System.Text.Json;
using Matching.Api.Tests.Pools;
using Matching.Api.Tests.Site;
using Matching.Storage.ApiKeys;

namespace Matching.Api.Tests.Reconcile;

public sealed class ReconcileTests(KeyedSite site) : IClassFixture<KeyedSite>
{
    private const string Root = "/reconcile";

    public static TheoryData<string, bool> SecondBatches() => new()
    {
        { """{"q0":{"query":"甲"}}""", true },
        { """{"q0":{"query":"甲","type":"firm","limit":3,"type_strict":"should","properties":[{"pid":"region","v":"武汉市"},{"pid":"x","v":["a",1,true,{"id":"b"}]}]}}""", true },
        { """{"q0":{"query":"甲","type":["firm","x"],"type_strict":"all"}}""", true },
        { """{"q1":{"properties":[{"pid":"code","v":"1"}]}}""", true },
        { "{}", true },
        { """{"q0":{"limit":1}}""", false },
        { """{"q0":{"properties":[]}}""", false },
        { """{"q0":{"query":"甲","props":[{"pid":"a","v":"b"}]}}""", false },
        { """{"q0":{"query":1}}""", false },
        { """{"q0":{"query":"甲","limit":0}}""", false },
        { """{"q0":{"query":"甲","limit":"5"}}""", false },
        { """{"q0":{"query":"甲","properties":[{"v":"b"}]}}""", false },
        { """{"q0":{"query":"甲","properties":[{"pid":"a"}]}}""", false },
        { """{"q0":{"query":"甲","properties":[{"pid":"a","v":{"name":"没有编号"}}]}}""", false },
        { """{"q0":{"query":"甲","type_strict":"never"}}""", false },
        { """{"q0":{"query":"甲","type":5}}""", false },
        { """{"q0":"甲"}""", false },
        { """[{"query":"甲"}]""", false },
        { "null", false },
        { "{", false },
        { "", false },
    };

    public static TheoryData<string, bool> DraftBatches() => new()
    {
        { """{"queries":[{"conditions":[{"matchType":"name","propertyValue":"甲"}]}]}""", true },
        { """{"queries":[{"type":"firm","limit":5,"lang":"zh","conditions":[{"matchType":"name","propertyValue":["甲","乙"]},{"matchType":"property","propertyId":"region","propertyValue":"武汉市","required":true,"matchQuantifier":"any","matchQualifier":"ExactMatch"}]}]}""", true },
        { """{"queries":[{"conditions":[{"matchType":"property","propertyId":"code","propertyValue":{"id":"1"}}]},{"conditions":[{"matchType":"id","propertyValue":"F0000001"}]}]}""", true },
        { """{"queries":[]}""", true },
        { """{"queries":[{"conditions":[]}]}""", false },
        { """{"queries":[{"limit":1}]}""", false },
        { """{"queries":[{"filters":[{"matchType":"name","propertyValue":"甲"}]}]}""", false },
        { """{"queries":[{"conditions":[{"propertyValue":"甲"}]}]}""", false },
        { """{"queries":[{"conditions":[{"matchType":"label","propertyValue":"甲"}]}]}""", false },
        { """{"queries":[{"conditions":[{"matchType":"property","propertyValue":"甲"}]}]}""", false },
        { """{"queries":[{"conditions":[{"matchType":"name"}]}]}""", false },
        { """{"queries":[{"conditions":[{"matchType":"name","propertyValue":"甲","required":"yes"}]}]}""", false },
        { """{"queries":[{"conditions":[{"matchType":"name","propertyValue":"甲","matchQuantifier":"some"}]}]}""", false },
        { """{"queries":[{"type":["firm","x"],"conditions":[{"matchType":"name","propertyValue":"甲"}]}]}""", false },
        { """{"q0":{"query":"甲"}}""", false },
        { """[{"conditions":[{"matchType":"name","propertyValue":"甲"}]}]""", false },
        { "nonsense", false },
    };

    [Theory]
    [InlineData("/reconcile", false)]
    [InlineData("/reconcile/", false)]
    [InlineData("/reconcile/v1", true)]
    public async Task Manifest_is_for_everybody_says_how_to_sign_in_and_may_be_read_by_other_sites(string address, bool isDraft)
    {
        using var stranger = site.Browser();
        using var answer = await stranger.GetAsync(address);
        var manifest = await KeyedSite.ReadAsync(answer);

        Messages.IsManifest(manifest, isDraft);
        Assert.Equal("apiKey", manifest.GetProperty("authentication").GetProperty("type").GetString());
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task Manifest_behind_a_key_leads_to_addresses_that_hold_it()
    {
        var key = await site.KeyAsync();
        using var stranger = site.Browser();
        var manifest = await KeyedSite.ReadAsync(await stranger.GetAsync($"{Root}/k/{key}"));

        Messages.IsManifest(manifest, isDraft: false);
        Assert.False(manifest.TryGetProperty("authentication", out _));
        var preview = manifest.GetProperty("preview").GetProperty("url").GetString()!.Replace("{{id}}", (await site.FirmAsync(InventedLists.Optics)).ToString(), StringComparison.Ordinal);
        using var shown = await stranger.GetAsync(new Uri(preview));
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Contains("frame-ancestors *", shown.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(shown.Headers.Contains("X-Frame-Options"));
        Assert.Contains("高新技术企业 2024-12-01 至 2027-11-30", await shown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(SecondBatches))]
    public async Task Batch_of_version_02_is_taken_or_refused_as_its_schema_says(string batch, bool isValid)
    {
        using var program = await site.ProgramAsync();
        foreach (var answer in new[] { await PostAsync(program, batch), await program.GetAsync($"{Root}?queries={Uri.EscapeDataString(batch)}") })
        {
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == (isValid ? HttpStatusCode.OK : HttpStatusCode.BadRequest), $"{answer.StatusCode} {text}");
            if (isValid)
            {
                var results = JsonDocument.Parse(text).RootElement;
                Assert.Equal(JsonDocument.Parse(batch).RootElement.EnumerateObject().Select(query => query.Name), results.EnumerateObject().Select(result => result.Name));
                Assert.All(results.EnumerateObject(), result => Messages.AreCandidates(result.Value.GetProperty("result"), isDraft: false));
            }
        }
    }

    [Theory]
    [MemberData(nameof(DraftBatches))]
    public async Task Batch_of_version_1_is_taken_or_refused_as_its_schema_says(string batch, bool isValid)
    {
        using var program = await site.ProgramAsync();
        foreach (var root in (string[])[Root, Root + "/v1"])
        {
            using var answer = await program.PostAsync(root + "/match", new StringContent(batch, Encoding.UTF8, "application/json"));
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == (isValid ? HttpStatusCode.OK : HttpStatusCode.BadRequest), $"{answer.StatusCode} {text}");
            if (isValid)
            {
                var results = JsonDocument.Parse(text).RootElement.GetProperty("results");
                Assert.Equal(JsonDocument.Parse(batch).RootElement.GetProperty("queries").GetArrayLength(), results.GetArrayLength());
                Assert.All(results.EnumerateArray(), result => Messages.AreCandidates(result.GetProperty("candidates"), isDraft: true));
            }
        }
    }

    [Fact]
    public async Task Name_code_identifier_and_former_name_find_their_firm_and_only_what_is_sure_is_a_match()
    {
        using var program = await site.ProgramAsync();
        var optics = (await site.FirmAsync(InventedLists.Optics)).ToString();
        var batch = new Dictionary<string, object>
        {
            ["name"] = new { query = InventedLists.Optics },
            ["code"] = new { query = PoolSite.UsccOf(501) },
            ["property"] = new { properties = new[] { new { pid = "code", v = PoolSite.UsccOf(501) } } },
            ["former"] = new { query = InventedLists.OpticsBefore },
            ["id"] = new { query = optics },
            ["disputed"] = new { query = InventedLists.Optics, properties = new[] { new { pid = "code", v = PoolSite.UsccOf(503) } } },
            ["type"] = new { query = InventedLists.Optics, type = "person" },
            ["nobody"] = new { query = "无此企业科技有限公司" },
        };
        var results = await KeyedSite.ReadAsync(await PostAsync(program, JsonSerializer.Serialize(batch)));

        Assert.All((string[])["name", "code", "property", "former", "id"], query => Assert.Equal((optics, true), First(query)));
        Assert.False(First("disputed").Match);
        Assert.Equal(2, results.GetProperty("disputed").GetProperty("result").GetArrayLength());
        Assert.Empty(results.GetProperty("type").GetProperty("result").EnumerateArray());
        Assert.Empty(results.GetProperty("nobody").GetProperty("result").EnumerateArray());

        (string? Id, bool Match) First(string query)
        {
            var first = results.GetProperty(query).GetProperty("result")[0];
            return (first.GetProperty("id").GetString(), first.GetProperty("match").GetBoolean());
        }
    }

    [Fact]
    public async Task Required_and_excluded_conditions_filter()
    {
        using var program = await site.ProgramAsync();
        string Query(string region, string quantifier) => JsonSerializer.Serialize(new
        {
            conditions = new object[]
            {
                new { matchType = "name", propertyValue = InventedLists.Optics },
                new { matchType = "property", propertyId = "region", propertyValue = region, required = true, matchQuantifier = quantifier },
            },
        });
        var batch = $$"""{"queries":[{{Query("武汉市", "any")}},{{Query("宜昌市", "any")}},{{Query("武汉市", "none")}}]}""";
        var results = await KeyedSite.ReadAsync(await program.PostAsync(Root + "/match", new StringContent(batch, Encoding.UTF8, "application/json")));

        Assert.Equal([1, 0, 0], results.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("candidates").GetArrayLength()));
    }

    [Fact]
    public async Task Batch_of_a_thousand_is_answered_and_one_more_is_too_large()
    {
        using var program = await site.ProgramAsync();
        string Batch(int count) => JsonSerializer.Serialize(Enumerable.Range(0, count).ToDictionary(i => $"q{i}", i => new { query = i % 2 == 0 ? InventedLists.Materials : $"无此企业{i}科技有限公司" }));
        var results = await KeyedSite.ReadAsync(await PostAsync(program, Batch(1_000)));

        Assert.Equal(500, results.EnumerateObject().Count(query => query.Value.GetProperty("result").EnumerateArray().Any(one => one.GetProperty("match").GetBoolean())));
        using var refused = await PostAsync(program, Batch(1_001));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
    }

    [Theory]
    [InlineData("/suggest/entity?prefix=武汉市琊光", 1)]
    [InlineData("/suggest/entity?prefix=ID", 1)]
    [InlineData("/suggest/entity?prefix=", 0)]
    [InlineData("/suggest/entity?prefix=武汉&limit=1&offset=1", 1)]
    [InlineData("/suggest/property?prefix=", 3)]
    [InlineData("/suggest/property?prefix=code", 1)]
    [InlineData("/suggest/property?prefix=曾用&limit=5&cursor=0", 1)]
    [InlineData("/suggest/type?prefix=firm", 1)]
    public async Task Suggestions_begin_with_what_was_typed(string asked, int count)
    {
        using var program = await site.ProgramAsync();
        var id = (await site.FirmAsync(InventedLists.Optics)).ToString();
        var answer = await KeyedSite.ReadAsync(await program.GetAsync(Root + asked.Replace("ID", id, StringComparison.Ordinal)));

        Messages.IsSuggestion(answer);
        Assert.Equal(count, answer.GetProperty("result").GetArrayLength());
    }

    [Fact]
    public async Task Flyout_tells_of_the_firm_and_breaks_out_of_nothing()
    {
        using var program = await site.ProgramAsync();
        var id = (await site.FirmAsync(InventedLists.Hostile)).ToString();
        var answer = await KeyedSite.ReadAsync(await program.GetAsync($"{Root}/flyout?id={id}"));

        Assert.Equal(id, answer.GetProperty("id").GetString());
        Assert.DoesNotContain("<img", answer.GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.Contains("琊", answer.GetProperty("html").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Properties_are_fetched_in_both_versions_as_of_the_day_asked_for()
    {
        using var program = await site.ProgramAsync();
        var id = (await site.FirmAsync(InventedLists.Optics)).ToString();
        var query = $$$"""{"ids":["{{{id}}}","F9999999","x"],"properties":[{"id":"code"},{"id":"former-name"},{"id":"grade"},{"id":"projects"},{"id":"founded"},{"id":"tech-sme","settings":{"as-of":"2024-06-29"}},{"id":"high-tech-firm-until"}]}""";
        var second = await KeyedSite.ReadAsync(await program.PostAsync(Root, new FormUrlEncodedContent([KeyValuePair.Create("extend", query)])));
        var draft = await KeyedSite.ReadAsync(await program.PostAsync(Root + "/v1/extend", new StringContent(query, Encoding.UTF8, "application/json")));

        Assert.Equal(["code", "former-name", "grade", "projects", "founded", "tech-sme", "high-tech-firm-until"], second.GetProperty("meta").EnumerateArray().Select(one => one.GetProperty("id").GetString()));
        Assert.All(second.GetProperty("meta").EnumerateArray(), Messages.IsNamed);
        Assert.All(second.GetProperty("rows").EnumerateObject().SelectMany(row => row.Value.EnumerateObject()), property => Messages.AreValues(property.Value));
        Assert.All(draft.GetProperty("rows").EnumerateArray().SelectMany(row => row.GetProperty("properties").EnumerateArray()), property => Messages.AreValues(property.GetProperty("values")));
        var row = second.GetProperty("rows").GetProperty(id);
        Assert.Equal(PoolSite.UsccOf(501), row.GetProperty("code")[0].GetProperty("str").GetString());
        Assert.Equal(InventedLists.OpticsBefore, row.GetProperty("former-name")[0].GetProperty("str").GetString());
        Assert.Equal("202442010008000001", row.GetProperty("tech-sme")[0].GetProperty("str").GetString());
        Assert.Equal("2027-11-30T00:00:00+08:00", row.GetProperty("high-tech-firm-until")[0].GetProperty("date").GetString());
        Assert.Empty(second.GetProperty("rows").GetProperty("F9999999").GetProperty("code").EnumerateArray());
        Assert.Equal([id, "F9999999", "x"], draft.GetProperty("rows").EnumerateArray().Select(one => one.GetProperty("id").GetString()));
    }

    [Theory]
    [InlineData("""{"ids":["F0000001"],"properties":[{"id":"secret"}]}""")]
    [InlineData("""{"ids":["F0000001"],"properties":[{"id":"code","settings":{"as-of":"yesterday"}}]}""")]
    [InlineData("""{"ids":"F0000001","properties":[]}""")]
    [InlineData("""{"ids":[1],"properties":[]}""")]
    [InlineData("""{"properties":[]}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task Extension_that_cannot_be_read_is_refused(string query)
    {
        using var program = await site.ProgramAsync();
        using var form = await program.PostAsync(Root, new FormUrlEncodedContent([KeyValuePair.Create("extend", query)]));
        using var json = await program.PostAsync(Root + "/extend", new StringContent(query, Encoding.UTF8, "application/json"));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (form.StatusCode, json.StatusCode));
    }

    [Fact]
    public async Task Proposed_properties_can_all_be_fetched()
    {
        using var program = await site.ProgramAsync();
        var proposed = await KeyedSite.ReadAsync(await program.GetAsync($"{Root}/extend/propose?type=firm&limit=5"));
        Assert.Equal((5, "firm"), (proposed.GetProperty("properties").GetArrayLength(), proposed.GetProperty("type").GetString()));

        var all = await KeyedSite.ReadAsync(await program.GetAsync($"{Root}/extend/propose?type=firm"));
        var ids = all.GetProperty("properties").EnumerateArray().Select(one => new { id = one.GetProperty("id").GetString() });
        var query = JsonSerializer.Serialize(new { ids = new[] { (await site.FirmAsync(InventedLists.Optics)).ToString() }, properties = ids });
        await KeyedSite.ReadAsync(await program.PostAsync(Root + "/extend", new StringContent(query, Encoding.UTF8, "application/json")));
    }

    [Fact]
    public async Task Browser_of_another_site_is_told_it_may_ask()
    {
        using var stranger = site.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Options, Root + "/match");
        request.Headers.Add("Origin", "https://elsewhere.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        using var answer = await stranger.SendAsync(request);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("X-Api-Key", answer.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task Invalid_key_is_401_on_every_route_and_other_sites_may_read_that_too()
    {
        using var wrong = site.Browser();
        wrong.DefaultRequestHeaders.Add("X-Api-Key", "mk_aaaaaaaa_" + new string('x', 43));
        foreach (var route in (string[])["?queries=%7B%7D", "/suggest/entity?prefix=a", "/preview?id=F0000001", "/flyout?id=F0000001", "/extend/propose?type=firm"])
        {
            using var answer = await wrong.GetAsync(Root + route);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        }

        using var posted = await PostAsync(wrong, "{}");
        Assert.True(posted.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Key_opens_what_it_was_issued_for_and_nothing_else()
    {
        using var program = await site.ProgramAsync("admin", ApiKeyScope.Reconcile);
        using var lookups = await program.PostAsync("/api/lookups", new StringContent("""{"rows":[{"name":"x"}]}""", Encoding.UTF8, "application/json"));
        using var firms = await program.GetAsync("/api/firms");
        using var status = await program.GetAsync("/api/status");

        Assert.Equal(HttpStatusCode.Forbidden, lookups.StatusCode);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (firms.StatusCode, status.StatusCode));

        using var other = await site.ProgramAsync("bank-b", ApiKeyScope.Lookup);
        using var allowed = await other.PostAsync("/api/lookups", new StringContent("""{"rows":[{"name":"x"}]}""", Encoding.UTF8, "application/json"));
        using var reconcile = await PostAsync(other, "{}");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (allowed.StatusCode, reconcile.StatusCode));
    }

    [Fact]
    public async Task Every_use_is_in_the_audit_log_under_account_and_key_without_the_names_asked_for()
    {
        var key = await site.KeyAsync("bank-b");
        using var program = site.Browser();
        await KeyedSite.ReadAsync(await program.GetAsync($"{Root}/k/{key}?queries={Uri.EscapeDataString(JsonSerializer.Serialize(new { q = new { query = InventedLists.Optics } }))}"));

        var entry = Assert.Single(await site.AuditAsync($"bank-b#{ApiKeyText.PrefixOf(key)}", "firms-reconciled"));
        Assert.Contains("\"queries\":1,\"matched\":1", entry.Detail, StringComparison.Ordinal);
        Assert.Equal("示范银行乙", entry.Tenant);
        Assert.DoesNotContain("琊光", entry.Detail, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string batch) =>
        client.PostAsync(Root, new FormUrlEncodedContent([KeyValuePair.Create("queries", batch)]));
}
