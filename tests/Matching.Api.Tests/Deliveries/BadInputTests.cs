using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Matching.Api.Tests.Pools;
using Matching.Api.Tests.Site;
using Matching.Domain.Libraries;
using Matching.Ingest.Deliveries;
using Matching.Storage.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Api.Tests.Deliveries;

/// <summary>Files that are no good list, sent through the upload page: one clear sentence each, and nothing half-loaded.</summary>
[Collection(nameof(Alone))]
public sealed partial class BadInputTests(BareSite site) : IClassFixture<BareSite>
{
    private const string Header = "序号,企业名称,统一社会信用代码,证书编号\n";

    [Theory]
    [InlineData("14-空文件.csv", "空文件", "请重新导出后上传")]
    [InlineData("15-不是名单.xlsx", "PDF", "另存为 xlsx 或 csv 后上传")]
    [InlineData("16-传输中断的工作簿.xlsx", "不完整或已损坏", "请重新下载或另存后上传")]
    public async Task Sample_of_a_bad_file_is_refused_with_what_to_do(string name, string found, string next) =>
        await AssertRefusedAsync(name, await File.ReadAllBytesAsync(Sample(name)), null, found, next);

    [Theory]
    [InlineData("随笔.txt", "今天天气很好。\n明天也是。\n", "看不出属于哪个库", "带表头的名单")]
    [InlineData("数据.csv", "{\"rows\":[1,2]}", "JSON", "请上传 xlsx、xls、csv 或网页表格")]
    [InlineData("空行.csv", "\n\n\n\n", "空文件", "请重新导出后上传")]
    [InlineData("名单.xls", "<html><head><title>统一身份认证</title></head><body><form action=\"/login\"><input name=\"user\"><input type=\"password\"></form></body></html>", "登录网页", "请上传 xlsx")]
    [InlineData("登录.xls", "<html><body><h1>登录</h1><table><tr><td>用户名</td><td><input></td></tr><tr><td>密码</td><td><input type=\"password\"></td></tr></table></body></html>", "登录网页", "请上传 xlsx")]
    public async Task Text_that_is_no_list_is_refused_with_what_to_do(string name, string content, string found, string next) =>
        await AssertRefusedAsync(name, Encoding.UTF8.GetBytes(content), null, found, next);

    [Fact]
    public async Task Encrypted_workbook_asks_for_one_without_password()
    {
        // an encrypted xlsx is a compound file that names these two streams ([MS-OFFCRYPTO] §2.3.4)
        var container = new NPOI.POIFS.FileSystem.POIFSFileSystem();
        container.CreateDocument(new MemoryStream(new byte[5000]), "EncryptedPackage");
        container.CreateDocument(new MemoryStream(new byte[200]), "EncryptionInfo");
        using var written = new MemoryStream();
        container.WriteFileSystem(written);

        await AssertRefusedAsync("名单.xlsx", written.ToArray(), null, "设有打开密码", "取消密码后另存为 xlsx");
    }

    [Fact]
    public async Task Zip_bomb_is_refused_and_costs_little()
    {
        var bomb = Workbook(sheet => Blanks(sheet, 200 << 20));
        Assert.True(bomb.Length < 1 << 20);

        var spent = await SpentAsync(() => AssertRefusedAsync("名单.xlsx", bomb, null, "解压后将达 200 MB", "另存为新的 xlsx 后上传"));
        Assert.True(spent < 40 << 20, $"{spent >> 20} MB for refusing a bomb");
    }

    [Fact]
    public async Task Million_empty_rows_are_passed_over_and_cost_little()
    {
        var workbook = Workbook(sheet =>
        {
            sheet.Write(Row(1, "企业名称", "统一社会信用代码", "证书编号"));
            for (var row = 2; row <= 1_000_001; row++)
            {
                sheet.Write($"<row r=\"{row}\"/>");
            }

            sheet.Write(Row(1_000_002, "武汉市琅测试科技有限公司", PoolSite.UsccOf(601), "GR202442009001"));
        });

        var spent = await SpentAsync(async () =>
        {
            using var publisher = await site.SignedInAsync("publisher");
            var (status, html) = await UploadAsync(publisher, "2024年高新技术企业认定名单.xlsx", workbook, null);
            Assert.True(status == HttpStatusCode.OK, html);
            Assert.Contains("高新技术企业库", html, StringComparison.Ordinal);
        });
        Assert.True(spent < 60 << 20, $"{spent >> 20} MB for a million empty rows");
    }

