using Matching.Domain.Codes;
using Matching.Domain.Libraries;
using Matching.Ingest.Tests.Reading;

namespace Matching.Ingest.Tests.Normalizing;

public sealed class HighTechListTests
{
    private const string Header = "序号,数据日期,企业名称,技术领域一级,行政区域,统一社会信用代码,证书编号,年度,异动情况\n";

    [Fact]
    public async Task A_bank_import_list_becomes_certificates_with_three_years()
    {
        var list = await Normalizing.CsvAsync(Library.HighTechFirms, Header
            + "1,2024-01-31,长沙甲科技有限公司,电子信息,长沙市,91350100M000100Y43,GR202343001234,2023,\n"
            + "2,2024-01-31,株洲乙材料有限公司,新材料,株洲市,,GR202343001235,2023,取消资格\n", "湖南高新技术企业名单.csv");
        var first = list.Records[0];

        Assert.Equal("Header R R", list.Outcomes);
        Assert.Equal("GR202343001234", first.RecordKey);
        Assert.Equal((new DateOnly(2023, 12, 1), new DateOnly(2026, 12, 1)), (first.ValidFrom!.Value, first.ValidUntil!.Value));
        Assert.Equal(TechnologyField.ElectronicInformation, first.Field);
        Assert.Equal(430100, first.ListRegion!.Value.Value);
        Assert.Equal("91350100M000100Y43", first.Units[0].Uscc.ToString());
        Assert.Equal("2024-01-31", first.More["数据日期"]);
        Assert.Equal(PublicityState.Withdrawn, list.Records[1].State);
        Assert.Empty(list.Issues);
    }

    [Fact]
    public async Task A_wrong_certificate_number_is_left_out_and_told_with_its_place()
    {
        var list = await Normalizing.CsvAsync(Library.HighTechFirms, Header + "1,,甲有限公司,,,,GR20224200123,2022,\n", "2022高企.csv");
        var issue = Assert.Single(list.Issues);

        Assert.Null(list.Records[0].Number);
        Assert.Equal(("certificate-number", IssueSeverity.Warning, "G", "GR20224200123"), (issue.Code, issue.Severity, issue.Column, issue.Value));
        Assert.Equal("2022高企.csv › G2：“GR20224200123”有 13 位，证书编号应为 14 位，如 GR202442001234，已按空白处理", issue.Text);
    }

    [Fact]
    public async Task A_code_turned_into_a_number_is_told_and_the_row_still_counts()
    {
        var content = new SheetFile().RawSheet("Sheet1",
            SheetFile.Row(1, ["企业名称", "统一社会信用代码", "证书编号"])
            + $"<row r=\"2\">{SheetFile.Text(0, 2, "甲科技有限公司")}<c r=\"B2\"><v>9.1440300192203802E+17</v></c></row>").Build();
        var list = await Normalizing.XlsxAsync(Library.HighTechFirms, content, "2024高企.xlsx");
        var issue = Assert.Single(list.Issues);

        Assert.Equal("Header R", list.Outcomes);
        Assert.Null(list.Records[0].Units[0].Uscc);
        Assert.Equal("uscc-scientific", issue.Code);
        Assert.Equal("2024高企.xlsx › Sheet1!B2：“9.14403E+17”被表格软件改成了科学计数，请把该列设为文本后重新填写", issue.Text);
    }

    [Fact]
    public async Task A_code_that_fails_its_check_is_left_out_with_a_hint()
    {
        var list = await Normalizing.CsvAsync(Library.HighTechFirms, "企业名称,统一社会信用代码,证书编号\n甲科技有限公司,914403001922038217,GR202344001234\n", "高企.csv");
        var issue = Assert.Single(list.Issues);
        Assert.Equal("uscc-check", issue.Code);
        Assert.StartsWith("高企.csv › B2：校验位为“7”，按国标应为“6”，请核对", issue.Text, StringComparison.Ordinal);
        Assert.Null(list.Records[0].Units[0].Uscc);
    }

