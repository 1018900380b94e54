using System.Text;
using Matching.Domain.Libraries;
using Matching.Domain.Libraries.Supply;
using Matching.Ingest.Deliveries;
using Matching.Ingest.Deliveries.Duties;

namespace Matching.Ingest.Tests.Deliveries;

/// <summary>A list that should name everybody tells before it is loaded whom it leaves out.</summary>
public sealed class AbsentForetoldTests
{
    private const string Head = "企业名称,证书编号,统一社会信用代码\n";
    private const string Jia = "武汉甲禾科技有限公司,GR202342000001,91420100MA4K00001X\n";
    private const string Yi = "武汉乙木电子有限公司,GR202342000002,\n";
    private const string Bing = "武汉丙土科技有限公司,GR202342000003,\n";

    [Theory]
    [InlineData(Head + "武汉甲禾科技有限公司,GR202442000001,\n武汉乙木电子有限公司,GR202442000002,\n", "武汉丙土科技有限公司", "one is missing")]
    [InlineData(Head + "武汉市丙土科技有限责任公司,GR202442000003,\n武汉甲禾科技有限公司,GR202442000001,\n武汉乙木电子有限公司,GR202442000002,\n", "", "names fold alike")]
    [InlineData("企业名称,曾用名,证书编号\n武汉丁火科技有限公司,武汉丙土科技有限公司,GR202442000003\n武汉甲禾科技有限公司,,GR202442000001\n武汉乙木电子有限公司,,GR202442000002\n", "", "the list says how it was called before")]
    [InlineData(Head + ",GR202442000001,\n", null, "a list without a row to load is refused or tells nobody")]
    public async Task Whole_list_is_held_against_the_one_before(string list, string? absent, string because)
    {
        await using var loader = await LoaderFixture.CreateAsync();
        await PromiseAsync(loader, ListExtent.WholeState);
        await loader.LoadAsync("2023年整份高企台账.csv", Head + Jia + Yi + Bing, Library.HighTechFirms, new DateOnly(2023, 12, 1));

        var preview = await PreviewAsync(loader, "2024年整份高企台账.csv", list);

        if (absent is null)
        {
            Assert.True(preview is not PreviewResult.Preview { List.Counts.Understood: > 0 }, because);
            return;
        }

        var told = Assert.IsType<PreviewResult.Preview>(preview).Absent;
        Assert.True(told is not null && string.Join('、', told.First) == absent && told.Absent == told.First.Count, $"{because}: {told?.Absent} {string.Join('、', told?.First ?? [])}");
        Assert.Equal("2023年整份高企台账.csv", told?.Before.FileName);
    }

    [Fact]
    public async Task Renamed_firm_is_known_by_the_rename_that_was_loaded()
    {
        await using var loader = await LoaderFixture.CreateAsync();
        await PromiseAsync(loader, ListExtent.WholeState);
        await loader.LoadAsync("2023年整份高企台账.csv", Head + Yi + Bing, Library.HighTechFirms, new DateOnly(2023, 12, 1));
        await loader.LoadAsync("更名.csv", "变更前名称,变更后名称,变更日期\n武汉丙土科技有限公司,武汉戊金科技有限公司,2024-03-01\n", Library.Renames, new DateOnly(2024, 3, 1));

        var preview = await PreviewAsync(loader, "2024年整份高企台账.csv", Head + "武汉戊金科技有限公司,GR202442000003,\n");

        Assert.Equal(["武汉乙木电子有限公司"], Assert.IsType<PreviewResult.Preview>(preview).Absent!.First);
    }

    [Theory]
    [InlineData(ListExtent.Additions, "2024年整份高企台账.csv", "additions leave everybody else out by nature")]
    [InlineData(ListExtent.WholeState, "2024年其他名单.csv", "another list")]
    public async Task Other_lists_are_held_against_nothing(ListExtent extent, string fileName, string because)
    {
        await using var loader = await LoaderFixture.CreateAsync();
        await PromiseAsync(loader, extent);
        await loader.LoadAsync("2023年整份高企台账.csv", Head + Jia + Yi, Library.HighTechFirms, new DateOnly(2023, 12, 1));
        Assert.True(Assert.IsType<PreviewResult.Preview>(await PreviewAsync(loader, fileName, Head + Jia)).Absent is null, because);
    }

    private static async Task PromiseAsync(LoaderFixture loader, ListExtent extent) => Assert.IsType<DutyResult.Saved>(await loader.Get<SupplyDuties>().AddAsync(
        new SupplyDuty(Guid.Empty, Library.HighTechFirms, "整份高企台账", "高新处", SupplyCycle.Yearly, new DateOnly(2023, 12, 1), extent, ""), "tester", CancellationToken.None));

    private static async Task<PreviewResult> PreviewAsync(LoaderFixture loader, string fileName, string list)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(list));
        return await loader.Get<PreviewDelivery>().HandleAsync(content, fileName, Library.HighTechFirms, null, CancellationToken.None);
    }
}