    [Fact]
    public async Task Nothing_but_a_million_empty_rows_is_an_empty_list()
    {
        var workbook = Workbook(sheet =>
        {
            for (var row = 1; row <= 1_000_000; row++)
            {
                sheet.Write($"<row r=\"{row}\"/>");
            }
        });

        var spent = await SpentAsync(() => AssertRefusedAsync("空表.xlsx", workbook, Library.HighTechFirms, "没有任何有内容的行", "请检查是否导出了空表"));
        Assert.True(spent < 60 << 20, $"{spent >> 20} MB for a million empty rows");
    }

    [Fact]
    public async Task Wrong_library_is_named_with_its_reasons_and_the_right_one() =>
        await AssertRefusedAsync(
            "湖北省2024年高新技术企业名单.csv", Encoding.UTF8.GetBytes(Header + $"1,武汉市琅一科技有限公司,{PoolSite.UsccOf(611)},GR202442009011\n"),
            Library.Awards, "不是成果奖励库", "请改选“高新技术企业库”后重新上传");

    [Fact]
    public async Task Codes_turned_to_powers_of_ten_name_file_cell_and_what_would_be_right()
    {
        var (page, rows) = await LoadAsync("2024年高新技术企业认定名单-科学计数.csv", Header
            + "1,武汉市琅二科技有限公司,9.14403E+17,GR202442009021\n"
            + $"2,武汉市琅三科技有限公司,{PoolSite.UsccOf(613)},GR202442009022\n");

        Assert.Contains("C2", page, StringComparison.Ordinal);
        Assert.Contains("9.14403E+17", page, StringComparison.Ordinal);
        Assert.Contains("文本", page, StringComparison.Ordinal);
        Assert.Equal(3, rows.Count);
    }

