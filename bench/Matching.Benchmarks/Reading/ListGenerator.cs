using System.Globalization;
using System.IO.Compression;
using System.Text;
using Matching.Domain.Codes;

namespace Matching.Benchmarks.Reading;

/// <summary>Writes registers of invented firms, the same bytes for the same seed.</summary>
internal sealed class ListGenerator(int seed)
{
    private static readonly string[] Cities = ["武汉", "黄石", "十堰", "宜昌", "襄阳", "鄂州", "荆门", "孝感", "荆州", "黄冈", "咸宁", "随州"];
    private static readonly string[] Trades = ["光电科技", "生物医药", "新材料", "智能装备", "软件", "环保工程", "汽车零部件", "信息技术", "精密机械", "食品"];
    private static readonly string[] Forms = ["有限公司", "有限责任公司", "股份有限公司"];
    private static readonly string[] CapitalUnits = ["(万元人民币)", "万元", "(万)", "万人民币"];
    private const string Han = "华瑞恒泰中天宏远博雅鑫源盛达金鼎嘉禾凯创明德启航科锐立信安捷腾飞光谷长江楚汉";

    private readonly Random random = new(seed);

    public static IReadOnlyList<string> Header { get; } =
        ["企业名称", "统一社会信用代码", "注册日期", "企业类型", "注册资金", "所在省份", "地区", "注册地址", "经营范围"];

    /// <summary>The columns of <see cref="Header"/>; one code in a hundred is wrong by one character.</summary>
    public string[] Row()
    {
        var city = Pick(Cities);
        var trade = Pick(Trades);
        var organization = OrganizationCode.FromBody(random.Next(10_000_000, 99_999_999).ToString(CultureInfo.InvariantCulture));
        var code = Uscc.FromParts("91", new RegionCode(420100 + (random.Next(1, 13) * 100) - 100), organization).ToString();
        if (random.Next(100) == 0)
        {
            code = code[..17] + (code[17] == '0' ? '1' : '0');
        }

        var day = new DateOnly(1990, 1, 1).AddDays(random.Next(12_000));
        return
        [
            $"{city}{Han[random.Next(Han.Length)]}{Han[random.Next(Han.Length)]}{Han[random.Next(Han.Length)]}{trade}{Pick(Forms)}", code,
            day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "有限责任公司(自然人投资或控股)",
            $"{random.Next(1, 200) * 10}{Pick(CapitalUnits)}", "湖北", city, $"{city}市高新大道{random.Next(1, 2000)}号",
            $"{trade}的研发、生产、销售;技术咨询,技术服务;货物进出口(涉及许可经营项目,应取得相关部门许可后方可经营)",
        ];
    }

    public void WriteCsv(string path, int rows)
    {
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false));
        writer.NewLine = "\r\n";
        writer.WriteLine(string.Join(',', Header));
        for (var i = 0; i < rows; i++)
        {
            writer.WriteLine(string.Join(',', Row().Select(cell => cell.Contains(',', StringComparison.Ordinal) ? $"\"{cell}\"" : cell)));
        }
    }

    /// <summary>Twelve cells a row, as a spreadsheet program writes them: texts shared, a number and a day typed.</summary>
    public void WriteXlsx(string path, int rows)
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string Rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        var texts = new Dictionary<string, int>();
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        WritePart(zip, "[Content_Types].xml", """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>""");
        WritePart(zip, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Rel}\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        WritePart(zip, "xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{Rel}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"{Rel}/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"rId3\" Type=\"{Rel}/styles\" Target=\"styles.xml\"/></Relationships>");
        WritePart(zip, "xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>");
        using (var sheet = new StreamWriter(Entry(zip, "xl/worksheets/sheet1.xml").Open()))
        {
            sheet.Write($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"{Main}\"><sheetData>");
            WriteRow(sheet, texts, 1, [.. Header, "登记状态", "参保人数", "核准日期"]);
            for (var i = 0; i < rows; i++)
            {
                WriteRow(sheet, texts, i + 2, [.. Row(), "存续", $"={random.Next(1, 500)}", $"#{random.Next(30_000, 45_000)}"]);
            }

            sheet.Write("</sheetData></worksheet>");
        }

        using var shared = new StreamWriter(Entry(zip, "xl/sharedStrings.xml").Open());
        shared.Write($"<sst xmlns=\"{Main}\">");
        foreach (var (text, _) in texts.OrderBy(pair => pair.Value))
        {
            shared.Write($"<si><t>{text}</t></si>");
        }

        shared.Write("</sst>");
    }

    private static void WriteRow(StreamWriter sheet, Dictionary<string, int> texts, int number, string[] cells)
    {
        sheet.Write($"<row r=\"{number}\">");
        for (var i = 0; i < cells.Length; i++)
        {
            var place = $"{(char)('A' + i)}{number}";
            if (cells[i][0] is '=' or '#')
            {
                sheet.Write($"<c r=\"{place}\"{(cells[i][0] == '#' ? " s=\"1\"" : "")}><v>{cells[i].AsSpan(1)}</v></c>");
                continue;
            }

            if (!texts.TryGetValue(cells[i], out var index))
            {
                texts[cells[i]] = index = texts.Count;
            }

            sheet.Write($"<c r=\"{place}\" t=\"s\"><v>{index}</v></c>");
        }

        sheet.Write("</row>");
    }

    private static void WritePart(ZipArchive zip, string path, string content)
    {
        using var writer = new StreamWriter(Entry(zip, path).Open());
        writer.Write(content);
    }

    /// <summary>A fixed time, so that the archive has the same bytes on every run.</summary>
    private static ZipArchiveEntry Entry(ZipArchive zip, string path)
    {
        var entry = zip.CreateEntry(path, CompressionLevel.Fastest);
        entry.LastWriteTime = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return entry;
    }

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
