using System.Globalization;
using System.Text;
using Matching.Ml.Features;
using Matching.Ml.TrainingSets;
using Matching.Storage.Ranking;

namespace Matching.Ml.Registry;

/// <summary>The card of one model, written from its record: what it learnt from, how it was measured, what it must not be used for.</summary>
public static class ModelCard
{
    /// <param name="set">Null when the set is not at hand; its hash still stands on the card.</param>
    /// <param name="steps">Steps of this model, any order.</param>
    public static string Write(RegisteredModel model, TrainingSet? set, IEnumerable<ModelStep> steps)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(steps);
        var (record, report, text) = (model.Record, model.Report, new StringBuilder());
        Line($"# 模型说明：{record.Name}");
        Line($"\n推荐分供银行内部决策参考，不是信用评级。\n");
        Line($"## 登记");
        Line($"- 摘要：`{record.Id}`");
        Line($"- 引擎与形式：{record.Engine}，{record.Form}，目标 {record.Objective}，种子 {record.Seed}");
        Line($"- 参数：`{record.Parameters}`");
        Line($"- 特征清单：{record.FeatureVersion}（`{record.FeatureHash[..12]}`），{ModelFeatures.V1.All.Count} 项");
        Line($"- 程序与环境：{record.CodeVersion}；{record.Environment}");
        Line($"- 训练：{record.TrainedBy}，{record.StartedAt:yyyy-MM-dd HH:mm:ss} 至 {record.FinishedAt:HH:mm:ss}（UTC）");
        Line($"\n## 训练数据");
        Line($"- 训练集：`{record.TrainingSetId}`");
        if (set is not null)
        {
            var bases = set.Bases;
            Line($"- 标签：{set.Label.Title}，{set.Label.Meaning}");
            Line($"- 样本范围：{set.Label.Base}；结果截至 {set.AsOf:yyyy-MM-dd}");
            Line($"- 推送 {bases.Pushed}，联系 {bases.Contacted}，有需求 {bases.Need}，已决定 {bases.Decided}，授信 {bases.Approved}，放款 {bases.Drawn}，逾期 {bases.Overdue}，结清 {bases.Repaid}");
            Line($"- 只有推送过的企业才有结果，未推送企业的结果无从知道");
        }

        Line($"\n## 检验：{report.HoldOutFrom:yyyy-MM-dd} 起的 {report.HoldOutRows} 行（正样本 {report.HoldOutPositives}），模型没有见过");
        Line($"\n| 指标 | 评分者 | 数值 | 区间 | 口径 |\n|---|---|---|---|---|");
        foreach (var measure in report.OutOfTime)
        {
            Line($"| {measure.Title} | {ScorerName(measure.Scorer)} | {measure.Value:0.0000} | {measure.Low:0.0000} 至 {measure.High:0.0000} | {measure.Convention} |");
        }

        Line($"\n### 分组\n\n| 类别 | 分组 | 行数 | 正样本 | 模型 AUC | 积分卡 AUC | 进入前 20% 的比例 |\n|---|---|---|---|---|---|---|");
        foreach (var slice in report.Slices)
        {
            Line($"| {slice.Kind} | {slice.Slice} | {slice.Rows} | {slice.Positives} | {slice.ModelAuc:0.000} | {slice.CardAuc:0.000} | {slice.TopShare:P0} |");
        }

        Line($"\n## 关口\n\n| 检查 | 结果 | 发现 |\n|---|---|---|");
        foreach (var check in model.Gate)
        {
            Line($"| {check.Title} | {(check.Passed ? "通过" : "未通过")} | {check.Found} |");
        }

        Line($"\n## 经历\n\n| 时间（UTC） | 事项 | 经手人 | 理由 |\n|---|---|---|---|");
        foreach (var step in steps.OrderBy(step => step.Id))
        {
            Line($"| {step.At:yyyy-MM-dd HH:mm} | {ActName(step.Act)} | {step.By} | {step.Reason} |");
        }

        Line($"\n## 用途与限制");
        Line($"- 用于在企业之间排序，供银行筛选和尽调参考；不得作为自动放贷的唯一依据，负面清单另行把关");
        Line($"- 只反映五库公开事实；研发费用、专利、税务等本库没有");
        Line($"- 加分项增加不会降低分数；每一分都有对应的项，相加恰好等于总分");
        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    public static string ScorerName(string scorer) => scorer switch
    {
        "model" => "本模型",
        "card" => "积分卡",
        "champion" => "现用模型",
        "model-card" => "本模型减积分卡",
        "model-champion" => "本模型减现用模型",
        _ => scorer,
    };

    public static string ActName(ModelAct act) => act switch
    {
        ModelAct.Trained => "训练并通过关口",
        ModelAct.Refused => "训练，未通过关口",
        ModelAct.Proposed => "申请启用",
        ModelAct.Activated => "启用",
        ModelAct.Declined => "退回申请",
        ModelAct.RolledBack => "回退",
        ModelAct.Retired => "停用",
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, "not a step of a model"),
    };
}
