using Matching.Domain.Codes;
using Matching.Domain.Libraries;
using Matching.Ingest.Linking;

namespace Matching.Ingest.Tests.Linking;

public sealed class LinkExportTests
{
    private const string Jia = "武汉甲禾科技有限公司";

    [Fact]
    public async Task One_line_for_each_unit_in_force_in_the_order_received()
    {
        await using var stage = await LinkingStage.OpenAsync();
        var code = Uscc.FromParts("91", new RegionCode(420100), OrganizationCode.FromBody("MA000001")).ToString();
        await stage.LoadAndLinkAsync(Library.Registry, "2024-01-01", new ListRow(Jia, code, 420100));
        await stage.LoadAndLinkAsync(Library.Awards, "2024-02-01", new ListRow(Jia, Region: 420100), new ListRow("=1+1,\"乙木\"", Region: 420100));
        await using var text = new StringWriter();

        var lines = await new LinkExport(stage.Databases).WriteAsync(text, CancellationToken.None);

        Assert.Equal(3, lines);
        Assert.Equal(
            [
                "\uFEFFdelivery,sheet,row,position,library,number,name,firm,uscc,rule,score,band",
                $"名单1.csv,Sheet1,2,1,registry,,{Jia},F0000001,{code},credit-code,0.999,auto",
                $"名单2.csv,Sheet1,2,1,awards,,{Jia},F0000001,{code},name-and-region,0.998,auto",
                "名单2.csv,Sheet1,3,1,awards,,\"'=1+1,\"\"乙木\"\"\",F0000002,,provisional,0.9,provisional",
                "",
            ],
            text.ToString().Split("\r\n"));
    }
}