    [Fact]
    public async Task Formula_and_error_cells_are_told()
    {
        var content = new SheetFile().RawSheet("Sheet1",
            SheetFile.Row(1, ["企业名称", "统一社会信用代码", "证书编号"])
            + "<row r=\"2\"><c r=\"A2\" t=\"str\"><f>X1</f><v>甲科技有限公司</v></c><c r=\"B2\" t=\"e\"><v>#REF!</v></c></row>").Build();
        var list = await Normalizing.XlsxAsync(Library.HighTechFirms, content, "高企.xlsx");

        Assert.Equal(
            ["高企.xlsx › Sheet1!A2：单元格是公式，取用了文件里保存的结果。请核对，或粘贴为数值后再上传",
                "高企.xlsx › Sheet1!B2：单元格是错误值 #REF!，已按空白处理。请改正公式或填写数值"],
            list.Issues.Select(issue => issue.Text));
        Assert.Equal("甲科技有限公司", list.Records[0].Units[0].PrintedName);
    }

    [Fact]
    public async Task A_row_with_neither_name_nor_code_is_rejected_with_all_reasons()
    {
        var list = await Normalizing.CsvAsync(Library.HighTechFirms, Header + "1,,——,,,123,GR2022,2022,\n", "高企.csv");
        Assert.Equal("Header X", list.Outcomes);
        Assert.Equal(["uscc-length", "name-empty", "certificate-number"], list.Issues.Select(issue => issue.Code));
        Assert.Equal("高企.csv › C2：企业名称为空，也没有正确的统一社会信用代码。请至少补上一项", list.Issues[1].Text);
    }

    [Fact]
    public async Task Title_and_regions_in_section_rows_are_understood()
    {
        var list = await Normalizing.CsvAsync(Library.HighTechFirms, """
            湖北省2023年第二批高新技术企业备案名单公告,,
            2024年1月8日,,
            序号,企业名称,证书编号
            武汉市（2家）,,
            1,武汉甲科技有限公司,GR202342000001
            2,武汉乙科技有限公司,GR202342000002
            黄石市（3家）,,
            3,黄石丙科技有限公司,GR202342000003
            合　计,3,
            """);

        Assert.Equal("Title Title Header Section R R Section R Total", list.Outcomes);
        Assert.Equal([420100, 420100, 420200], list.Records.Select(record => record.ListRegion!.Value.Value));
        Assert.Equal((2023, "第二批", PublicityState.Announced, 420000), (list.Plan.Context.Year!.Value, list.Plan.Context.Batch, list.Plan.Context.State!.Value, list.Plan.Context.Region!.Value.Value));
        Assert.Equal(new DateOnly(2024, 1, 8), list.Plan.Context.PublishedOn);
        var notice = Assert.Single(list.Issues);
        Assert.Equal("名单.csv › 第8行：第 7 行写明“黄石市”有 3 家，实际有 1 行。请核对是否缺行或多行", notice.Text);
    }

    [Theory]
    [InlineData("关于2023年拟取消高新技术企业资格的公示", "withdrawal-not-final")]
    public async Task A_withdrawal_that_is_not_final_is_not_loaded(string title, string code)
    {
        var list = await Normalizing.CsvAsync(Library.HighTechFirms, $"{title},\n企业名称,证书编号\n甲有限公司,GR202342000001\n");
        Assert.Equal(code, Assert.Single(list.Issues).Code);
        Assert.Empty(list.Records);
    }

    [Fact]
    public async Task Withdrawals_have_the_same_columns_and_the_opposite_state()
    {
        var list = await Normalizing.CsvAsync(Library.HighTechFirms, "关于取消甲有限公司高新技术企业资格的公告,\n企业名称,证书编号\n甲有限公司,GR202342000001\n");
        Assert.Equal(PublicityState.Withdrawn, Assert.Single(list.Records).State);
    }
}
