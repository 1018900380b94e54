using Matching.Domain.Codes;
using Matching.Domain.Libraries;

namespace Matching.Ingest.Tests.Linking.Near;

/// <summary>A register of invented firms and lists that spell their names in several ways, enough of each to learn how far it can be believed.</summary>
internal static class SpeltWorld
{
    public const int Wuhan = 420100;

    private static readonly string[] First = ["衡", "芸", "澜", "峻", "璟", "骁", "昱", "沣", "铄", "曜", "珂", "霁", "瀚", "翎", "晗"];
    private static readonly string[] Second = ["拓", "铭", "恒", "禾", "川", "岳", "朔", "棠", "域", "钧", "湛", "弈"];
    private static readonly string[] Trades = ["光电科技", "生物医药", "新材料", "智能装备", "软件"];
    private static readonly (string Name, int Code)[] Cities = [("武汉", Wuhan), ("宜昌", 420500), ("长沙", 430100)];

    /// <summary>Firms by place: the register lacks every sixth.</summary>
    public static IReadOnlyList<(string Core, string City, int Region, string Code, bool IsRegistered)> Firms { get; } =
        [.. First.SelectMany(first => Second.SelectMany(second => Trades.Select(trade => first + second + trade)))
            .Select((core, place) => (core, Cities[place % Cities.Length].Name, Cities[place % Cities.Length].Code, Code(place + 1), place % 6 != 5))];

    public static string Code(int number) =>
        Uscc.FromParts("91", new RegionCode(Wuhan), OrganizationCode.FromBody($"MA{number:D6}")).ToString();

    public static ListRow[] Register => [.. Firms.Where(firm => firm.IsRegistered).Select(firm => new ListRow($"{firm.City}{firm.Core}有限公司", firm.Code, firm.Region))];

    public static ListRow[] WithoutRegion => [.. Firms.Select(firm => new ListRow($"{firm.Core}有限公司", Region: firm.Region))];

    public static ListRow[] WithoutForm => [.. Firms.Select(firm => new ListRow($"{firm.City}{firm.Core}", Region: firm.Region))];

    public static ListRow[] CutOff => [.. Firms.Select(firm => new ListRow($"{firm.City}{firm.Core}有限", Region: firm.Region))];

    /// <summary>Register and lists linked, each by itself; names are not compared yet.</summary>
    public static async Task<(LinkingStage Stage, IReadOnlyList<Guid> Deliveries)> LinkedAsync(params ListRow[] more)
    {
        var stage = await LinkingStage.OpenAsync();
        var deliveries = new List<Guid>();
        foreach (var (library, published, rows) in new (Library, string, ListRow[])[]
        {
            (Library.Registry, "2024-01-01", [.. Register, .. more]),
            (Library.Awards, "2024-03-01", WithoutRegion),
            (Library.Projects, "2024-04-01", WithoutForm),
            (Library.Ventures, "2024-05-01", CutOff),
        })
        {
            deliveries.Add(await stage.LoadAsync(library, published, rows));
            await stage.Linker.LinkDeliveryAsync(deliveries[^1], null, CancellationToken.None);
        }

        return (stage, deliveries);
    }
}
