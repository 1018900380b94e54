using FsCheck;
using FsCheck.Fluent;
using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing;
using Matching.Ingest.Tests.Reading;

namespace Matching.Ingest.Tests.Normalizing;

public sealed class LedgerTests
{
    private static readonly string[] Lines =
    [
        "1,武汉甲科技有限公司,91350100M000100Y43,GR202342000001", "2,,,", "3,——,12,GR1", "武汉市（2家）,,,", "合计,,,", ",续行,,", "序号,企业名称,统一社会信用代码,证书编号",
        "注：说明,,,", ",,,", "9,\"乙,公司\",9.14403E+17,", "\"未闭合,,,", "4,#REF!,,", "5,丙有限公司", "6,丁有限公司,,,,多出,的,列", "一等奖,,,", "-,-,-,-",
    ];

    [Fact]
    public void Every_row_ends_exactly_once_whatever_the_list_holds()
    {
        var lists = Gen.Elements(Lines).ListOf().Select(lines => "序号,企业名称,统一社会信用代码,证书编号\n" + string.Join('\n', lines)).ToArbitrary();
        Prop.ForAll(lists, text => CountsAddUpAsync(text).GetAwaiter().GetResult()).QuickCheckThrowOnFailure();
    }

    private static async Task<bool> CountsAddUpAsync(string text)
    {
        using var file = await Opening.TextAsync(text, "高企.csv");
        var printed = (await Opening.RowsAsync(file)).Select(row => row.Record.Row).ToList();
        var plan = Assert.IsType<ListPlanResult.Ready>(await ListNormalizer.PlanAsync(file, Library.HighTechFirms)).Plan;
        var ledger = RowLedger.Empty;
        var ended = new List<int>();
        await foreach (var row in ListNormalizer.RunAsync(plan))
        {
            ended.Add(row.Raw.Row);
            ledger = ledger.Count(row.Reading switch
            {
                RowReading.Understood => RowOutcome.Accepted,
                RowReading.Rejected => RowOutcome.Rejected,
                _ => RowOutcome.Skipped,
            });
        }

        return ledger.AddsUp && ledger.Read == printed.Count && ended.SequenceEqual(printed);
    }
}
