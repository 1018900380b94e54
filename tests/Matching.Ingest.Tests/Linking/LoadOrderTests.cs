using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Tests.Linking;

/// <summary>Random small worlds with shared names, codes, certificates and renames, cut into lists and loaded in many orders.</summary>
public sealed class LoadOrderTests
{
    private static readonly string[] Names = ["甲禾科技有限公司", "乙木电子有限公司", "丙石材料有限公司", "丁水生物有限公司", "甲禾大学", "戊土设计研究院"];
    private static readonly int?[] Regions = [420100, 420500, 430100, 420000, null];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Any_order_of_loading_ends_in_the_same_groups(int seed)
    {
        var lists = World(seed);
        var expected = await LinkedAtOnceAsync(lists);
        var random = new Random(seed);
        for (var round = 0; round < 4; round++)
        {
            random.Shuffle(lists);
            await using var stage = await LinkingStage.OpenAsync();
            // A list nobody knows keeps the share of each delivery small, so that the keys are followed instead of reading all.
            await stage.LoadAndLinkAsync(Library.Registry, "2000-01-01", Strangers);
            foreach (var (library, published, rows) in lists)
            {
                await stage.LoadAndLinkAsync(library, published, rows);
            }

            // Near names are compared over everything, at whatever moment.
            await stage.Linker.LinkAllAsync(null, CancellationToken.None);
            Assert.Equal(expected, WithoutStrangers(await stage.GroupsAsync()));
            var (again, _) = await stage.Linker.LinkAllAsync(null, CancellationToken.None);
            Assert.Equal(0, again.LinkagesChanged);
        }
    }

    [Fact]
    public async Task Two_codes_never_share_a_firm()
    {
        await using var stage = await LinkingStage.OpenAsync();
        foreach (var (library, published, rows) in World(11))
        {
            await stage.LoadAndLinkAsync(library, published, rows);
        }

        var codes = await stage.ReadAsync(db => (
            from linkage in db.Linkages
            where linkage.EndedAt == null
            join unit in db.Units on new { linkage.RecordId, linkage.Position } equals new { unit.RecordId, unit.Position }
            where unit.Uscc != null
            select new { linkage.FirmId, unit.Uscc }).Distinct().ToListAsync());
        Assert.NotEmpty(codes);
        Assert.All(codes.GroupBy(pair => pair.FirmId), firm => Assert.Single(firm));
    }

    private static IReadOnlyList<ListRow> Strangers =>
        [.. Enumerable.Range(1, 200).Select(i => new ListRow($"陌{(char)('一' + i)}远行有限公司", Code(900_000 + i), 110000))];

    private static async Task<string> LinkedAtOnceAsync((Library, string, IReadOnlyList<ListRow>)[] lists)
    {
        await using var stage = await LinkingStage.OpenAsync();
        await stage.LoadAsync(Library.Registry, "2000-01-01", Strangers);
        foreach (var (library, published, rows) in lists)
        {
            await stage.LoadAsync(library, published, rows);
        }

        await stage.Linker.LinkAllAsync(null, CancellationToken.None);
        return WithoutStrangers(await stage.GroupsAsync());
    }

    private static string WithoutStrangers(string groups) =>
        string.Join('\n', groups.Split('\n').Where(group => !group.Contains("远行有限公司", StringComparison.Ordinal)));

    private static (Library Library, string Published, IReadOnlyList<ListRow> Rows)[] World(int seed)
    {
        var random = new Random(seed);
        var libraries = new[] { Library.Registry, Library.HighTechFirms, Library.Awards, Library.Projects, Library.Renames, Library.TechSmes };
        // Every list has a day of its own: with two lists of one day about one thing, the later delivery counts.
        return [.. Enumerable.Range(0, 8).Select(list => (
            libraries[list % libraries.Length],
            $"20{16 + list}-0{1 + random.Next(9)}-01",
            (IReadOnlyList<ListRow>)[.. Enumerable.Range(0, 6).Select(row => RandomRow(random, libraries[list % libraries.Length], $"{list}-{row}"))]))];
    }

    private static ListRow RandomRow(Random random, Library library, string key)
    {
        var name = Names[random.Next(Names.Length)];
        var isFirm = name.EndsWith("公司", StringComparison.Ordinal);
        var code = library == Library.Registry || random.Next(3) == 0 ? Code(random.Next(5)) : null;
        return new ListRow(
            name,
            isFirm ? code : null,
            Regions[random.Next(Regions.Length)],
            isFirm && (library == Library.Renames || random.Next(6) == 0) ? Names[random.Next(4)] : null,
            library == Library.HighTechFirms && isFirm ? $"GR20204200{1000 + random.Next(4)}" : null,
            key,
            Kind: isFirm ? UnitKind.Firm : name.EndsWith("大学", StringComparison.Ordinal) ? UnitKind.University : UnitKind.Institute);
    }

    private static string Code(int number) =>
        Uscc.FromParts("91", new RegionCode(420100), OrganizationCode.FromBody($"MA{number:D6}")).ToString();
}
