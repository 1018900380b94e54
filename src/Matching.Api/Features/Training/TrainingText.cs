using Matching.Ml.Evaluation;
using Matching.Ml.Training;
using Matching.Ml.TrainingSets;
using Matching.Storage.Ranking;

namespace Matching.Api.Features.Training;

/// <summary>Models, runs and sets in the words users read.</summary>
public static class TrainingText
{
    public static string Of(ModelForm form) => form switch
    {
        ModelForm.Ga2m => "可加＋两两项（推荐）",
        ModelForm.Additive => "纯可加",
        ModelForm.Trees => "完整树（只作对照）",
        ModelForm.Scorecard => "评分卡（样本少时）",
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, "not a form"),
    };

    public static string Of(string form) => Enum.TryParse<ModelForm>(form, out var known) ? Of(known) : form;

    public static string Of(Objective objective) => objective switch
    {
        Objective.Logistic => "是否成功（逻辑）",
        Objective.LambdaRank => "组内排序（LambdaMART）",
        Objective.XeNdcg => "组内排序（XE-NDCG）",
        Objective.SquaredError => "等级（平方误差）",
        _ => throw new ArgumentOutOfRangeException(nameof(objective), objective, "not an objective"),
    };

    public static string TagOf(ModelState state) => state switch
    {
        ModelState.Champion => "tag in-force",
        ModelState.Refused => "tag bad",
        ModelState.Proposed => "tag warn",
        ModelState.Retired => "tag lapsed",
        _ => "tag",
    };

    public static string Of(DriftBand? band) => band switch
    {
        DriftBand.Stable => "稳定",
        DriftBand.Look => "关注",
        DriftBand.Act => "处理",
        _ => "算不出",
    };

    public static string TagOf(DriftBand? band) => band switch
    {
        DriftBand.Stable => "tag in-force",
        DriftBand.Look => "tag warn",
        DriftBand.Act => "tag bad",
        _ => "tag lapsed",
    };

    public static string LabelOf(string code) => LabelDefinition.Find(code, GroupKind.BankYear)?.Title ?? code;

    /// <summary>A figure with four decimals; a dash where there is none.</summary>
    public static string Figure(double? figure) => figure?.ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture) ?? Shared.Shown.Unknown;

    public static string Abbreviated(string hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return hash[..Math.Min(12, hash.Length)];
    }

    public static string StageOf(string stage) => stage switch
    {
        "binning" => "分档",
        "mains" => "单项",
        "pairs" => "两两项",
        "trees" => "树",
        "scorecard" => "评分卡",
        _ => stage,
    };
}
