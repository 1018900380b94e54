using System.Text;
using Matching.Domain.Libraries;
using Matching.Ingest.Deliveries;

namespace Matching.Ingest.Tests.Deliveries;

public sealed class CompareWithEarlierTests
{
    private const string Title = "湖北省2024年第一批认定的高新技术企业名单\n";
    private const string Three = "企业名称,证书编号\n武汉甲禾科技有限公司,GR202442000001\n武汉乙木电子有限公司,GR202442000002\n武汉丙土科技有限公司,GR202442000003\n";
    private const string Two = "企业名称,证书编号\n武汉甲禾科技有限公司,GR202442000001\n武汉乙木电子有限公司,GR202442000002\n";

    [Theory]
    [InlineData(Title + Two, 3, "the same title with a row less")]
    [InlineData("湖北省 2024 年第一批认定的高新技术企业名单\n" + Two, 3, "blanks in the title")]
    [InlineData(Title + Three + "武汉丁火科技有限公司,GR202442000004\n", null, "more rows than before")]
    [InlineData("湖北省2024年第二批认定的高新技术企业名单\n" + Two, null, "another batch")]
    [InlineData(Title + "企业名称,证书编号,退回原因\n武汉丙土科技有限公司,GR202442000003,\n", null, "rejected rows sent again")]
    public async Task A_list_that_shrank_under_its_title_is_told_before_it_is_loaded(string list, int? before, string because)
    {
        await using var loader = await LoaderFixture.CreateAsync();
        await loader.LoadAsync("a.csv", Title + Three, Library.HighTechFirms, new DateOnly(2024, 12, 1));
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(list));
        var preview = Assert.IsType<PreviewResult.Preview>(
            await loader.Get<PreviewDelivery>().HandleAsync(content, "b.csv", Library.HighTechFirms, null, CancellationToken.None));
        Assert.True(preview.Larger?.Records == before, because);
    }
}
