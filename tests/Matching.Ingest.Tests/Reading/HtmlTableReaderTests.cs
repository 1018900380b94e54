namespace Matching.Ingest.Tests.Reading;

public sealed class HtmlTableReaderTests
{
    [Fact]
    public async Task Spanning_cells_print_once_and_keep_the_columns_in_place()
    {
        using var file = await Opening.TextAsync("""
            <table><tr><td rowspan="2">1</td><td>甲公司</td><td rowspan=2>武汉</td></tr><tr><td>乙公司</td></tr>
            <tr><td colspan="2">合计</td><td>2</td></tr></table>
            """, "名单.html");
        Assert.Equal(["1:1|甲公司|武汉", "2:|乙公司", "3:合计||2"], await Opening.LinesAsync(file));
    }

    [Fact]
    public async Task Word_saved_pages_lose_their_layout_and_keep_their_text()
    {
        using var file = await Opening.TextAsync("""
            <html><head><title>2020年名单</title></head><body><p>附件1</p><p>获奖名单公告</p>
            <table class=MsoTableGrid><tr><td><p class=MsoNormal>项目&nbsp;名称</p></td><td><p>甲大学</p><p>乙公司<br>丙所</p></td></tr></table>
            <script>var x = "<td>no</td>";</script></body></html>
            """, "名单.htm");
        using var reader = file.OpenReader();

        Assert.True(reader.NextSheet());
        Assert.Equal(["2020年名单", "附件1", "获奖名单公告"], reader.Headlines);
        Assert.True(reader.Read(out var row));
        Assert.Equal(["项目 名称", "甲大学\n乙公司\n丙所"], row.Record.Cells);
    }

    [Fact]
    public async Task Nested_tables_are_tables_of_their_own()
    {
        using var file = await Opening.TextAsync("<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>", "x.html");
        var row = Assert.Single(await Opening.RowsAsync(file));
        Assert.Equal("table 2", row.Record.Sheet);
        Assert.Equal(["a", "b"], row.Record.Cells);
    }

    [Fact]
    public async Task Bytes_win_over_a_wrong_label()
    {
        var html = Opening.Gb18030.GetBytes("<html><meta charset=\"utf-8\"><table><tr><td>武汉甲公司</td></tr></table></html>");
        using var file = await Opening.FileAsync(new MemoryStream(html), "x.html");
        Assert.Equal(["1:武汉甲公司"], await Opening.LinesAsync(file));
        Assert.Equal("网页表格，GB18030", file.Description);
    }
}
