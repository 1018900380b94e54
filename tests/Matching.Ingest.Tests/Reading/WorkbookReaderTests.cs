using Matching.Ingest.Reading;
using NPOI.HSSF.UserModel;
using NPOI.XSSF.UserModel;

namespace Matching.Ingest.Tests.Reading;

public sealed class WorkbookReaderTests
{
    [Fact]
    public async Task Sheets_rows_and_gaps_are_read_as_a_spreadsheet_program_shows_them()
    {
        var content = new SheetFile()
            .RawSheet("名单", SheetFile.Row(1, ["企业名称", "", "地区"]) + SheetFile.Row(5, ["甲 & 乙 <公司>", "", "武汉"]))
            .Sheet("隐藏", [["a"]], isHidden: true)
            .Build();
        using var file = await Opening.FileAsync(content, "名单.xlsx");
        using var reader = file.OpenReader();

        Assert.True(reader.NextSheet());
        Assert.True(reader.Read(out _));
        Assert.True(reader.Read(out var row));
        Assert.Equal((5, "名单"), (row.Record.Row, row.Record.Sheet));
        Assert.Equal(["甲 & 乙 <公司>", "", "武汉"], row.Record.Cells);
        Assert.False(reader.Read(out _));
        Assert.True(reader.NextSheet());
        Assert.True(reader.IsSheetHidden);
        Assert.Equal(1, reader.Notes.HiddenSheets);
    }

    [Theory]
    [InlineData("<c r=\"A1\"><v>42</v></c>", "42", CellMarks.Number, "integer")]
    [InlineData("<c r=\"A1\"><v>55.799999999999997</v></c>", "55.8", CellMarks.Number, "the binary tail is hidden")]
    [InlineData("<c r=\"A1\"><v>1E-3</v></c>", "0.001", CellMarks.Number, "no exponent")]
    [InlineData("<c r=\"A1\"><v>9.1440300192203802E+17</v></c>", "9.14403E+17", CellMarks.Number, "a code typed as number shows as the cell does")]
    [InlineData("<c r=\"A1\"><v>110108000000016</v></c>", "110108000000016", CellMarks.Number, "fifteen digits are exact")]
    [InlineData("<c r=\"A1\" s=\"1\"><v>45366</v></c>", "2024-03-15", CellMarks.None, "a day")]
    [InlineData("<c r=\"A1\" s=\"2\"><v>45366</v></c>", "2024-03", CellMarks.None, "year and month only")]
    [InlineData("<c r=\"A1\" s=\"3\"><v>914403001922038000</v></c>", "914403001922038000", CellMarks.Number, "digit format shows all digits")]
    [InlineData("<c r=\"A1\" s=\"1\"><v>45366.5</v></c>", "2024-03-15 12:00:00", CellMarks.None, "a moment")]
    [InlineData("<c r=\"A1\" t=\"str\"><f>B1&amp;C1</f><v>甲公司</v></c>", "甲公司", CellMarks.Formula, "stored result of a formula")]
    [InlineData("<c r=\"A1\" t=\"e\"><f>B1</f><v>#REF!</v></c>", "#REF!", CellMarks.Formula | CellMarks.Error, "error")]
    [InlineData("<c r=\"A1\" t=\"b\"><v>1</v></c>", "是", CellMarks.None, "truth value")]
    [InlineData("<c r=\"A1\" t=\"s\"><v>0</v></c>", "甲公司", CellMarks.None, "rich shared text without its reading")]
    [InlineData("<c r=\"A1\" t=\"inlineStr\"><is><t><![CDATA[甲<公司>]]></t></is></c>", "甲<公司>", CellMarks.None, "CDATA")]
    [InlineData("<x:c xmlns:x=\"u\" r=\"A1\" t=\"str\"><x:v>甲_x000D_乙&#x4E19;</x:v></x:c>", "甲\r乙丙", CellMarks.None, "prefixes and references")]
    public async Task Cells_say_what_the_spreadsheet_shows(string cell, string text, CellMarks marks, string because)
    {
        var content = new SheetFile()
            .RawSheet("Sheet1", $"<row r=\"1\">{cell}</row>")
            .Part("xl/sharedStrings.xml", "<sst><si><r><t>甲</t></r><rPh sb=\"0\" eb=\"1\"><t>jia</t></rPh><r><t>公司</t></r></si></sst>")
            .Part("xl/styles.xml", "<styleSheet><numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/></numFmts>"
                + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"176\"/><xf numFmtId=\"1\"/></cellXfs></styleSheet>")
            .Build();
        using var file = await Opening.FileAsync(content, "名单.xlsx");
        var row = Assert.Single(await Opening.RowsAsync(file));

        Assert.True(text == row.Record.Cells[0], $"{because}: {row.Record.Cells[0]}");
        Assert.Equal(marks, row.MarksAt(0));
    }

