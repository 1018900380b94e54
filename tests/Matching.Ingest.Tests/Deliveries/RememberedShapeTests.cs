using Matching.Domain.Libraries;
using Matching.Ingest.Deliveries;
using Matching.Ingest.Normalizing;
using Matching.Ingest.Normalizing.Shape;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Tests.Deliveries;

public sealed class RememberedShapeTests
{
    private const string Odd = "甲,乙,丙\n武汉甲禾科技有限公司,GR202342000001,新材料\n武汉乙木电子有限公司,GR202342000002,电子信息\n";

    private static readonly ListShape Said = ListShape.Of(new Dictionary<string, ListColumn>
    {
        ["甲"] = ListColumn.FirmName,
        ["乙"] = ListColumn.CertificateNumber,
        ["丙"] = ListColumn.Field,
    });

    [Fact]
    public async Task What_a_person_said_of_the_headers_is_applied_to_the_next_list_with_them_in_any_order()
    {
        await using var loader = await LoaderFixture.CreateAsync();
        Assert.IsType<ReceiveResult.Refused>(await loader.ReceiveAsync("odd.csv", Odd, Library.HighTechFirms));
        var first = await ReceiveAsync(loader, Odd, Said);
        await loader.CarryAsync(first.JobId);

        var second = Assert.IsType<ReceiveResult.Accepted>(
            await loader.ReceiveAsync("next.csv", "丙,序号,甲,乙\n新材料,1,武汉丙土科技有限公司,GR202342000003\n"));
        Assert.Equal(Library.HighTechFirms, second.Library);
        await loader.CarryAsync(second.JobId);
        await using var db = await loader.OpenAsync();
        Assert.Equal(
            ["GR202342000001", "GR202342000002", "GR202342000003"],
            await db.Records.Where(record => record.RetractedAt == null).OrderBy(record => record.Number).Select(record => record.Number).ToListAsync());
    }

    [Theory]
    [InlineData("甲,乙,丁\n武汉丙土科技有限公司,GR202342000003,新材料\n", "another header")]
    [InlineData("甲,乙\n武汉丙土科技有限公司,GR202342000003\n", "a header missing")]
    public async Task Lists_with_other_headers_are_left_alone(string list, string because)
    {
        await using var loader = await LoaderFixture.CreateAsync();
        await ReceiveAsync(loader, Odd, Said);
        Assert.True(await loader.ReceiveAsync("other.csv", list, Library.HighTechFirms) is ReceiveResult.Refused, because);
    }

    [Fact]
    public async Task What_was_said_goes_with_the_list_that_is_taken_back()
    {
        await using var loader = await LoaderFixture.CreateAsync();
        var first = await ReceiveAsync(loader, Odd, Said);
        await loader.CarryAsync(first.JobId);
        Assert.IsType<RollBackResult.RolledBack>(await loader.Get<RollBackDelivery>().HandleAsync(new(first.DeliveryId, "tester", "试验"), CancellationToken.None));
        Assert.IsType<ReceiveResult.Refused>(await loader.ReceiveAsync("odd.csv", Odd, Library.HighTechFirms));
    }

    [Fact]
    public async Task A_list_whose_headers_say_nothing_is_shown_with_them_for_a_person_to_explain()
    {
        await using var loader = await LoaderFixture.CreateAsync();
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Odd));
        var unmapped = Assert.IsType<PreviewResult.Unmapped>(
            await loader.Get<PreviewDelivery>().HandleAsync(content, "odd.csv", Library.HighTechFirms, null, CancellationToken.None));
        Assert.Equal(["甲", "乙", "丙"], unmapped.Headers);

        using var again = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Odd));
        var preview = Assert.IsType<PreviewResult.Preview>(
            await loader.Get<PreviewDelivery>().HandleAsync(again, "odd.csv", Library.HighTechFirms, Said, CancellationToken.None));
        Assert.Equal(2, preview.List.Counts.Understood);
    }

    private static async Task<ReceiveResult.Accepted> ReceiveAsync(LoaderFixture loader, string text, ListShape shape)
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        return Assert.IsType<ReceiveResult.Accepted>(
            await loader.Get<ReceiveDelivery>().HandleAsync(new(content, "odd.csv", Library.HighTechFirms, null, "tester", shape), CancellationToken.None));
    }
}
