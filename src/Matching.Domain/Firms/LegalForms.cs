namespace Matching.Domain.Firms;

/// <summary>The endings of names that state a legal form, and the spelling each is folded to.</summary>
internal static class LegalForms
{
    /// <summary>Longest first where one ends with another.</summary>
    private static readonly (string Ending, string Folded, LegalForm Form)[] Endings =
    [
        ("股份有限责任公司", "股份有限公司", LegalForm.JointStock),
        ("有限责任股份公司", "股份有限公司", LegalForm.JointStock),
        ("股份有限公司", "股份有限公司", LegalForm.JointStock),
        ("股份公司", "股份有限公司", LegalForm.JointStock),
        ("有限责任公司", "有限公司", LegalForm.Limited),
        ("有限公司", "有限公司", LegalForm.Limited),
        ("总公司", "总公司", LegalForm.OtherCompany),
        ("公司", "公司", LegalForm.OtherCompany),
        ("合伙企业(有限合伙)", "合伙企业(有限合伙)", LegalForm.Partnership),
        ("合伙企业(普通合伙)", "合伙企业(普通合伙)", LegalForm.Partnership),
        ("(特殊普通合伙)", "(特殊普通合伙)", LegalForm.Partnership),
        ("(普通合伙)", "(普通合伙)", LegalForm.Partnership),
        ("(有限合伙)", "(有限合伙)", LegalForm.Partnership),
        ("合伙企业", "合伙企业", LegalForm.Partnership),
        ("总厂", "总厂", LegalForm.Works),
        ("厂", "厂", LegalForm.Works),
        ("专业合作社", "专业合作社", LegalForm.Cooperative),
        ("合作社", "合作社", LegalForm.Cooperative),
        ("大学", "大学", LegalForm.Institution),
        ("学院", "学院", LegalForm.Institution),
        ("医院", "医院", LegalForm.Institution),
        ("研究院", "研究院", LegalForm.Institution),
        ("研究所", "研究所", LegalForm.Institution),
        ("设计院", "设计院", LegalForm.Institution),
        ("实验室", "实验室", LegalForm.Institution),
        ("事务所", "事务所", LegalForm.Institution),
        ("中心", "中心", LegalForm.Institution),
    ];

    /// <summary>What is left of a form where a cell broke off; shorter rests may be part of the name.</summary>
    private static readonly (string Part, string Whole)[] BrokenOff =
    [
        ("股份有限公", "股份有限公司"), ("股份有限", "股份有限公司"), ("股份有", "股份有限公司"),
        ("有限责任公", "有限公司"), ("有限责任", "有限公司"), ("有限责", "有限公司"), ("有限公", "有限公司"), ("有限", "有限公司"),
    ];

    /// <summary>Length of the rest of a form a name ends with, and the form it was; 0 when the name does not break off so.</summary>
    public static (int Length, string Whole) BrokenOffAt(ReadOnlySpan<char> name)
    {
        foreach (var (part, whole) in BrokenOff)
        {
            if (name.EndsWith(part, StringComparison.Ordinal) && name.Length > part.Length + 1)
            {
                return (part.Length, whole);
            }
        }

        return (0, "");
    }

    /// <summary>Whether the text is what is left of a form, and nothing else: 有限, 股份有限公.</summary>
    public static bool IsRest(ReadOnlySpan<char> text)
    {
        foreach (var (part, _) in BrokenOff)
        {
            if (text.SequenceEqual(part))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The form at the end of a folded name, or the whole name where it is nothing but a form; length 0 when none is printed.</summary>
    public static (int Length, string Folded, LegalForm Form) At(ReadOnlySpan<char> name)
    {
        foreach (var (ending, folded, form) in Endings)
        {
            if (name.EndsWith(ending, StringComparison.Ordinal))
            {
                return (ending.Length, folded, form);
            }
        }

        return (0, "", LegalForm.None);
    }
}