    [Fact]
    public async Task Old_workbooks_are_read_whatever_their_extension_says()
    {
        var book = new HSSFWorkbook();
        var sheet = book.CreateSheet("名单");
        sheet.CreateRow(0).CreateCell(0).SetCellValue("企业名称");
        sheet.CreateRow(2).CreateCell(1).SetCellValue(914403001922038000d);
        sheet.GetRow(2).CreateCell(0).SetCellValue("甲有限公司");
        using var written = new MemoryStream();
        book.Write(written);
        using var file = await Opening.FileAsync(new MemoryStream(written.ToArray()), "名单.xlsx");

        Assert.Equal(ListFormat.Xls, file.Format);
        Assert.Equal(["1:企业名称", "3:甲有限公司|9.14403E+17"], await Opening.LinesAsync(file));
    }

    [Fact]
    public async Task A_workbook_of_another_writer_is_read()
    {
        var book = new XSSFWorkbook();
        var sheet = book.CreateSheet("名单");
        for (var i = 0; i < 300; i++)
        {
            var row = sheet.CreateRow(i);
            row.CreateCell(0).SetCellValue($"第{i}行 & 更多");
            row.CreateCell(3).SetCellValue(i);
        }

        using var written = new MemoryStream();
        book.Write(written);
        using var file = await Opening.FileAsync(new MemoryStream(written.ToArray()), "名单.xls");
        var rows = await Opening.RowsAsync(file);

        Assert.Equal(300, rows.Count);
        Assert.Equal(["第299行 & 更多", "", "", "299"], rows[299].Record.Cells);
    }

    [Fact]
    public async Task Web_pages_saved_as_xls_are_read_as_tables()
    {
        using var file = await Opening.TextAsync("<html><body><table><tr><td>企业名称</td></tr></table></body></html>", "名单.xls");
        Assert.Equal(ListFormat.Html, file.Format);
    }

    [Fact]
    public async Task Hidden_columns_and_rows_are_read_and_counted()
    {
        var rows = new[] { new[] { "企业名称", "统一社会信用代码", "备注" }, ["甲科技有限公司", "", "子"], ["乙科技有限公司", "", "丑"] };
        var data = string.Concat(rows.Select((cells, index) => SheetFile.Row(index + 1, cells))).Replace("<row r=\"3\"", "<row r=\"3\" hidden=\"1\"", StringComparison.Ordinal);
        var content = new SheetFile().RawSheet("Sheet1", data, columns: "<cols><col min=\"2\" max=\"2\" width=\"9\"/><col min=\"3\" max=\"16384\" hidden=\"1\"/></cols>").Build();
        using var file = await Opening.FileAsync(content, "名单.xlsx");

        Assert.Equal(3, (await Opening.RowsAsync(file)).Count);
        Assert.Equal((1, 1), (file.Notes.HiddenColumns, file.Notes.HiddenRows));
        Assert.Equal("；隐藏列 1 列、隐藏行 1 行，已一并读取", file.Notes.HiddenText());
    }
}
