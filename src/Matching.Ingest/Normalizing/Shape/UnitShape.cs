namespace Matching.Ingest.Normalizing.Shape;

/// <summary>Tells by its end whether a text can be the whole name of a unit.</summary>
internal static class UnitShape
{
    private static readonly string[] Ends =
    [
        "公司", "大学", "学院", "研究院", "研究所", "中心", "医院", "集团", "工厂", "总厂", "分厂", "合作社", "实验室", "学校", "研究室", "设计院",
        "有限合伙)", "有限合伙）", "普通合伙)", "普通合伙）", "合伙企业", "事务所", "管理局", "总局", "分公司", "工作站", "基地", "协会", "学会", "联合社", "农场", "委员会",
    ];

    public static bool IsWholeName(string text)
    {
        var name = text.TrimEnd('、', '，', ',', '；', ';', ' ', '\n');
        if (name.Length < 4)
        {
            return false;
        }

        var bracket = name[^1] is ')' or '）' ? name.LastIndexOfAny(['(', '（']) : -1;
        return Array.Exists(Ends, end => name.EndsWith(end, StringComparison.Ordinal))
            || bracket > 3 && IsWholeName(name[..bracket])
            || name[^1] is '厂' or '院' or '所' or '局' or '社' or '站' && name.Length >= 5;
    }
}