    [Fact]
    public async Task Stray_quote_loses_no_row_in_silence()
    {
        var (page, rows) = await LoadAsync("2024年高新技术企业认定名单-引号.csv", "企业名称,统一社会信用代码,证书编号\n"
            + $"\"武汉市琅四科技有限公司,{PoolSite.UsccOf(614)},GR202442009031\n"
            + $"武汉市琅五科技有限公司,{PoolSite.UsccOf(615)},GR202442009032\n"
            + $"武汉市琅六科技有限公司,{PoolSite.UsccOf(616)},GR202442009033\n");

        Assert.Contains("引号", page, StringComparison.Ordinal);
        Assert.Contains("账目相符", page, StringComparison.Ordinal);
        var all = string.Join('\n', rows.Select(row => row.Cells));
        foreach (var number in new[] { "GR202442009031", "GR202442009032", "GR202442009033" })
        {
            Assert.Contains(number, all, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Formula_cells_give_their_value_and_are_never_run()
    {
        var name = "12-公式单元格-2024年高新技术企业名单.xlsx";
        using var publisher = await site.SignedInAsync("publisher");
        var (status, html) = await UploadAsync(publisher, name, await File.ReadAllBytesAsync(Sample(name)), null);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("公式", html, StringComparison.Ordinal);
        Assert.Contains("可用 3 行", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_large_upload_is_refused_before_it_is_kept()
    {
        await using var small = new SmallSite();
        await ((IAsyncLifetime)small).InitializeAsync();
        using var publisher = await small.SignedInAsync("publisher");
        var (within, told) = await UploadAsync(publisher, "大.csv", new byte[(1 << 20) + 100], null);
        var (beyond, _) = await UploadAsync(publisher, "更大.csv", new byte[3 << 20], null);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, within);
        Assert.Contains("大.csv", told, StringComparison.Ordinal);
        Assert.Contains("超过上限 1 MB", told, StringComparison.Ordinal);
        Assert.Contains("请拆成几个文件", told, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, beyond);
        Assert.False(Directory.Exists(Path.Combine(small.DataFolder, "uploads")) && Directory.EnumerateFiles(Path.Combine(small.DataFolder, "uploads")).Any());
    }

    private sealed class SmallSite : BareSite
    {
        protected override void ConfigureWebHost(Microsoft.AspNetCore.Hosting.IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Matching:Storage:DeliverySizeLimitBytes", "1048576");
        }
    }

    private async Task AssertRefusedAsync(string name, byte[] content, Library? library, string found, string next)
    {
        using var publisher = await site.SignedInAsync("publisher");
        var before = await CountsAsync();
        var (status, html) = await UploadAsync(publisher, name, content, library);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        var told = WebUtility.HtmlDecode(Notice().Match(html).Groups[1].Value);
        Assert.Contains(name, told, StringComparison.Ordinal);
        Assert.Contains(found, told, StringComparison.Ordinal);
        Assert.Contains(next, told, StringComparison.Ordinal);
        Assert.DoesNotContain("确认入库", html, StringComparison.Ordinal);

        // programs that hand the file over without a look get the same sentence
        using var stream = new MemoryStream(content);
        var direct = await site.Services.GetRequiredService<ReceiveDelivery>().HandleAsync(new(stream, name, library, null, "publisher"), CancellationToken.None);
        Assert.Contains(Assert.IsType<ReceiveResult.Refused>(direct).Message, told, StringComparison.Ordinal);
        Assert.Equal(before, await CountsAsync());
    }

    private async Task<(string Page, IReadOnlyList<StoredRow> Rows)> LoadAsync(string name, string content)
    {
        await site.LoadAsync(name, Encoding.UTF8.GetBytes(content));
        await using var db = await site.OpenDatabaseAsync();
        var delivery = await db.Deliveries.AsNoTracking().SingleAsync(one => one.FileName == name);
        Assert.True(delivery.Ledger.AddsUp);
        using var publisher = await site.SignedInAsync("publisher");
        return (WebUtility.HtmlDecode(await publisher.GetStringAsync($"/deliveries/{delivery.Id}")),
            await db.Rows.AsNoTracking().Where(row => row.DeliveryId == delivery.Id).OrderBy(row => row.Row).ToListAsync());
    }

    /// <summary>Rows of every table a list could leave something in, and files kept.</summary>
    private async Task<(int, int, int, int, int, int, int)> CountsAsync()
    {
        await using var db = await site.OpenDatabaseAsync();
        var files = new[] { "uploads", "deliveries" }.Select(part => Path.Combine(site.DataFolder, part)).Where(Directory.Exists)
            .Sum(part => Directory.EnumerateFiles(part, "*", SearchOption.AllDirectories).Count());
        return (await db.Deliveries.CountAsync(), await db.Jobs.CountAsync(), await db.Rows.CountAsync(), await db.Records.CountAsync(),
            await db.Units.CountAsync(), await db.Firms.CountAsync(), files);
    }

    private static async Task<long> SpentAsync(Func<Task> work)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await work();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private static async Task<(HttpStatusCode Status, string Html)> UploadAsync(HttpClient client, string name, byte[] content, Library? library)
    {
        var token = Token().Match(await client.GetStringAsync("/deliveries/new")).Groups[1].Value;
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new StringContent(library?.ToString() ?? ""), "Library" },
            { new ByteArrayContent(content), "Files", name },
        };
        using var answer = await client.PostAsync("/deliveries/new", form);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static string Sample(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder.FullName, "samples", "oddities")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("samples/oddities");
        }

        return Path.Combine(folder.FullName, "samples", "oddities", name);
    }

    /// <summary>A workbook of one sheet whose rows are written as they come.</summary>
    private static byte[] Workbook(Action<StreamWriter> rows)
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string Rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write("xl/workbook.xml", part => part.Write($"<workbook xmlns=\"{Main}\" xmlns:r=\"{Rel}\"><sheets><sheet name=\"名单\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"));
            Write("xl/_rels/workbook.xml.rels", part => part.Write(
                $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{Rel}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"));
            Write("xl/worksheets/sheet1.xml", part =>
            {
                part.Write($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"{Main}\"><sheetData>");
                rows(part);
                part.Write("</sheetData></worksheet>");
            });

            void Write(string path, Action<StreamWriter> write)
            {
                using var writer = new StreamWriter(zip.CreateEntry(path, CompressionLevel.Optimal).Open(), new UTF8Encoding(false));
                write(writer);
            }
        }

        return stream.ToArray();
    }

    private static string Row(int number, params string[] cells) =>
        $"<row r=\"{number}\">{string.Concat(cells.Select((text, at) => $"<c r=\"{(char)('A' + at)}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"))}</row>";

    private static void Blanks(StreamWriter sheet, int count)
    {
        var blanks = new string(' ', 1 << 20);
        for (var written = 0; written < count; written += blanks.Length)
        {
            sheet.Write(blanks);
        }
    }

    [GeneratedRegex("<p class=\"notice bad[^>]*>(.*?)</p>", RegexOptions.Singleline)]
    private static partial Regex Notice();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
