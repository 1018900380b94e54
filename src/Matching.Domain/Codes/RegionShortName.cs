namespace Matching.Domain.Codes;

/// <summary>Cuts 省, 市, 自治州 … and the names of peoples off a region's name, as everyday text and firm names do.</summary>
internal static class RegionShortName
{
    private static readonly string[] Endings =
        ["特别行政区", "自治区", "自治州", "自治县", "自治旗", "林区", "特区", "矿区", "地区", "省", "市", "盟", "县", "区", "旗", "州"];

    private static readonly string[] Peoples =
    [
        "维吾尔", "哈萨克", "柯尔克孜", "蒙古族", "蒙古", "回族", "藏族", "壮族", "苗族", "彝族", "土家族", "侗族", "瑶族", "白族", "傣族",
        "黎族", "畲族", "满族", "朝鲜族", "布依族", "哈尼族", "傈僳族", "佤族", "拉祜族", "水族", "东乡族", "纳西族", "景颇族", "土族",
        "达斡尔族", "仫佬族", "羌族", "布朗族", "撒拉族", "毛南族", "仡佬族", "锡伯族", "阿昌族", "普米族", "塔吉克", "怒族", "鄂温克族",
        "鄂伦春", "德昂族", "保安族", "裕固族", "独龙族", "各族",
    ];

    /// <summary>The short name, or null when nothing can be cut and still leave two characters.</summary>
    public static string? Of(string name)
    {
        var ending = Array.Find(Endings, e => name.EndsWith(e, StringComparison.Ordinal));
        if (ending is null || name.Length - ending.Length < 2)
        {
            return null;
        }

        var rest = name[..^ending.Length];
        return ending.StartsWith("自治", StringComparison.Ordinal) ? WithoutPeoples(rest) : rest;
    }

    private static string WithoutPeoples(string name)
    {
        while (Array.Find(Peoples, p => name.EndsWith(p, StringComparison.Ordinal) && name.Length - p.Length >= 2) is { } people)
        {
            name = name[..^people.Length];
        }

        return name;
    }
}
