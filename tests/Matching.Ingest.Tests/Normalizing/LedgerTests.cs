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

    /// <summary>Every library's own header with rows that mix what real lists mix, in every reader of text.</summary>
    [Fact]
    public void Every_row_of_a_messy_list_of_any_library_ends_exactly_once()
    {
        var messy =
            from shape in Gen.Elements(Shapes)
            from above in Gen.SubListOf("关于公布2024年名单的通知", "附件1", "单位：万元")
            from rows in RowOf(shape.Header.Split(',').Length).ListOf()
            select (shape.Library, Text: string.Join('\n', above.Append(shape.Header).Concat(rows)));
        Prop.ForAll(messy.ToArbitrary(), list => CountsAddUpAsync(list.Text, list.Library).GetAwaiter().GetResult()).QuickCheckThrowOnFailure();

        Gen<string> RowOf(int width) => Gen.Frequency(
            (6, Gen.Elements(Cells).ArrayOf(width).Select(cells => string.Join(',', cells))),
            (1, Gen.Elements(Lines)),
            (1, Gen.Elements(Shapes).Select(shape => shape.Header)),
            (1, Gen.Elements(Cells).ArrayOf().Select(cells => string.Join(',', cells))));
    }

    private static readonly (Library Library, string Header)[] Shapes =
    [
        (Library.Awards, "序号,奖种,获奖等级,项目名称,主要完成单位,提名单位"),
        (Library.TechSmes, "序号,地区,企业名称,统一社会信用代码,入库登记编号,评价状态"),
        (Library.HighTechFirms, "序号,企业名称,统一社会信用代码,证书编号,技术领域,异动情况"),
        (Library.Projects, "序号,项目名称,立项编号,受理编号,承担单位,合作单位,2024年经费,2025年经费,起止时间"),
        (Library.Ventures, "被投企业,子基金名称,融资轮次,投资金额（万元）,投资时间,项目状态"),
        (Library.Registry, "企业名称,统一社会信用代码,成立日期,注册资本,地区,经营范围"),
        (Library.Renames, "序号,变更前名称,变更后名称,证书编号"),
        (Library.Outcomes, "企业名称,银行,反馈结果,金额（万元）,日期"),
    ];

    private static readonly string[] Cells =
    [
        "", "", " ", "1", "2", "17", "武汉甲科技有限公司", "武汉乙新材料股份有限公司、湖北大学；丙研究院", "\"丁,（戊）有限公司\"", "91350100M000100Y43", "91350100M", "000100Y43",
        "9.14403E+17", "GR202342000001", "2023420111A8000123", "2024BAB001", "一等奖", "湖北省科技进步奖", "武汉市（3家）", "合计", "小计 2家", "——", "无", "#REF!", "120.5", "1,200",
        "约500万元", "2024.11", "45000", "20240315", "2024年1月至2026年12月", "已出资", "拟投", "撤销", "电子信息", "\"引号没有\"成对", "一、重点项目", "注：以上排名不分先后", "\u3000光 谷\u00A0", "13912345678",
    ];

    private static async Task<bool> CountsAddUpAsync(string text, Library library = Library.HighTechFirms)
    {
        using var file = await Opening.TextAsync(text, "高企.csv");
        var printed = (await Opening.RowsAsync(file)).Select(row => row.Record.Row).ToList();
        if (await ListNormalizer.PlanAsync(file, library) is not ListPlanResult.Ready { Plan: var plan })
        {
            // A list so messy that its head speaks for another library is refused whole; no row of it ends anywhere.
            return true;
        }

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
