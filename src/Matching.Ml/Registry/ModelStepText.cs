using Matching.Storage.Ranking;

namespace Matching.Ml.Registry;

/// <summary>Refusals of steps with a model, as sentences that say what to do next.</summary>
public static class ModelStepText
{
    public static string Of(ModelStepResult result) => result switch
    {
        ModelStepResult.Done => "",
        ModelStepResult.NotFound => "没有这个模型。",
        ModelStepResult.WrongState wrong => $"模型现在是“{Of(wrong.State)}”，不能这样操作。",
        ModelStepResult.ReasonMissing => "请写明理由，理由会进入模型的登记。",
        ModelStepResult.SamePerson same => $"训练人或申请人（{same.User}）不能自己确认，请另一人确认。",
        ModelStepResult.CannotGoLive bar => $"不能启用：{bar.Found}",
        ModelStepResult.ComparedWithAnother => "申请之后现用模型已经更换，请重新训练，与现用模型比较后再申请。",
        ModelStepResult.NothingLive => "现在没有启用的模型，无可回退。",
        _ => throw new System.Diagnostics.UnreachableException(result?.ToString()),
    };

    public static string Of(ModelState state) => state switch
    {
        ModelState.Refused => "未通过关口",
        ModelState.Challenger => "对照中",
        ModelState.Proposed => "待确认",
        ModelState.Champion => "使用中",
        ModelState.Retired => "已停用",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "not a state of a model"),
    };
}
