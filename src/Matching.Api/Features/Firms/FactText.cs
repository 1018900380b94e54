using System.Globalization;
using Matching.Api.Features.Shared;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Domain.Linkage;

namespace Matching.Api.Features.Firms;

/// <summary>Facts, linkages and records in the words of the people who read them.</summary>
public static class FactText
{
    /// <summary>End of a verdict on a name the firm bore earlier.</summary>
    private const string FormerName = "-former";

    /// <summary>What happened, without its title.</summary>
    public static string Headline(FirmFact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return fact.Library switch
        {
            Library.Awards => Join(Level(fact.Level), fact.Kind, fact.Grade, $"第 {fact.UnitRank} 完成单位"),
            Library.TechSmes => Join(fact.Year is { } year ? $"{year} 年" : null, "科技型中小企业入库", fact.Number),
            Library.HighTechFirms => Join("高新技术企业证书", fact.Number),
            Library.Projects => Join(Level(fact.Level), fact.Kind, Role(fact.Role), fact.Number),
            Library.Ventures => Join("获子基金投资", fact.Kind, fact.AmountCny is { } amount ? Shown.Wan(amount) : null),
            Library.Registry => Join("企业登记", fact.AmountCny is { } capital ? $"注册资本 {Shown.Wan(capital)}" : null),
            Library.Renames => "更名",
            Library.Outcomes => Join("推送反馈", fact.Kind),
            _ => fact.Library.ToString(),
        };
    }

    /// <summary>The period it holds for; empty when it has none.</summary>
    public static string Period(FirmFact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return fact.ValidFrom is null && fact.ValidUntil is null
            ? ""
            : $"{Shown.Day(fact.ValidFrom)} 至 {Shown.Day(fact.ValidUntil?.AddDays(-1))}";
    }

    public static string Place(FactSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{source.FileName}{(source.Sheet.Length > 0 ? " › " + source.Sheet : "")} 第 {source.Row} 行");
    }

    public static string Level(AuthorityLevel level) => level switch
    {
        AuthorityLevel.National => "国家级",
        AuthorityLevel.Province => "省级",
        AuthorityLevel.City => "市级",
        _ => "",
    };

    public static string Role(UnitRole role) => role switch
    {
        UnitRole.Subject => "主体",
        UnitRole.AwardUnit => "完成单位",
        UnitRole.LeadUnit => "承担单位",
        UnitRole.CooperatingUnit => "合作单位",
        _ => "",
    };

    public static string State(PublicityState state) => state switch
    {
        PublicityState.Proposed => "公示（未定，不计分）",
        PublicityState.Announced => "公告",
        PublicityState.Withdrawn => "撤销",
        _ => "",
    };

    public static string Rule(LinkageRule rule) => rule switch
    {
        LinkageRule.CreditCode => "信用代码一致",
        LinkageRule.OrganizationCode => "组织机构代码一致",
        LinkageRule.CertificateNumber => "证书编号一致",
        LinkageRule.RegistrationNumber => "注册号一致",
        LinkageRule.NameAndRegion => "名称与地区一致",
        LinkageRule.DatedAlias => "当时的曾用名",
        LinkageRule.Provisional => "只有名称，暂定",
        LinkageRule.NonFirm => "非企业单位，按名称",
        LinkageRule.RegisterName => "名称相近，登记库中仅此一家",
        LinkageRule.Weighed => "名称各部分综合比对，认为是同一企业",
        LinkageRule.Judged => "人工判定",
        _ => rule.ToString(),
    };

    public static string Band(LinkageBand band) => band switch
    {
        LinkageBand.Auto => "自动",
        LinkageBand.Review => "待复核",
        LinkageBand.Provisional => "暂定",
        LinkageBand.NonFirm => "非企业",
        _ => band.ToString(),
    };

    public static string Evidence(LinkageEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var verdict = Verdict(evidence.Verdict);
        var field = evidence.Field switch
        {
            "uscc" => "信用代码",
            "name" => "名称",
            "region" => "地区",
            "certificate" => "证书编号",
            "organization" or "organization-code" => "组织机构代码",
            "registration" or "registration-number" => "注册号",
            var other => other,
        };
        return evidence.Left == evidence.Right || evidence.Right.Length == 0
            ? $"{field} {evidence.Left}（{verdict}）"
            : $"{field} {evidence.Left} / {evidence.Right}（{verdict}）";
    }

    private static string Verdict(string verdict) => verdict.EndsWith(FormerName, StringComparison.Ordinal)
        ? Verdict(verdict[..^FormerName.Length]) + "，曾用名"
        : verdict switch
        {
            "same" => "一致",
            "differs" => "不同",
            "alias" => "曾用名",
            "missing" => "缺失",
            "same-city" => "同一城市",
            "same-province" => "同一省份",
            "region-otherwise" => "地名位置不同或省略",
            "form-missing" => "未写组织形式",
            "other-form" => "组织形式不同",
            "cut-off" => "名称未写全",
            "same-sound" => "读音相同",
            "sound-but-one" => "读音仅一字不同",
            "looks-alike" => "字形相近",
            "one-character" or "one-character-elsewhere" => "一字不同",
            "one-character-of-branch" => "分支部分一字不同",
            "one-character-of-trade-name" => "字号一字不同",
            "character-more-or-less" => "多一字或少一字",
            "other-trade" => "行业用语不同",
            "other-character-of-trade-words" => "行业用语一字不同",
            "slip-in-trade-words" => "行业用语一字误写，别处没有这种写法",
            "character-missing-in-trade-name" => "两字字号缺一字",
            var other => other,
        };

    private static string Join(params string?[] parts) => string.Join(' ', parts.Where(part => !string.IsNullOrEmpty(part)));
}
