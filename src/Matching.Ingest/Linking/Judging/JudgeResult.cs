using Matching.Domain.Linkage.Judgements;

namespace Matching.Ingest.Linking.Judging;

/// <summary>What became of a judgement, its confirmation or its withdrawal.</summary>
public abstract record JudgeResult
{
    private JudgeResult()
    {
    }

    /// <param name="Entries">Numbers of the lines written to the journal.</param>
    /// <param name="NeedsSecond">It binds only once another person has confirmed it.</param>
    /// <param name="IsOpen">The question it answers is not fully answered yet: other firms could be meant.</param>
    public sealed record Given(IReadOnlyList<long> Entries, bool NeedsSecond, bool IsOpen) : JudgeResult;

    /// <summary>The rules refuse it.</summary>
    public sealed record Refused(JudgementVerdict Verdict) : JudgeResult;

    /// <summary>No such row, firm, question or judgement, or it is not in force any more.</summary>
    public sealed record NotFound(string What) : JudgeResult;

    /// <summary>Who gave a judgement cannot be its second person.</summary>
    public sealed record SamePerson(string By) : JudgeResult;
}

/// <summary>Refusals in words.</summary>
public static class JudgeText
{
    /// <summary>One Chinese sentence that says what to do next.</summary>
    public static string Of(JudgeResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result switch
        {
            JudgeResult.Given { NeedsSecond: true } => "已记录。因与代码不一致，须由另一人复核后生效。",
            JudgeResult.Given => "已记录，关联正在更新。",
            JudgeResult.NotFound missing => $"没有找到{missing.What}，可能已被新名单替换，请刷新后再试。",
            JudgeResult.SamePerson => "判定人与复核人不能为同一人。",
            JudgeResult.Refused { Verdict: JudgementVerdict.SameRow } => "左右两侧是同一行，无需判定。",
            JudgeResult.Refused { Verdict: JudgementVerdict.SaidAlready said } => $"第 {said.Earlier.Number} 号判定已经这样认定（{said.Earlier.By}）。",
            JudgeResult.Refused { Verdict: JudgementVerdict.Contradicts against } =>
                $"与第 {against.Earlier.Number} 号判定（{against.Earlier.By}）矛盾。如确需更改，请先撤销该判定。",
            JudgeResult.Refused { Verdict: JudgementVerdict.CodesDiffer codes } =>
                $"两家企业各有有效代码 {codes.Left} 与 {codes.Right}，不能合并。如属代码变更，请选“代码变更”并写明依据，由另一人复核。",
            JudgeResult.Refused { Verdict: JudgementVerdict.ReasonMissing } => "代码变更须写明依据，例如换照通知的文号。",
            _ => throw new ArgumentOutOfRangeException(nameof(result), result, "not a result with words"),
        };
    }
}
