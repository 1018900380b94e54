using Matching.Domain.Codes;
using Matching.Domain.Libraries;
using Matching.Search;

namespace Matching.Api.Features.Firms;

/// <summary>What facets and their values are called: in addresses, and to people.</summary>
public static class FacetNaming
{
    private static readonly (FirmFacet Facet, string Parameter, string Title)[] Names =
    [
        (FirmFacet.Library, "library", "所在库"),
        (FirmFacet.LibraryInForce, "inforce", "当前有效"),
        (FirmFacet.Province, "province", "省份"),
        (FirmFacet.City, "city", "城市"),
        (FirmFacet.County, "county", "区县"),
        (FirmFacet.Field, "field", "技术领域"),
        (FirmFacet.Grade, "grade", "等级"),
        (FirmFacet.BestAwardLevel, "award", "最高奖励级别"),
        (FirmFacet.BestProjectLevel, "project", "最高项目级别"),
        (FirmFacet.IndustrySection, "industry", "行业门类"),
        (FirmFacet.Standing, "standing", "状态"),
    ];

    /// <summary>In the order they are shown.</summary>
    public static IReadOnlyList<FirmFacet> All { get; } = [.. Names.Select(name => name.Facet)];

    public static string Parameter(FirmFacet facet) => Names.First(name => name.Facet == facet).Parameter;

    public static string Title(FirmFacet facet) => Names.First(name => name.Facet == facet).Title;

    public static bool TryFind(string parameter, out FirmFacet facet)
    {
        var at = Array.FindIndex(Names, name => name.Parameter == parameter);
        facet = at < 0 ? default : Names[at].Facet;
        return at >= 0;
    }

    /// <summary>All values of a facet that has few, in order, so that those without firms can be shown too; empty for regions and industries.</summary>
    public static IReadOnlyList<string> ClosedValues(FirmFacet facet) => facet switch
    {
        FirmFacet.Library or FirmFacet.LibraryInForce => [.. LibraryCatalog.All.Where(info => !info.IsReference).Select(info => info.Code)],
        FirmFacet.Field => [.. TechnologyFields.All.Select(field => $"{(int)field}")],
        FirmFacet.Grade => [.. Enumerable.Range(1, 10).Select(step => FormattableString.Invariant($"{step}"))],
        FirmFacet.BestAwardLevel or FirmFacet.BestProjectLevel =>
            [FacetCodes.Of(AuthorityLevel.National), FacetCodes.Of(AuthorityLevel.Province), FacetCodes.Of(AuthorityLevel.City)],
        FirmFacet.Standing => [FacetCodes.Of(FirmStanding.Regular), FacetCodes.Of(FirmStanding.Provisional), FacetCodes.Of(FirmStanding.Excluded)],
        _ => [],
    };

    /// <summary>True when the facet can have this value; keeps made-up codes out of the index and of the page.</summary>
    public static bool IsValue(FirmFacet facet, string code) => facet switch
    {
        FirmFacet.Province => RegionCode.TryParse(code, out var region) && region.IsProvince,
        FirmFacet.City => RegionCode.TryParse(code, out var region) && region.IsCity,
        FirmFacet.County => RegionCode.TryParse(code, out var region) && region.IsCounty,
        FirmFacet.IndustrySection => code is [>= 'A' and <= 'T'],
        _ => ClosedValues(facet).Contains(code),
    };

    public static string ValueText(FirmFacet facet, string code) => facet switch
    {
        FirmFacet.Library or FirmFacet.LibraryInForce => LibraryCatalog.TryFind(code, out var info) ? info.ChineseName : code,
        FirmFacet.Province or FirmFacet.City or FirmFacet.County => RegionText(code),
        FirmFacet.Field => int.TryParse(code, out var number) && Enum.IsDefined((TechnologyField)number)
            ? TechnologyFields.ChineseName((TechnologyField)number)
            : code,
        FirmFacet.IndustrySection => IndustryCode.TryParse(code, out var industry) ? $"{code} {IndustryTable.NameOf(industry)}" : code,
        FirmFacet.Grade => $"T{code}",
        FirmFacet.BestAwardLevel or FirmFacet.BestProjectLevel => code switch
        {
            "national" => "国家级",
            "province" => "省级",
            "city" => "市级",
            _ => code,
        },
        FirmFacet.Standing => code switch
        {
            "regular" => "正常",
            "provisional" => "暂定（无信用代码）",
            "excluded" => "列入负面清单",
            _ => code,
        },
        _ => code,
    };

    /// <summary>The field a hit was found in, as a label before the text.</summary>
    public static string MatchedText(MatchedField field) => field switch
    {
        MatchedField.Name => "名称",
        MatchedField.FormerName => "曾用名",
        MatchedField.ShortName => "简称",
        MatchedField.PinyinInitials => "拼音首字母",
        MatchedField.Uscc => "信用代码",
        MatchedField.Number => "证书或编号",
        MatchedField.Title => "奖励或项目名称",
        MatchedField.BusinessScope => "经营范围",
        _ => "",
    };

    private static string RegionText(string code) =>
        RegionCode.TryParse(code, out var region) && RegionTable.ShortNameOf(region) is { } name ? name : code;
}
