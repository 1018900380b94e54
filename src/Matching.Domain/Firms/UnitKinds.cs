using Matching.Domain.Codes;

namespace Matching.Domain.Firms;

/// <summary>Tells firms from universities, institutes, hospitals and offices by code and name.</summary>
public static class UnitKinds
{
    private static readonly string[] CompanyWords = ["公司", "合伙企业", "合伙)", "集团"];

    /// <summary>Endings in the order they are tried; an ending that holds another one stands before it (科学院 before 学院).</summary>
    private static readonly (string Ending, UnitKind Kind)[] Endings =
    [
        ("医院", UnitKind.Hospital), ("卫生院", UnitKind.Hospital), ("保健院", UnitKind.Hospital), ("卫生服务中心", UnitKind.Hospital),
        ("血液中心", UnitKind.Hospital), ("疗养院", UnitKind.Hospital), ("门诊部", UnitKind.Hospital), ("急救中心", UnitKind.Hospital),
        ("检察院", UnitKind.Government), ("法院", UnitKind.Government), ("国务院", UnitKind.Government),
        ("律师事务所", UnitKind.Other), ("事务所", UnitKind.Other), ("派出所", UnitKind.Government), ("研究会", UnitKind.Other),
        ("科学院", UnitKind.Institute), ("农科院", UnitKind.Institute), ("林科院", UnitKind.Institute), ("工学院", UnitKind.University),
        ("大学", UnitKind.University), ("学院", UnitKind.University), ("学校", UnitKind.University), ("中学", UnitKind.University),
        ("小学", UnitKind.University), ("幼儿园", UnitKind.University), ("党校", UnitKind.University), ("研究生院", UnitKind.University),
        ("委员会", UnitKind.Government), ("政府", UnitKind.Government), ("人民银行", UnitKind.Government), ("管委会", UnitKind.Government),
        ("办公室", UnitKind.Government), ("办公厅", UnitKind.Government), ("海关", UnitKind.Government), ("街道办事处", UnitKind.Government),
        ("支队", UnitKind.Government), ("总队", UnitKind.Government), ("大队", UnitKind.Government), ("部队", UnitKind.Government),
        ("合作社", UnitKind.Other), ("联合社", UnitKind.Other), ("基金会", UnitKind.Other), ("协会", UnitKind.Other), ("学会", UnitKind.Other),
        ("商会", UnitKind.Other), ("联合会", UnitKind.Other), ("促进会", UnitKind.Other), ("联盟", UnitKind.Other), ("出版社", UnitKind.Other),
        ("报社", UnitKind.Other), ("电视台", UnitKind.Other), ("寺", UnitKind.Other),
        ("经营部", UnitKind.Other), ("商行", UnitKind.Other), ("农场", UnitKind.Firm), ("林场", UnitKind.Other),
        ("厂", UnitKind.Firm), ("银行", UnitKind.Firm), ("支行", UnitKind.Firm), ("分行", UnitKind.Firm), ("信用社", UnitKind.Firm),
        ("院", UnitKind.Institute), ("所", UnitKind.Institute), ("实验室", UnitKind.Institute), ("中心", UnitKind.Institute),
        ("研究室", UnitKind.Institute), ("站", UnitKind.Institute), ("基地", UnitKind.Institute), ("博物馆", UnitKind.Institute),
        ("图书馆", UnitKind.Institute), ("科技馆", UnitKind.Institute), ("植物园", UnitKind.Institute), ("天文台", UnitKind.Institute),
        ("局", UnitKind.Government), ("厅", UnitKind.Government), ("委", UnitKind.Government), ("署", UnitKind.Government),
        ("部", UnitKind.Government), ("处", UnitKind.Government),
    ];

    /// <summary>The kind of a unit. The code decides for firms, sole traders and offices; a company form decides for names;
    /// a short name that ends in an industry word (甲乙科技) is taken for a firm.</summary>
    public static UnitKind Classify(string? name, Uscc? uscc = null)
    {
        var byCode = uscc is { } code ? OfCode(code) : null;
        return byCode ?? OfName(name);
    }

    private static UnitKind? OfCode(Uscc code) => code.BodyType switch
    {
        "91" => UnitKind.Firm,
        "92" or "93" => UnitKind.Other,
        "11" => UnitKind.Government,
        _ => null,
    };

    private static UnitKind OfName(string? name)
    {
        var plain = FormerNameNote.Split(FirmName.Plain(name)).Name;
        if (plain.Contains("人民银行", StringComparison.Ordinal))
        {
            return UnitKind.Government;
        }

        if (Array.Exists(CompanyWords, word => plain.Contains(word, StringComparison.Ordinal)) || LegalForms.BrokenOffAt(plain).Length > 0)
        {
            return UnitKind.Firm;
        }

        var bare = WithoutLastBrackets(plain);
        foreach (var (ending, kind) in Endings)
        {
            if (bare.EndsWith(ending, StringComparison.Ordinal) && bare.Length > ending.Length)
            {
                return IsInsideUniversity(bare, kind) ? UnitKind.University : kind;
            }
        }

        if (bare.Contains("大学", StringComparison.Ordinal))
        {
            return UnitKind.University;
        }

        return bare.Length >= 4 && FirmName.Parse(bare).TradeWords is [.., var last] && TradeNameSplit.IsTradeOnly(last)
            ? UnitKind.Firm
            : UnitKind.Other;
    }

    /// <summary>甲大学光电系, 甲大学国防部: offices of a university. Its institutes and hospitals are units of their own.</summary>
    private static bool IsInsideUniversity(string name, UnitKind kind) =>
        kind == UnitKind.Government && name.Contains("大学", StringComparison.Ordinal);

    private static string WithoutLastBrackets(string name)
    {
        var open = name.LastIndexOf('(');
        return open > 0 && name.EndsWith(')') ? name[..open] : name;
    }
}
