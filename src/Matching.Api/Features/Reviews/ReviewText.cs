using System.Globalization;
using Matching.Domain.Linkage.Explaining;
using Matching.Domain.Linkage.Judgements;
using Matching.Storage.Linkages;

namespace Matching.Api.Features.Reviews;

/// <summary>Questions, judgements and explanations in the words of the people who decide.</summary>
public static class ReviewText
{
    public static string Of(ReviewReason reason) => reason switch
    {
        ReviewReason.CodeNameConflict => "代码与名称不符",
        ReviewReason.AmbiguousName => "同名多家",
        ReviewReason.IdentifierConflict => "编号指向不同企业",
        ReviewReason.AliasOutOfTime => "曾用名已停用",
        ReviewReason.NearName => "名称相近",
        ReviewReason.JudgementContradicted => "与人工判定不符",
        ReviewReason.WrongMerge => "疑似误并",
        _ => reason.ToString(),
    };

    public static string Of(Judgement judgement) => judgement switch
    {
        Judgement.Match => "同一家",
        Judgement.NonMatch => "不是同一家",
        Judgement.Unsure => "不确定",
        _ => "",
    };

    public static string Of(PairField field) => field switch
    {
        PairField.CreditCode => "信用代码",
        PairField.OrganizationCode => "组织机构代码",
        PairField.CertificateNumber => "证书编号",
        PairField.RegistrationNumber => "注册号",
        PairField.Name => "名称",
        PairField.Region => "地区",
        _ => field.ToString(),
    };

    public static string Of(PairLevel level) => level switch
    {
        PairLevel.Missing => "未载明",
        PairLevel.Same => "一致",
        PairLevel.FormerName => "曾用名一致",
        PairLevel.SameTradeName => "字号一致",
        PairLevel.OneCharacter => "差一个字",
        PairLevel.CutOff => "一方不全",
        PairLevel.SameSound => "同音",
        PairLevel.SameProvince => "同省",
        PairLevel.Differs => "不同",
        _ => level.ToString(),
    };

    public static string Of(ExplainedConstraint constraint)
    {
        ArgumentNullException.ThrowIfNull(constraint);
        return constraint.Kind switch
        {
            ConstraintKind.CodesDiffer => "两个不同的有效代码：不论证据多少都不自动合并。",
            ConstraintKind.JudgedMatch => $"第 {constraint.Entry} 号人工判定（{constraint.By}）：同一家。",
            ConstraintKind.JudgedNonMatch => $"第 {constraint.Entry} 号人工判定（{constraint.By}）：不是同一家，不再合并。",
            _ => "没有约束，按规则判断。",
        };
    }

    /// <summary>Bits with their sign.</summary>
    public static string Bits(double bits) => bits.ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture);
}
