using System.IO.Compression;
using System.Text;
using Matching.Ingest.Reading;
using NPOI.HSSF.UserModel;

namespace Matching.Ingest.Tests.Reading;

/// <summary>Files that are no lists, or want to do harm: each gets one clear sentence, and costs little.</summary>
public sealed class HostileFileTests
{
    [Theory]
    [InlineData("", "空.csv", "“空.csv”是空文件，没有任何内容。请重新导出后上传。")]
    [InlineData("  \r\n \t", "空.csv", "“空.csv”是空文件，没有任何内容。请重新导出后上传。")]
    [InlineData("%PDF-1.7 ...", "公示.pdf", "“公示.pdf”是PDF，暂不能直接读取。请把其中的表格另存为 xlsx 或 csv 后上传。")]
    [InlineData("%PDF-1.7 ...", "公示.xlsx", "“公示.xlsx”是PDF，暂不能直接读取。请把其中的表格另存为 xlsx 或 csv 后上传。")]
    [InlineData("{\"rows\": []}", "a.csv", "“a.csv”不是名单，看起来是JSON 数据。请上传 xlsx、xls、csv 或网页表格。")]
    [InlineData("<?xml version=\"1.0\"?><data/>", "a.xml", "“a.xml”不是名单，看起来是XML 数据。请上传 xlsx、xls、csv 或网页表格。")]
    [InlineData("{\\rtf1 x}", "a.doc", "“a.doc”是Word（RTF）文档，暂不能直接读取。请把其中的表格另存为 xlsx 或 csv 后上传。")]
    public async Task Files_that_are_no_list_are_named_for_what_they_are(string content, string name, string message) =>
        Assert.Equal(message, (await Opening.RefusalAsync(Encoding.UTF8.GetBytes(content), name)).Message);

    [Fact]
    public async Task A_picture_is_no_list() =>
        Assert.Equal(
            "“扫描件.xls”不是名单，看起来是图片。请上传 xlsx、xls、csv 或网页表格。",
            (await Opening.RefusalAsync([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D], "扫描件.xls")).Message);

    [Theory]
    [InlineData("word/document.xml", "“a.zip”是Word 文档（docx），暂不能直接读取。请把其中的表格另存为 xlsx 或 csv 后上传。")]
    [InlineData("readme.txt", "“a.zip”不是名单，看起来是压缩包。请上传 xlsx、xls、csv 或网页表格。")]
    public async Task Archives_are_told_by_what_is_inside(string part, string message) =>
        Assert.Equal(message, (await Opening.RefusalAsync(Zip((part, "x")), "a.zip")).Message);

    [Fact]
    public async Task Random_bytes_are_no_text()
    {
        var bytes = new byte[4096];
        new Random(7).NextBytes(bytes);
        bytes[0] = 1;
        Assert.Equal(
            "“a.csv”不是名单，看起来是二进制文件。请上传 xlsx、xls、csv 或网页表格。",
            (await Opening.RefusalAsync(bytes, "a.csv")).Message);
    }

    [Fact]
    public async Task Text_in_an_unknown_encoding_is_refused()
    {
        var bytes = new byte[3000];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(i % 3 == 0 ? 0xFF : 0x80);
        }

