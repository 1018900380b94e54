using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Matching.Api.Tests.Pools;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Ml.Evaluation;
using Matching.Ml.Registry;
using Matching.Ml.Runs;
using Matching.Ml.TrainingSets;
using Matching.Storage.Ranking;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Api.Tests.Training;

public sealed class TrainingLoopTests(SampleSite site) : IClassFixture<SampleSite>
{
    [Fact]
    public async Task Analysts_loop_from_frozen_set_to_live_model_and_back()
    {
        using var analyst = await site.SignedInAsync("analyst");
        using var reviewer = await site.SignedInAsync("reviewer");

        var frozen = await PoolSite.PostAsync(analyst, "/training", "/training/Freeze", ("label", "approved"), ("groupBy", "bank-year"));
        Assert.Equal(HttpStatusCode.Redirect, frozen.StatusCode);
        await using var db = await site.OpenDatabaseAsync();
        var set = await db.TrainingSets.AsNoTracking().SingleAsync();
        Assert.True(set.Rows > 400 && set.Positives > 100, $"{set.Rows} rows, {set.Positives} positives");
        await PoolSite.PostAsync(analyst, "/training", "/training/Freeze", ("label", "approved"), ("groupBy", "bank-year"));
        Assert.Equal(1, await db.TrainingSets.CountAsync());

        var model = await TrainAsync(analyst, set.Id);
        var report = ModelRegistry.ReportOf(model);
        var gain = report.Find("model-card", "auc")!;
        Assert.True(gain.Value > 0.02 && gain.SureOfGain >= 0.8, $"out of time the model gains {gain.Value} over the card, sure {gain.SureOfGain}");
        Assert.Equal(ModelState.Challenger, model.State);

        var page = await analyst.GetStringAsync($"/training/models/{model.Id}");
        Assert.Contains(Conventions.Auc, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("申请启用", page, StringComparison.Ordinal);

        await PoolSite.PostAsync(analyst, $"/training/models/{model.Id}", $"/training/models/{model.Id}/Propose", ("reason", "时间外好于积分卡"));
        var alone = await PoolSite.PostAsync(analyst, $"/training/models/{model.Id}", $"/training/models/{model.Id}/Confirm");
        Assert.Contains("不能自己确认", WebUtility.HtmlDecode(await alone.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        var before = site.Clock.GetUtcNow();
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        var confirmed = await PoolSite.PostAsync(reviewer, $"/training/models/{model.Id}", $"/training/models/{model.Id}/Confirm");
        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
        Assert.True(await site.Services.GetRequiredService<RecomputeScores>().NextAsync(CancellationToken.None));
        await site.ScoreAndIndexAsync();

        var registry = site.Services.GetRequiredService<ModelRegistry>();
        Assert.Equal(model.Id, await registry.LiveIdAsync(null, CancellationToken.None));
        Assert.Null(await registry.LiveIdAsync(before, CancellationToken.None));
        await SearchAndFirmShowTheModelAsync(analyst, model);

        var drift = await analyst.GetStringAsync("/training/drift");
        Assert.Contains("分布稳定", WebUtility.HtmlDecode(drift), StringComparison.Ordinal);
        var compared = await analyst.GetStringAsync($"/training/compare?after={model.Id}");
        Assert.Contains("等级迁移", WebUtility.HtmlDecode(compared), StringComparison.Ordinal);
        var card = await analyst.GetStringAsync($"/api/training/models/{model.Id}/card");
        Assert.Contains(set.Id, card, StringComparison.Ordinal);

        site.Clock.Advance(TimeSpan.FromMinutes(1));
        await PoolSite.PostAsync(analyst, "/training", "/training/RollBack", ("reason", "试运行结束"));
        Assert.Null(await registry.LiveIdAsync(null, CancellationToken.None));
        Assert.Equal(
            [ModelAct.RolledBack, ModelAct.Activated, ModelAct.Proposed, ModelAct.Trained], (await registry.HistoryAsync(CancellationToken.None)).Select(step => step.Act));
        Assert.NotEmpty(await site.AuditAsync("reviewer", "model-activated"));
    }

    [Fact]
    public async Task A_later_fact_changes_no_row_of_a_set_frozen_before_it()
    {
        var freeze = site.Services.GetRequiredService<FreezeTrainingSet>();
        var label = new LabelDefinition(LabelKind.Graded, GroupKind.BankYear);
        var asOf = new DateOnly(2025, 6, 30);
        var before = Assert.IsType<FreezeResult.Frozen>(await freeze.BuildAsync(label, asOf, CancellationToken.None));
        var names = string.Join('\n', Enumerable.Range(0, 40).Select(i => before.Set.Rows[i * 3].Firm).Distinct().Select((firm, i) => FormattableString.Invariant($"{i + 1},{NameOf(firm)},示范基金,A轮,5000,2022-05-01")));
        await site.LoadAsync("后来公布的创投子基金投资台账_2026-02-01.csv", System.Text.Encoding.UTF8.GetBytes($"序号,企业名称,子基金名称,融资轮次,投资金额（万元）,投资时间\n{names}\n"));

        var after = Assert.IsType<FreezeResult.Frozen>(await freeze.BuildAsync(label, asOf, CancellationToken.None));
        Assert.Equal(before.Set.Hash(), after.Set.Hash());

        string NameOf(long firm)
        {
            using var db = site.OpenDatabaseAsync().GetAwaiter().GetResult();
            return db.Firms.Where(known => known.Id == firm).Select(known => known.Name).Single();
        }
    }

    [Fact]
    public async Task A_stopped_run_leaves_no_model_and_says_so()
    {
        var freeze = Assert.IsType<FreezeResult.Frozen>(await site.Services.GetRequiredService<FreezeTrainingSet>()
            .BuildAsync(new LabelDefinition(LabelKind.Drawn, GroupKind.BankYear), new DateOnly(2026, 3, 10), CancellationToken.None));
        var (id, _) = await site.Services.GetRequiredService<TrainingSetStore>().KeepAsync(freeze.Set, "analyst", CancellationToken.None);
        using var analyst = await site.SignedInAsync("analyst");
        var asked = await PoolSite.PostAsync(analyst, "/training", "/training/Train", Fields(id));
        var run = asked.Headers.Location!.OriginalString;
        await PoolSite.PostAsync(analyst, run, $"{run}/Stop");
        Assert.False(await site.Services.GetRequiredService<CarryOutTraining>().NextAsync(CancellationToken.None));
        Assert.Contains("已停止", WebUtility.HtmlDecode(await analyst.GetStringAsync(run)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("publisher")]
    [InlineData("reviewer")]
    public async Task Others_look_but_do_not_train(string user)
    {
        using var client = await site.SignedInAsync(user);
        var html = await client.GetStringAsync("/training");
        Assert.DoesNotContain("冻结训练集</button>", html, StringComparison.Ordinal);
        var refused = await PoolSite.PostAsync(client, "/firms", "/training/Freeze", ("label", "approved"), ("groupBy", "bank-year"));
        Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
    }

    [Fact]
    public async Task Banks_see_their_own_reports_only()
    {
        await using var db = await site.OpenDatabaseAsync();
        var firm = await db.Linkages
            .Where(linkage => linkage.EndedAt == null && db.Records.Any(record => record.Id == linkage.RecordId && record.Library == Library.Outcomes && record.Title == "示范银行乙"))
            .Select(linkage => linkage.FirmId).FirstAsync();
        using var bank = await site.SignedInAsync("bank-a");
        var facts = (await bank.GetFromJsonAsync<JsonElement>($"/api/firms/{new FirmId(firm)}")).GetProperty("facts").EnumerateArray()
            .Where(fact => fact.GetProperty("library").GetString() == "outcomes");
        Assert.DoesNotContain(facts, fact => fact.GetProperty("title").GetString() != "示范银行甲");
    }

    private async Task<StoredModel> TrainAsync(HttpClient analyst, string set)
    {
        var asked = await PoolSite.PostAsync(analyst, "/training", "/training/Train", Fields(set));
        var run = asked.Headers.Location!.OriginalString;
        Assert.True(await site.Services.GetRequiredService<CarryOutTraining>().NextAsync(CancellationToken.None));
        var html = WebUtility.HtmlDecode(await analyst.GetStringAsync(run));
        var id = Regex.Match(html, "/training/models/([0-9a-f]{64})").Groups[1].Value;
        Assert.True(id.Length == 64, html);
        return (await site.Services.GetRequiredService<ModelRegistry>().OpenAsync(id, CancellationToken.None))!.Record;
    }

    private static async Task SearchAndFirmShowTheModelAsync(HttpClient analyst, StoredModel model)
    {
        var found = await analyst.GetFromJsonAsync<JsonElement>("/api/firms?grade=1");
        Assert.True(found.GetProperty("total").GetInt32() > 0);
        var id = Regex.Match(found.GetRawText(), "F[0-9]{7}").Value;
        var score = (await analyst.GetFromJsonAsync<JsonElement>($"/api/firms/{id}")).GetProperty("modelScore");
        Assert.Equal((model.Id, "T1"), (score.GetProperty("modelId").GetString()!, score.GetProperty("grade").GetString()!));
        Assert.Equal(
            score.GetProperty("points").GetDecimal(),
            score.GetProperty("baseline").GetDecimal() + score.GetProperty("reasons").EnumerateArray().Sum(reason => reason.GetProperty("points").GetDecimal()));

        var low = await analyst.GetFromJsonAsync<JsonElement>("/api/firms?grade=8");
        var firm = Regex.Match(low.GetRawText(), "F[0-9]{7}").Value;
        var page = WebUtility.HtmlDecode(await analyst.GetStringAsync($"/firms/{firm}"));
        Assert.Contains("模型理由", page, StringComparison.Ordinal);
        Assert.Contains("升到 T4 需要什么", page, StringComparison.Ordinal);
    }

    private static (string, string)[] Fields(string set) =>
    [
        ("set", set), ("engine", Ml.Training.RankTrainer.EngineName), ("form", "Ga2m"), ("objective", "Logistic"),
        ("seed", 20260101.ToString(CultureInfo.InvariantCulture)), ("holdOutFrom", ""),
    ];
}
