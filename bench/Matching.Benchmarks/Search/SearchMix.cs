using Matching.Search;

namespace Matching.Benchmarks.Search;

/// <summary>The queries of the benchmark: two to four characters, from words in every other firm to trade names, all with top 20 and five facets.</summary>
internal static class SearchMix
{
    private static readonly FirmFacet[] FiveFacets = [FirmFacet.Library, FirmFacet.Province, FirmFacet.City, FirmFacet.Field, FirmFacet.Grade];

    private static readonly string[] Texts =
    [
        "科技", "光迅", "武汉", "激光", "生物", "华中", "光电", "宏达", "天泰", "机器人", "半导体", "新能源", "物联网", "新材料", "华中天", "光纤激",
        "技术服务", "生物科技", "智能科技", "污染治理", "医疗器械", "武汉华中", "数控机床", "烽火通信", "软件", "环保", "精密", "疫苗", "襄阳", "宜昌", "仪器仪表", "有限公司",
    ];

    public static IReadOnlyList<FirmQuery> Queries { get; } =
    [
        .. Texts.Select(text => new FirmQuery { Text = text, Facets = FiveFacets }),
        .. Texts.Where((_, i) => i % 4 == 0).Select(text => new FirmQuery
        {
            Text = text,
            Facets = FiveFacets,
            Sort = FirmSort.Points,
            Filters = [new FacetFilter(FirmFacet.Province, ["420000"], []), new FacetFilter(FirmFacet.Library, ["high-tech-firms"], [])],
        }),
    ];

    public static string Describe(FirmQuery query) =>
        query.Filters.Count == 0 ? query.Text : $"{query.Text} · 湖北 · 高企 · by points";
}