        Assert.Equal(
            "“a.csv”的文字编码无法识别（不是 UTF-8、UTF-16 或 GB18030）。请用表格软件另存为“CSV UTF-8”后上传。",
            (await Opening.RefusalAsync(bytes, "a.csv")).Message);
    }

    [Fact]
    public async Task An_encrypted_workbook_is_refused()
    {
        // An encrypted xlsx is a compound file with these two streams ([MS-OFFCRYPTO] §2.3.4).
        var container = new NPOI.POIFS.FileSystem.POIFSFileSystem();
        container.CreateDocument(new MemoryStream(new byte[5000]), "EncryptedPackage");
        container.CreateDocument(new MemoryStream(new byte[200]), "EncryptionInfo");
        using var written = new MemoryStream();
        container.WriteFileSystem(written);

        Assert.Equal(
            "“名单.xlsx”设有打开密码，无法读取。请取消密码后另存为 xlsx 再上传。",
            (await Opening.RefusalAsync(written.ToArray(), "名单.xlsx")).Message);
    }

    [Fact]
    public async Task A_workbook_whose_upload_broke_off_is_refused()
    {
        var whole = SheetFile.Of([.. Enumerable.Range(0, 500).Select(i => new[] { $"甲{i}有限公司", "武汉" })]).ToArray();
        Assert.Equal(
            "“名单.xlsx”不完整或已损坏，可能上传中断。请重新下载或另存后上传。",
            (await Opening.RefusalAsync(whole[..(whole.Length / 2)], "名单.xlsx")).Message);
    }

    [Fact]
    public async Task An_old_workbook_whose_upload_broke_off_is_refused()
    {
        var book = new HSSFWorkbook();
        var sheet = book.CreateSheet("名单");
        for (var i = 0; i < 2000; i++)
        {
            sheet.CreateRow(i).CreateCell(0).SetCellValue($"甲{i}有限公司");
        }

        using var written = new MemoryStream();
        book.Write(written);
        Assert.Equal(
            "“名单.xls”不完整或已损坏，可能上传中断。请重新下载或另存后上传。",
            (await Opening.RefusalAsync(written.ToArray()[..30_000], "名单.xls")).Message);
    }

    [Fact]
    public async Task A_sheet_that_breaks_off_inside_is_told_with_its_place()
    {
        var content = new SheetFile().RawSheet("名单", SheetFile.Row(1, ["企业名称"]) + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>77</v></c></row>").Build();
        using var file = await Opening.FileAsync(content, "名单.xlsx");
        var broken = await Assert.ThrowsAsync<ListFileException>(() => Opening.RowsAsync(file));
        Assert.Equal("“名单.xlsx”在工作表“名单”第 3 行处不完整或已损坏，没有导入任何一行。请用表格软件打开另存后再上传。", broken.Refusal.Message);
    }

    [Fact]
    public async Task A_zip_bomb_is_refused_before_it_is_expanded()
    {
        var bomb = new SheetFile().RawSheet("Sheet1", new string(' ', 120 << 20)).Build().ToArray();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var refusal = await Opening.RefusalAsync(bomb, "名单.xlsx");
        var spent = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.StartsWith("“名单.xlsx”的 sheet1.xml 解压后将达 120 MB，是压缩前的 ", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith("倍，已拒绝打开。请用表格软件另存为新的 xlsx 后上传。", refusal.Message, StringComparison.Ordinal);
        Assert.True(spent < 4 << 20, $"{spent} bytes for refusing a bomb");
    }

    [Fact]
    public async Task A_part_that_lies_about_its_size_cannot_grow_past_it()
    {
        var honest = new SheetFile().RawSheet("Sheet1", SheetFile.Row(1, ["企业名称"]) + new string(' ', 40 << 20)).Build().ToArray();
        using var file = await Opening.FileAsync(new MemoryStream(WithStatedSize(honest, "xl/worksheets/sheet1.xml", 4000)), "名单.xlsx");
        var before = GC.GetTotalAllocatedBytes(precise: true);
        _ = await Record.ExceptionAsync(() => Opening.RowsAsync(file));
        Assert.True(GC.GetTotalAllocatedBytes(precise: true) - before < 4 << 20, "no more is expanded than was stated");
    }

    [Fact]
    public async Task A_gzip_bomb_is_refused()
    {
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(new byte[80 << 20]);
        }

        Assert.IsType<ListFileRefusal.Bomb>(await Opening.RefusalAsync(packed.ToArray(), "名单.csv.gz", new ListLimits { MaxExpandedBytes = 32 << 20 }));
    }

    [Fact]
    public async Task External_entities_are_never_followed()
    {
        var content = new SheetFile()
            .Sheet("Sheet1", [["a"]])
            .Part("xl/sharedStrings.xml", "<!DOCTYPE sst [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><sst><si><t>&x;</t></si></sst>")
            .Build().ToArray();
        Assert.Equal(
            "“名单.xlsx”不完整或已损坏，可能上传中断。请重新下载或另存后上传。",
            (await Opening.RefusalAsync(content, "名单.xlsx")).Message);
    }

    [Fact]
    public async Task A_million_empty_rows_cost_no_memory()
    {
        var rows = new StringBuilder(SheetFile.Row(1, ["企业名称"]));
        for (var i = 2; i <= 1_000_001; i++)
        {
            rows.Append("<row r=\"").Append(i).Append("\" s=\"1\"><c r=\"A").Append(i).Append("\" s=\"1\"/></row>");
        }

        rows.Append(SheetFile.Row(1_000_002, ["甲有限公司"]));
        using var file = await Opening.FileAsync(new SheetFile().RawSheet("Sheet1", rows.ToString()).Build(), "名单.xlsx");
        using var reader = file.OpenReader();
        Assert.True(reader.NextSheet());
        Assert.True(reader.Read(out _));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(reader.Read(out var last));
        var spent = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((1_000_002, "甲有限公司"), (last.Record.Row, last.Record.Cells[0]));
        Assert.Equal(1_000_000, reader.Notes.EmptyRows);
        Assert.True(spent < 100_000, $"{spent} bytes for empty rows");
    }

    [Fact]
    public async Task Columns_without_end_are_refused_unless_they_are_empty()
    {
        var wide = SheetFile.Text(600, 1, "x");
        var empty = "<c r=\"XFD1\" s=\"1\"/>";
        using var tolerated = await Opening.FileAsync(new SheetFile().RawSheet("Sheet1", $"<row r=\"1\">{SheetFile.Text(0, 1, "a")}{empty}</row>").Build(), "名单.xlsx");
        Assert.Equal(["1:a"], await Opening.LinesAsync(tolerated));

        using var refused = await Opening.FileAsync(new SheetFile().RawSheet("Sheet1", $"<row r=\"1\">{wide}</row>").Build(), "名单.xlsx");
        var exception = await Assert.ThrowsAsync<ListFileException>(() => Opening.RowsAsync(refused));
        Assert.Equal("名单.xlsx › Sheet1!WC1：超过 512 列，不像名单。请删去右侧多余的内容后上传。", exception.Refusal.Message);
    }

    [Fact]
    public async Task Cells_longer_than_a_spreadsheet_holds_are_cut_and_marked()
    {
        using var file = await Opening.TextAsync($"a,b\n{new string('甲', 40_000)},2\n");
        var row = (await Opening.RowsAsync(file))[1];
        Assert.Equal(32_767, row.Record.Cells[0].Length);
        Assert.Equal(CellMarks.Cut, row.MarksAt(0));
    }

    [Fact]
    public async Task Too_large_files_and_too_many_rows_are_refused()
    {
        var small = new ListLimits { MaxBytes = 1 << 20, MaxRows = 10 };
        Assert.Equal(
            "“大.csv”的文件超过上限 1 MB。请拆成几个文件后分别上传。",
            (await Opening.RefusalAsync(new byte[2 << 20], "大.csv", small)).Message);
        using var file = await Opening.FileAsync(new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a,b\n", 11)))), "多.csv", small);
        var exception = await Assert.ThrowsAsync<ListFileException>(() => Opening.RowsAsync(file));
        Assert.Equal("“多.csv”的行数超过上限 10 行。请拆成几个文件后分别上传。", exception.Refusal.Message);
    }

    [Fact]
    public async Task A_path_in_the_name_is_dropped()
    {
        using var file = await Opening.TextAsync("a,b\n1,2", "../../etc/名单.csv");
        Assert.Equal("名单.csv", file.Name);
    }

    private static byte[] Zip(params (string Path, string Content)[] parts)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in parts)
            {
                using var entry = zip.CreateEntry(path).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return stream.ToArray();
    }

    /// <summary>Overwrites the uncompressed size in the central directory entry of a part.</summary>
    private static byte[] WithStatedSize(byte[] zip, string path, int size)
    {
        var name = Encoding.UTF8.GetBytes(path);
        for (var at = zip.Length - name.Length; at > 46; at--)
        {
            if (zip.AsSpan(at, name.Length).SequenceEqual(name) && zip.AsSpan(at - 46, 4).SequenceEqual("PK\u0001\u0002"u8))
            {
                BitConverter.TryWriteBytes(zip.AsSpan(at - 46 + 24, 4), size);
                return zip;
            }
        }

        throw new InvalidOperationException("part not found");
    }
}
