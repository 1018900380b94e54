using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing;
using Matching.Ingest.Normalizing.Shape;
using Matching.Ingest.Tests.Reading;

namespace Matching.Ingest.Tests.Normalizing;

public sealed class ListPlanTests
{
    [Fact]
    public async Task A_list_of_another_library_is_refused_by_name()
    {
        var refusal = await Normalizing.RefusalAsync(Library.Awards, "序号,企业名称,证书编号,技术领域\n1,甲有限公司,GR202342000001,新材料\n", "2023高企名单.csv");
        Assert.Equal(
            "“2023高企名单.csv”看起来是高新技术企业库的名单（标题含“高企”、有“证书编号”列），不是成果奖励库。请改选“高新技术企业库”后重新上传。",
            refusal.Message);
    }

    [Theory]
    [InlineData(Library.HighTechFirms, "序号,变更前名称,变更后名称,证书编号\n1,甲有限公司,乙有限公司,GR202342000001\n", "高新技术企业更名名单.csv", Library.Renames)]
    [InlineData(Library.TechSmes, "序号,项目名称,立项编号,承担单位,资助经费（万元）\n1,甲,A1,甲有限公司,10\n", "名单.csv", Library.Projects)]
    [InlineData(Library.Registry, "被投企业,子基金名称,轮次,投资时间\n甲有限公司,乙基金,A轮,2020-01-01\n", "名单.csv", Library.Ventures)]
    [InlineData(Library.HighTechFirms, "序号,企业名称,入库登记编号\n1,甲有限公司,2023420111A8000123\n", "科技型中小企业名单.csv", Library.TechSmes)]
    public async Task Wrong_choices_are_seen(Library chosen, string text, string name, Library right)
    {
        var refusal = Assert.IsType<ListRefusal.WrongLibrary>(await Normalizing.RefusalAsync(chosen, text, name));
        Assert.Equal(right, refusal.LooksLike);
    }

    [Fact]
    public async Task A_text_without_header_names_what_was_found_and_what_is_needed()
    {
        var refusal = await Normalizing.RefusalAsync(Library.Projects, "今天,天气,很好\n明天,也,不错\n", "日记.csv");
        Assert.Equal(
            "“日记.csv”前 12 行没有找到可用的表头，找到的内容是：今天、天气、很好。需要的列：项目名称（或立项编号）和承担单位。请修改表头，或在上传页指定各列含义。",
            refusal.Message);
    }

    [Fact]
    public async Task A_workbook_without_text_is_refused()
    {
        using var file = await Opening.FileAsync(new SheetFile().RawSheet("Sheet1", "<row r=\"1\"/>").Build(), "空.xlsx");
        var refused = Assert.IsType<ListPlanResult.Refused>(await ListNormalizer.PlanAsync(file, Library.Awards));
        Assert.Equal("“空.xlsx”里没有任何有内容的行。请检查是否导出了空表后重新上传。", refused.Refusal.Message);
    }

    [Fact]
    public async Task A_corrected_mapping_goes_before_the_synonyms_whatever_the_column_order()
    {
        var shape = ListShape.Of([new("单 位", ListColumn.FirmName), new("牌照", ListColumn.CertificateNumber), new("企业名称", ListColumn.Unknown)]);
        var list = await Normalizing.CsvAsync(Library.HighTechFirms, "牌照,企业名称,单位\nGR202342000001,简称甲,武汉甲有限公司\n", "a.csv", shape);
        Assert.Equal(("GR202342000001", "武汉甲有限公司", "简称甲"), (list.Records[0].Number, list.Records[0].Units[0].PrintedName, list.Records[0].More["企业名称"]));
    }

    [Fact]
    public async Task Sheets_that_hold_no_list_are_skipped_and_hidden_ones_are_read()
    {
        var content = new SheetFile()
            .Sheet("填表说明", [["请如实填写"], ["一式两份"]])
            .Sheet("名单", [["企业名称", "证书编号"], ["甲有限公司", "GR202342000001"]])
            .Sheet("补充", [["企业名称", "证书编号"], ["乙有限公司", "GR202342000002"]], isHidden: true)
            .Build();
        var list = await Normalizing.XlsxAsync(Library.HighTechFirms, content);
        Assert.Equal("Note Note Header R Header R", list.Outcomes);
        Assert.Equal([false, false, true], list.Plan.Sheets.Select(sheet => sheet.Shape.IsHidden));
    }

    [Fact]
    public async Task A_preview_shows_the_first_fifty_rows_as_they_would_end()
    {
        using var file = await Opening.TextAsync("企业名称,证书编号\n" + string.Concat(Enumerable.Range(0, 99).Select(i => $"甲{i}有限公司,GR2023420000{i:00}\n")));
        var plan = Assert.IsType<ListPlanResult.Ready>(await ListNormalizer.PlanAsync(file, Library.HighTechFirms)).Plan;
        var preview = await ListPreview.MakeAsync(plan);
        Assert.Equal(50, preview.Rows.Count);
        Assert.Equal("文本，UTF-8，逗号分隔", preview.Detected);
        Assert.Equal([ListColumn.FirmName, ListColumn.CertificateNumber], preview.Sheets[0].Columns.Select(mapping => mapping.Column));
    }
}
