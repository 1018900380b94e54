using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Matching.Api.Tests.Pools;
using Matching.Api.Tests.Site;
using Matching.Domain.Scoring;
using Matching.Ml.Runs;
using Matching.Ml.Scoring;
using Matching.Storage.Scores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Api.Tests.Cards;

public sealed partial class CardEditorTests(LoadedSite site) : IClassFixture<LoadedSite>
{
    private const string Editor = "/models/cards/new";

    [Fact]
    public async Task A_version_is_made_by_one_and_put_in_force_by_another_and_all_firms_are_scored_by_it()
    {
        using var analyst = await site.SignedInAsync("analyst");
        using var reviewer = await site.SignedInAsync("reviewer");
        var fields = await FieldsAsync(analyst);

        // 14 points of the certificate go to a local indicator in the first stage, 12 in the second, 10 in the third.
        var weights = Enumerable.Range(0, 3).Select(stage => fields[$"w-high_tech_valid-{stage}"]).ToArray();
        for (var stage = 0; stage < 3; stage++)
        {
            fields[$"w-high_tech_valid-{stage}"] = "0";
            fields[$"w-new0-{stage}"] = weights[stage];
        }

        (fields["version"], fields["note"]) = ("card-2026.2", "以有效入库数代替高企证书");
        (fields["n-0"], fields["s-new0"]) = ("libraries_in_force", "1=40 2=70% 3=100");
        var made = await PostAsync(analyst, fields);
        Assert.Equal((HttpStatusCode.Redirect, "/models/cards/card-2026.2"), (made.StatusCode, made.Headers.Location!.ToString()));

        var page = await analyst.GetStringAsync("/models/cards/card-2026.2");
        Assert.Contains("要由建立人以外的同事启用", page, StringComparison.Ordinal);
        Assert.Contains("1=40 2=70 3=100", page, StringComparison.Ordinal);
        Assert.Contains("高新技术企业证书有效：各阶段满分", page, StringComparison.Ordinal);
        var own = await PoolSite.PostAsync(analyst, "/models/cards/card-2026.2", "/models/cards/card-2026.2/Activate", ("Reason", "有效入库数更能说明问题<b>"));
        Assert.Contains("要由另一位同事启用", await own.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("card-2026.1", (await site.Services.GetRequiredService<PointCards>().InForceAsync(CancellationToken.None)).Version);

        var silent = await PoolSite.PostAsync(reviewer, "/models/cards/card-2026.2", "/models/cards/card-2026.2/Activate", ("Reason", "  "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.StatusCode);
        Assert.Contains("请写明启用的理由", await silent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var activated = await PoolSite.PostAsync(reviewer, "/models/cards/card-2026.2", "/models/cards/card-2026.2/Activate", ("Reason", "有效入库数更能说明问题<b>"));
        Assert.Equal(HttpStatusCode.Redirect, activated.StatusCode);
        Assert.True(await site.Services.GetRequiredService<RecomputeScores>().NextAsync(CancellationToken.None));
        await using var db = await site.OpenDatabaseAsync();
        var scores = await db.Scores.AsNoTracking().Where(score => score.EndedAt == null).ToListAsync();
        Assert.All(scores, score => Assert.Equal("card-2026.2", score.Scorer));
        Assert.Contains(scores, score => score.Contributions.Contains("libraries_in_force", StringComparison.Ordinal));
        Assert.Equal(ScoreRunCause.NewScorer, (await db.ScoreRuns.AsNoTracking().OrderByDescending(run => run.RequestedAt).FirstAsync()).Cause);
        var card = await db.PointCards.AsNoTracking().SingleAsync(known => known.Version == "card-2026.2");
        Assert.Equal(("analyst", "reviewer"), (card.CreatedBy, card.ActivatedBy));
        Assert.Single(await site.AuditAsync("analyst", "card-added"), entry => entry.Subject == "card-2026.2");
        Assert.Contains("card-2026.1", (await site.AuditAsync("reviewer", "card-activated"))[^1].Detail, StringComparison.Ordinal);

        // Back in one step: two people have answered for the first version already.
        var back = await PoolSite.PostAsync(analyst, "/models/cards/card-2026.1", "/models/cards/card-2026.1/Activate", ("Reason", "等半年数据"));
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.True(await site.Services.GetRequiredService<RecomputeScores>().NextAsync(CancellationToken.None));
        Assert.Contains("已停用", await analyst.GetStringAsync("/models/cards/card-2026.2"), StringComparison.Ordinal);
        var history = await analyst.GetStringAsync("/models/cards/card-2026.2");
        Assert.Contains("有效入库数更能说明问题&lt;b&gt;", history, StringComparison.Ordinal);
        Assert.Contains("启用，代替 card-2026.1", history, StringComparison.Ordinal);
        Assert.Contains(PointCards.HashOf(card.Json), history, StringComparison.Ordinal);
        Assert.Contains("日终使用：<strong>card-2026.1</strong>", await analyst.GetStringAsync("/models?InForceOn=9999-12-31"), StringComparison.Ordinal);
        Assert.Contains("日终使用：<strong>还没有积分卡</strong>", await analyst.GetStringAsync("/models?InForceOn=0001-01-01"), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await analyst.GetStringAsync("/api/models/cards/card-2026.2"));
        Assert.Equal("以有效入库数代替高企证书", json.RootElement.GetProperty("note").GetString());
    }

    [Theory]
    [InlineData("w-sme_years-0", "abc", "“连续入库科技型中小企业年数”在初创期的满分“abc”无法使用")]
    [InlineData("w-sme_years-0", "-4", "满分“-4”无法使用")]
    [InlineData("w-sme_years-0", "5", "初创期合计“101”：基础分与本阶段各指标权重之和须为 100")]
    [InlineData("s-sme_years", "1=30 两年=60", "取值档次“两年=60”无法识别")]
    [InlineData("s-sme_years", "1=60 2=30", "“连续入库科技型中小企业年数”“0.3”：数值更高的一档不能得分更低")]
    [InlineData("s-sme_years", "1=60 2=130", "得分比例须大于 0，不超过 1")]
    [InlineData("s-sme_years", "", "至少要有一档")]
    [InlineData("cuts", "60 50 42", "等级线“3”：须有九个分数线")]
    [InlineData("cuts", "60 五十", "等级线“五十”不是数字")]
    [InlineData("version", "card-2026.1", "版本名“card-2026.1”已有")]
    [InlineData("version", "new", "版本名“new”不能用")]
    [InlineData("version", "卡片", "版本名“卡片”不能用")]
    [InlineData("note", "", "请写明改了什么")]
    [InlineData("n-0", "age_years", "没有可选的指标“age_years”")]
    [InlineData("x-sme_years", "on", "合计“96”")]
    [InlineData("baseline", "五", "基准分“五”无法使用")]
    [InlineData("baseline", "-1", "基准分“-1”无法使用")]
    [InlineData("baseline", "3", "基础分与本阶段各指标权重之和须为 100")]
    [InlineData("stage-name-1", "", "阶段名称“”：每个阶段须有自己的名称")]
    [InlineData("stage-name-1", "初创期", "阶段名称“初创期”：每个阶段须有自己的名称")]
    [InlineData("stage-until-0", "三", "初创期的上限“三”无法使用：请写 1 到 100 的整数")]
    [InlineData("stage-until-0", "99", "各阶段上限须从低到高排列")]
    [InlineData("stage-none", "7", "登记日不详时的阶段“7”不在所列阶段之中")]
    [InlineData("peer-ages", "3 十", "同类企业年龄段“十”无法使用")]
    [InlineData("peer-ages", "10 3", "同类企业年龄段“3”：年限须从低到高排列")]
    [InlineData("peer-minimum", "0", "同类企业最少家数“0”无法使用")]
    public async Task What_does_not_hold_is_said_with_place_and_value_and_nothing_is_kept(string field, string value, string said)
    {
        using var analyst = await site.SignedInAsync("analyst");
        var fields = await FieldsAsync(analyst);
        (fields["version"], fields["note"]) = ("card-wrong", "试改");
        fields[field] = value;
        var answer = await PostAsync(analyst, fields);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains(said, html, StringComparison.Ordinal);
        await using var db = await site.OpenDatabaseAsync();
        Assert.False(await db.PointCards.AnyAsync(card => card.Version == "card-wrong" || card.Version == "new" || card.Version == "卡片"));
        if (field.StartsWith("w-", StringComparison.Ordinal))
        {
            // What was typed is still there to be put right.
            Assert.Contains($"name=\"{field}\" value=\"{value}\"", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Baseline_stages_and_peers_are_edited_and_any_two_versions_compared()
    {
        using var analyst = await site.SignedInAsync("analyst");
        var fields = await FieldsAsync(analyst);
        (fields["version"], fields["note"]) = ("card-stages.1", "阶段改名，基准分加二");
        (fields["stage-name-0"], fields["stage-until-0"], fields["stage-none"]) = ("种子期", "2", "0");
        (fields["peer-ages"], fields["peer-minimum"]) = ("2 8", "12");
        fields["baseline"] = Less(fields["baseline"], -2);
        for (var stage = 0; stage < 3; stage++)
        {
            fields[$"w-high_tech_valid-{stage}"] = Less(fields[$"w-high_tech_valid-{stage}"], 2);
        }

        var saved = await PostAsync(analyst, fields);
        Assert.True(saved.Headers.Location?.ToString() == "/models/cards/card-stages.1", WebUtility.HtmlDecode(await saved.Content.ReadAsStringAsync()));
        var made = (await site.Services.GetRequiredService<PointCards>().FindAsync("card-stages.1", CancellationToken.None))!;
        Assert.Equal(new LifeStage("种子期", 2), made.Stages[0]);
        Assert.Equal((0, 12), (made.StageWithoutAge, made.PeerMinimum));
        Assert.Equal([2, 8], made.PeerAgeCuts);

        // As a file: one stage fewer, which the form cannot say.
        var json = JsonNode.Parse(await analyst.GetStringAsync("/api/models/cards/card-stages.1"))!;
        (json["version"], json["note"]) = ("card-stages.2", "两个阶段");
        json["stages"]!.AsArray().RemoveAt(1);
        foreach (var line in json["indicators"]!.AsArray().Where(line => line!["weights"]?.AsArray().Count > 0))
        {
            line!["weights"]!.AsArray().RemoveAt(1);
        }

        Assert.Equal("/models/cards/card-stages.2", (await UploadAsync(analyst, json.ToJsonString())).Headers.Location?.ToString());
        var compared = WebUtility.HtmlDecode(await analyst.GetStringAsync("/models/cards/card-stages.2?With=card-stages.1"));
        Assert.Contains("与 <span class=\"code\">card-stages.1</span> 相比", compared, StringComparison.Ordinal);
        Assert.Contains("种子期<2", compared, StringComparison.Ordinal);
        Assert.DoesNotContain("基准分</th>", compared, StringComparison.Ordinal);
        Assert.Contains("基准分</th>", WebUtility.HtmlDecode(await analyst.GetStringAsync("/models/cards/card-stages.2?With=card-2026.1")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await analyst.GetAsync("/models/cards/card-stages.2?With=none")).StatusCode);

        Assert.Contains("“card-stages.2”已有", await RefusedAsync(analyst, json.ToJsonString()), StringComparison.Ordinal);
        json["version"] = "../etc";
        Assert.Contains("版本名“../etc”不能用", await RefusedAsync(analyst, json.ToJsonString()), StringComparison.Ordinal);
        (json["version"], json["baseline"]) = ("card-stages.3", 50);
        Assert.Contains("基础分与本阶段各指标权重之和须为 100", await RefusedAsync(analyst, json.ToJsonString()), StringComparison.Ordinal);
        Assert.Contains("不是有效的 JSON", await RefusedAsync(analyst, "{\"version\": "), StringComparison.Ordinal);
        Assert.Contains("第 2 行附近读不懂", await RefusedAsync(analyst, "{\n\"version\": card-x}"), StringComparison.Ordinal);
        Assert.Contains("请选择积分卡的 JSON 文件", await RefusedAsync(analyst, ""), StringComparison.Ordinal);
        Assert.Null(await site.Services.GetRequiredService<PointCards>().FindAsync("card-stages.3", CancellationToken.None));

        static string Less(string text, int points) => (int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) - points).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("bank-a", HttpStatusCode.Forbidden)]
    [InlineData("publisher", HttpStatusCode.Forbidden)]
    [InlineData("reviewer", HttpStatusCode.Forbidden)]
    [InlineData("analyst", HttpStatusCode.OK)]
    public async Task Only_analysts_make_versions(string user, HttpStatusCode expected)
    {
        using var client = await site.SignedInAsync(user);
        Assert.Equal(expected, (await client.GetAsync(Editor)).StatusCode);
    }

    [Fact]
    public async Task Unknown_versions_are_not_found_and_banks_see_none()
    {
        using var analyst = await site.SignedInAsync("analyst");
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync("/models/cards/card-none")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync($"{Editor}?from=card-none")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync("/api/models/cards/card-none")).StatusCode);
        using var bank = await site.SignedInAsync("bank-a");
        Assert.Equal(HttpStatusCode.Forbidden, (await bank.GetAsync("/models/cards/card-2026.1")).StatusCode);
    }

    [Fact]
    public void A_card_written_reads_back_as_itself()
    {
        var card = Assert.IsType<PointCardReading.Valid>(PointCardReader.Read(PointCards.ShippedJson())).Card;
        var again = Assert.IsType<PointCardReading.Valid>(PointCardReader.Read(PointCardWriter.Write(card))).Card;
        Assert.Equal(PointCardWriter.Write(card), PointCardWriter.Write(again));
        Assert.Empty(PointCardDiff.Of(card, again));
    }

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient client, string json)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await PoolSite.TokenAsync(client, Editor)), "__RequestVerificationToken" },
            { new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(json)), "File", "card.json" },
        };
        return await client.PostAsync($"{Editor}?handler=File", form);
    }

    private static async Task<string> RefusedAsync(HttpClient client, string json)
    {
        var answer = await UploadAsync(client, json);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, Dictionary<string, string> fields) =>
        PoolSite.PostAsync(client, Editor, Editor, [.. fields.Select(field => (field.Key, field.Value))]);

    /// <summary>The fields of the form as it is opened.</summary>
    private static async Task<Dictionary<string, string>> FieldsAsync(HttpClient client)
    {
        var html = await client.GetStringAsync(Editor);
        return Input().Matches(html[html.IndexOf("card-editor", StringComparison.Ordinal)..])
            .Where(input => input.Groups[1].Value != "__RequestVerificationToken")
            .ToDictionary(input => input.Groups[1].Value, input => WebUtility.HtmlDecode(input.Groups[2].Value));
    }

    [GeneratedRegex("<input [^>]*?name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Input();
}
