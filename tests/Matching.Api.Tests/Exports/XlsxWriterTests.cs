using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Matching.Api.Features.Exports;

namespace Matching.Api.Tests.Exports;

public sealed class XlsxWriterTests
{
    private static readonly XlsxColumn[] Columns =
    [
        new("企业名称", Width: 40),
        new("统一社会信用代码", Width: 22, Note: "18 位"),
        new("推荐分", XlsxType.Number),
        new("登记日", XlsxType.Day),
    ];

    private static readonly XlsxCover Cover = new("科技贷备选库 第1版", [("操作人", "=cmd|'/c calc'!A1")]);

    [Fact]
    public async Task Workbook_is_valid_and_carries_cover_and_list()
    {
        using var file = await WriteAsync(Cover, ["武汉市甲科技有限公司", "91420100MA4KTEST01", 71.25m, new DateOnly(2025, 3, 10)]);
        using var book = SpreadsheetDocument.Open(file, false);

        Assert.Empty(new OpenXmlValidator().Validate(book).Select(error => error.Path?.XPath + " " + error.Description));
        Assert.Equal(["说明", "名单"], book.WorkbookPart!.Workbook.Descendants<Sheet>().Select(sheet => sheet.Name!.Value!));
        var cells = Rows(book, 1)[1];
        Assert.Equal("91420100MA4KTEST01", cells[1].InnerText);
        Assert.Equal(CellValues.InlineString, cells[1].DataType!.Value);
        Assert.Equal(("71.25", "45726"), (cells[2].CellValue!.Text, cells[3].CellValue!.Text));
        Assert.Null(cells[2].DataType);
    }

    [Fact]
    public async Task Cover_says_what_who_and_what_it_is_not()
    {
        using var file = await WriteAsync(Cover, ["甲", "", null, null]);
        using var book = SpreadsheetDocument.Open(file, false);

        var text = string.Join('\n', Rows(book, 0).SelectMany(row => row).Select(cell => cell.InnerText));
        Assert.Contains("科技贷备选库 第1版", text, StringComparison.Ordinal);
        Assert.Contains("不是信用评级", text, StringComparison.Ordinal);
        Assert.Contains("18 位", text, StringComparison.Ordinal);
        Assert.Contains("'=cmd|", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\",\"甲\")", true, "formula")]
    [InlineData("+1+cmd|' /C calc'!A0", true, "formula by plus")]
    [InlineData("-2+3+cmd|' /C calc'!A0", true, "formula by minus")]
    [InlineData("@SUM(1,1)", true, "formula of old spreadsheets")]
    [InlineData("\t=1+1", true, "tab is dropped when a csv is opened")]
    [InlineData("\r=1+1", true, "carriage return likewise")]
    [InlineData("＝1+1", true, "full-width signs count in Chinese editions")]
    [InlineData("-", false, "lists print it for none")]
    [InlineData("-3.5", false, "a number")]
    [InlineData("甲=乙", false, "harmless inside")]
    [InlineData("", false, "nothing")]
    public void Text_that_would_start_a_formula_is_made_inert(string text, bool guarded, string because) =>
        Assert.True(CellText.Inert(text) == (guarded ? "'" + text : text), because);

    [Fact]
    public async Task No_cell_is_ever_a_formula()
    {
        using var file = await WriteAsync(Cover, ["=1+1", "@x", "=2", "=3"]);
        using var book = SpreadsheetDocument.Open(file, false);

        Assert.Empty(book.WorkbookPart!.WorksheetParts.SelectMany(part => part.Worksheet.Descendants<CellFormula>()));
        Assert.Equal(["'=1+1", "'@x", "'=2", "'=3"], Rows(book, 1)[1].Select(cell => cell.InnerText));
    }

    [Theory]
    [InlineData("甲\u0000\u0001乙", "甲乙", "control characters")]
    [InlineData("甲\uFFFF乙", "甲乙", "no character at all")]
    [InlineData("𠮷野\n科技", "𠮷野\n科技", "characters beyond the first plane and line ends stay")]
    public async Task Characters_xml_cannot_carry_are_left_out(string text, string expected, string because)
    {
        using var file = await WriteAsync(null, [text, "", null, null]);
        using var book = SpreadsheetDocument.Open(file, false);

        Assert.True(Rows(book, 0)[1][0].InnerText == expected, because);
    }

    [Fact]
    public void Lone_half_of_a_surrogate_pair_does_not_break_a_cell() => Assert.Equal("甲\uFFFD乙", CellText.Inert("甲\uD800乙"));

    [Fact]
    public void Cell_is_cut_to_what_a_cell_holds()
    {
        Assert.Equal(CellText.Longest, CellText.Inert(new string('甲', 40_000)).Length);
        Assert.Equal(CellText.Longest, CellText.Inert("=" + new string('甲', 40_000)).Length);
    }

    private static async Task<MemoryStream> WriteAsync(XlsxCover? cover, params object?[] row)
    {
        var file = new MemoryStream();
        await XlsxWriter.WriteAsync(file, cover, new XlsxSheet("名单", Columns, OneAsync()), CancellationToken.None);
        file.Position = 0;
        return file;

        async IAsyncEnumerable<IReadOnlyList<object?>> OneAsync()
        {
            await Task.Yield();
            yield return row;
        }
    }

    private static List<List<Cell>> Rows(SpreadsheetDocument book, int sheet)
    {
        var id = book.WorkbookPart!.Workbook.Descendants<Sheet>().ElementAt(sheet).Id!.Value!;
        return [.. ((WorksheetPart)book.WorkbookPart.GetPartById(id)).Worksheet.Descendants<Row>().Select(row => row.Elements<Cell>().ToList())];
    }
}
