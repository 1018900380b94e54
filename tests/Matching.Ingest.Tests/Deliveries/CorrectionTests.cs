using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Tests.Deliveries;

public sealed class CorrectionTests
{
    [Fact]
    public async Task A_returned_row_sent_again_is_taken_and_knows_which_row_it_corrects()
    {
        await using var loader = await LoaderFixture.CreateAsync();
        var first = await loader.LoadAsync(
            "2024年高新技术企业名单.csv", "企业名称,证书编号,技术领域\n武汉甲禾科技有限公司,GR202442000001,新材料\n,GR202442000002,新材料\n", Library.HighTechFirms, new DateOnly(2024, 12, 1));
        Assert.Equal(1, first.RowsRejected);
        await using var db = await loader.OpenAsync();
        var returned = await db.Rows.AsNoTracking().SingleAsync(row => row.Outcome == RowOutcome.Rejected);

        var again = await loader.LoadAsync(
            "退回行.csv",
            $"企业名称,证书编号,技术领域,退回原因,退回编号\n武汉乙木电子有限公司,GR202442000002,新材料,企业名称为空,{ReturnedRow.Print(returned.Id)}\n",
            Library.HighTechFirms,
            new DateOnly(2024, 12, 1));

        Assert.Equal(1, again.RowsAccepted);
        var corrected = await db.Rows.AsNoTracking().SingleAsync(row => row.Corrects == returned.Id);
        Assert.Equal(again.Id, corrected.DeliveryId);
        Assert.Null((await db.Records.AsNoTracking().SingleAsync(record => record.Id == corrected.Id)).More);
    }

    [Theory]
    [InlineData("R17", 17L)]
    [InlineData("r17", 17L)]
    [InlineData("17", null)]
    [InlineData("R-1", null)]
    [InlineData("R99999999999999999999", null)]
    [InlineData("", null)]
    public void Only_a_number_of_a_returned_row_is_one(string printed, long? expected) => Assert.Equal(expected, ReturnedRow.NumberOf(printed));
}
