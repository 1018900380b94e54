using System.Text;
using Matching.Ingest.Reading;

namespace Matching.Ingest.Tests.Reading;

public sealed class DelimitedReaderTests
{
    [Theory]
    [InlineData("a,b\n1,2", "1:a|b;2:1|2", "plain")]
    [InlineData("a,b\r\n1,2\r\n", "1:a|b;2:1|2", "Windows line ends")]
    [InlineData("a;b\n1;2", "1:a|b;2:1|2", "semicolons")]
    [InlineData("a\tb\n1\t2", "1:a|b;2:1|2", "tabs")]
    [InlineData("a|b\n1|2", "1:a|b;2:1|2", "pipes")]
    [InlineData("sep=;\na;b,c\n1;2", "2:a|b,c;3:1|2", "stated delimiter")]
    [InlineData("a,\"b,c\"\n1,2", "1:a|b,c;2:1|2", "delimiter inside quotes")]
    [InlineData("a,\"b \"\"c\"\"\"\n1,2", "1:a|b \"c\";2:1|2", "doubled quotes")]
    [InlineData("a,\"b\nc\"\n1,2", "1:a|b\nc;3:1|2", "line end inside quotes keeps the count of lines")]
    [InlineData("a,b\n\n,,\n1,2", "1:a|b;4:1|2", "empty rows are passed over but counted")]
    [InlineData("a,b,,\n1,2,,", "1:a|b;2:1|2", "empty cells at the end are dropped")]
    [InlineData("a,甲\"乙\"丙\n1,2", "1:a|甲\"乙\"丙;2:1|2", "quotes inside a cell are plain")]
    public async Task Delimited_text_is_read(string text, string expected, string because)
    {
        using var file = await Opening.TextAsync(text);
        Assert.True(expected == string.Join(';', await Opening.LinesAsync(file)), because);
    }

    [Fact]
    public async Task A_stray_quote_does_not_swallow_the_rows_after_it()
    {
        using var file = await Opening.TextAsync("序号,企业名称,地区\n1,\"甲有限公司,武汉\n2,乙有限公司,\"黄石\"\n3,丙有限公司,荆州\n");
        var rows = await Opening.RowsAsync(file);

        Assert.Equal(4, rows.Count);
        Assert.Equal(["1", "\"甲有限公司", "武汉"], rows[1].Record.Cells);
        Assert.Equal(CellMarks.StrayQuote, rows[1].MarksAt(1));
        Assert.Equal(["3", "丙有限公司", "荆州"], rows[3].Record.Cells);
    }

    [Theory]
    [InlineData("utf-8", false, "UTF-8")]
    [InlineData("utf-8", true, "UTF-8（带 BOM）")]
    [InlineData("utf-16", true, "UTF-16")]
    [InlineData("utf-16BE", true, "UTF-16（大端）")]
    [InlineData("GB18030", false, "GB18030")]
    public async Task Encoding_is_detected(string name, bool withMark, string detected)
    {
        _ = Opening.Gb18030;
        var encoding = Encoding.GetEncoding(name);
        var text = encoding.GetBytes("企业名称,地区\n武汉甲𠮷科技有限公司,武汉市\n");
        using var file = await Opening.FileAsync(new MemoryStream([.. withMark ? encoding.GetPreamble() : [], .. text]), "名单.csv");

        Assert.Contains(detected, file.Description, StringComparison.Ordinal);
        Assert.Equal(["1:企业名称|地区", "2:武汉甲𠮷科技有限公司|武汉市"], await Opening.LinesAsync(file));
    }

    [Fact]
    public async Task Text_that_turns_Chinese_late_is_still_read_in_its_encoding()
    {
        var text = "name,place\n" + string.Concat(Enumerable.Repeat("abcdefgh,ijklmnop\n", 20_000)) + "乙有限公司,黄石\n";
        using var file = await Opening.FileAsync(new MemoryStream(Opening.Gb18030.GetBytes(text)), "名单.csv");
        Assert.Equal("20002:乙有限公司|黄石", (await Opening.LinesAsync(file))[^1]);
    }

    [Fact]
    public async Task Rows_are_the_same_wherever_the_buffer_ends()
    {
        var lines = Enumerable.Range(1, 9000).Select(i => $"{i},\"甲{new string('乙', i % 97)}\"\"{i}\"\"\n丙\",武汉").ToList();
        using var file = await Opening.TextAsync(string.Join("\r\n", lines));
        var rows = await Opening.RowsAsync(file);

        Assert.Equal(9000, rows.Count);
        Assert.All(rows, (row, i) => Assert.Equal([$"{i + 1}", $"甲{new string('乙', (i + 1) % 97)}\"{i + 1}\"\n丙", "武汉"], row.Record.Cells));
        Assert.Equal(17_999, rows[^1].Record.Row);
    }

    [Fact]
    public async Task Gzipped_text_is_read()
    {
        var packed = new MemoryStream();
        await using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes("a,b\n1,2\n"));
        }

        packed.Position = 0;
        using var file = await Opening.FileAsync(packed, "名单.csv.gz");
        Assert.Equal(["1:a|b", "2:1|2"], await Opening.LinesAsync(file));
    }

    [Fact]
    public async Task A_file_can_be_read_twice()
    {
        using var file = await Opening.TextAsync("a,b\n1,2");
        Assert.Equal(await Opening.LinesAsync(file), await Opening.LinesAsync(file));
    }
}
