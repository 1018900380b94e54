using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;

namespace Matching.Search.Tests;

/// <summary>Firms and queries over a small alphabet, so that everything collides: pairs, beginnings, values, keys.</summary>
internal sealed class RandomFirms(int seed)
{
    private static readonly string[] Pieces = ["光", "迅", "科技", "有限", "公司", "光学", "技", "（", "）", "A", "b", "１", "Ａ", "限公"];
    private static readonly int[] Regions = [420000, 420100, 420106, 420111, 420500, 440300, 440305, 110105, 429004];
    private static readonly Library[] Libraries = [Library.Awards, Library.TechSmes, Library.HighTechFirms, Library.Projects, Library.Ventures];

    private readonly Random random = new(seed);

    public List<FirmDocument> Firms(int count, long firstId = 1) =>
        [.. Enumerable.Range(0, count).Select(i => Firm(firstId + i, version: 1))];

    public FirmDocument Firm(long id, long version) => new()
    {
        Id = new FirmId(id),
        Version = version,
        Name = Text(2, 7),
        FormerNames = Some(() => Text(2, 5), 2),
        ShortNames = Some(() => Text(1, 2), 3),
        PinyinInitials = Some(Letters, 2),
        Uscc = random.Next(4) == 0 ? "" : $"91420100MA{random.Next(100, 130)}B1A",
        Numbers = Some(() => $"GR{random.Next(2020, 2024)}420{random.Next(10)}", 2),
        Titles = Some(() => Text(3, 8), 3),
        BusinessScope = random.Next(3) == 0 ? "" : Text(5, 30),
        Region = Maybe(() => new RegionCode(Regions[random.Next(Regions.Length)])),
        Field = Maybe(() => (TechnologyField)random.Next(1, 9)),
        IndustrySection = Maybe(() => (char)('A' + random.Next(4))),
        Libraries = [.. Libraries.Where(_ => random.Next(3) == 0)],
        LibrariesInForce = [.. Libraries.Where(_ => random.Next(4) == 0)],
        BestAwardLevel = (AuthorityLevel)random.Next(4),
        BestProjectLevel = (AuthorityLevel)random.Next(4),
        AwardCount = random.Next(5),
        ProjectCount = random.Next(5),
        VentureAmountCny = random.Next(3) == 0 ? random.Next(5) * 1_000_000m : 0,
        RegisteredOn = Maybe(Day),
        LatestFactOn = Maybe(Day),
        Points = Maybe(() => random.Next(41) * 2.5m),
        Grade = Maybe(() => random.Next(1, 11)),
        IsProvisional = random.Next(5) == 0,
        IsExcluded = random.Next(10) == 0,
    };

    public FirmQuery Query() => new()
    {
        Text = string.Join(random.Next(2) == 0 ? " " : "\u3000", Enumerable.Range(0, random.Next(4) switch { 0 => 0, 3 => 2, _ => 1 }).Select(_ => Word())),
        Filters = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Filter())],
        Points = random.Next(5) == 0 ? new Range<decimal>(random.Next(2) == 0 ? null : random.Next(50), random.Next(2) == 0 ? null : 50 + random.Next(50)) : null,
        VentureAmountCny = random.Next(8) == 0 ? new Range<decimal>(1_000_000m, null) : null,
        RegisteredOn = random.Next(8) == 0 ? new Range<DateOnly>(null, Day()) : null,
        LatestFactOn = random.Next(8) == 0 ? new Range<DateOnly>(Day(), null) : null,
        Facets = [.. Enum.GetValues<FirmFacet>().Where(_ => random.Next(2) == 0)],
        Sort = (FirmSort)random.Next(1, 6),
        Skip = random.Next(3) == 0 ? random.Next(30) : 0,
        Take = random.Next(1, 60),
    };

    private FacetFilter Filter()
    {
        var facet = (FirmFacet)random.Next(1, 12);
        var codes = Enumerable.Range(0, 30).SelectMany(_ => NaiveSearch.CodesOf(Firm(1, 1), facet)).Append("none").Distinct().ToList();
        List<string> Pick(int most) => [.. Enumerable.Range(0, random.Next(most + 1)).Select(_ => codes[random.Next(codes.Count)])];
        return new FacetFilter(facet, Pick(3), Pick(2));
    }

    private string Word() => random.Next(6) switch
    {
        0 => Letters()[..2],
        1 => $"{random.Next(2020, 2024)}",
        _ => Text(1, 3),
    };

    private string Text(int fewest, int most) =>
        string.Concat(Enumerable.Range(0, random.Next(fewest, most + 1)).Select(_ => Pieces[random.Next(Pieces.Length)]));

    private string Letters() => string.Concat(Enumerable.Range(0, random.Next(3, 8)).Select(_ => (char)('a' + random.Next(4))));

    private DateOnly Day() => new DateOnly(2020, 1, 1).AddDays(random.Next(40) * 30);

    private List<string> Some(Func<string> make, int most) => [.. Enumerable.Range(0, random.Next(most + 1)).Select(_ => make())];

    private T? Maybe<T>(Func<T> make)
        where T : struct => random.Next(6) == 0 ? null : make();
}
