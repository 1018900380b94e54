using Matching.Domain.Codes;
using Matching.Domain.Finding;

namespace Matching.Api.Features.Lookups;

/// <summary>Answers of look-ups in Chinese.</summary>
public static class LookupText
{
    public static string Verdict(LookupRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.IsPicked ? "已选定" : Verdict(row.Answer.Verdict);
    }

    public static string Verdict(FindVerdict verdict) => verdict switch
    {
        FindVerdict.Matched => "已匹配",
        FindVerdict.Ambiguous => "待选择",
        _ => "未找到",
    };

    /// <summary>Why the answer is as it is, and what to do next.</summary>
    public static string Why(LookupRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.IsPicked ? "由查询人选定" : Why(row.Answer, row.Row.Code);
    }

    public static string Why(FirmAnswer answer, string code)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var first = answer.Candidates.Count > 0 ? answer.Candidates[0] : null;
        var text = answer.Reason switch
        {
            FindReason.CreditCode => "统一社会信用代码一致" + AndName(first!),
            FindReason.OrganizationCode => "组织机构代码一致" + AndName(first!),
            FindReason.Name => "名称一致" + AndRegion(first!) + "，仅此一家",
            FindReason.FormerName => "与曾用名一致" + AndRegion(first!) + "，仅此一家",
            FindReason.NearName => $"{Nearness(first!.NameNearness)}{AndRegion(first)}，没有别的企业同样接近",
            FindReason.CodeAndNameDisagree => "代码与名称指向不同企业，请核对后选择",
            FindReason.SeveralFirms => "有几家企业同样接近，请选择；补上代码或地区可以区分",
            FindReason.NotSure => $"{Nearness(first!.NameNearness)}，把握不够，请核对后选择",
            FindReason.RegionDiffers => "名称一致但地区不同，请核对后选择",
            FindReason.CodeCorrected => "代码有错字，改正后是库中企业，请核对后选择",
            FindReason.NameSaysNothing => "名称里没有字号，无法查找，请补全名称或代码",
            FindReason.NothingAsked => "没有名称也没有代码",
            _ => "各库中没有这家企业，也没有接近的名称",
        };
        return CodeHint(code) is { Length: > 0 } hint ? $"{text}；{hint}" : text;
    }

    public static string Nearness(NameNearness nearness) => nearness switch
    {
        NameNearness.Same => "名称一致",
        NameNearness.RegionWrittenOtherwise => "只有地区写法不同",
        NameNearness.FormMissing => "名称缺组织形式",
        NameNearness.CutOff => "名称不完整",
        NameNearness.SameSound => "名称同音",
        NameNearness.OneCharacterOfBranch => "分支机构名称差一字",
        NameNearness.OneCharacterElsewhere => "地区或组织形式差一字",
        NameNearness.OneCharacterOfTradeWords => "行业用词差一字",
        NameNearness.OneCharacterOfTradeName => "字号差一字",
        NameNearness.OtherForm => "组织形式不同",
        NameNearness.LooksAlike => "名称有一字形近",
        NameNearness.OtherCharacterOfTradeWords => "行业用词有一字不同",
        NameNearness.SlipInTradeWords => "行业用词有一字误写",
        NameNearness.CharacterMissingInTradeName => "两字字号缺一字",
        _ => "名称不同",
    };

    private static string AndName(FirmCandidate candidate) => candidate.NameNearness switch
    {
        NameNearness.None => "",
        NameNearness.Same => candidate.IsFormer ? "，名称为曾用名" : "，名称一致",
        var other => $"，{Nearness(other)}",
    };

    private static string AndRegion(FirmCandidate candidate) => candidate.RegionNearness switch
    {
        RegionNearness.SameCity => "、同市",
        RegionNearness.SameProvince => "、同省",
        _ => "",
    };

    private static string CodeHint(string code) =>
        code.Length == 0 || OrganizationCode.TryParse(code, out _) ? "" : UsccText(Uscc.Check(code));

    private static string UsccText(UsccCheck check) => check is UsccCheck.Valid or UsccCheck.Empty ? "" : $"所填代码未通过校验（{check.Describe()}）";
}
