using System.Globalization;

namespace Matching.Ingest.Samples;

/// <summary>A registration number a firm won: good for its calendar year.</summary>
internal sealed record SampleSmeEntry(SampleFirm Firm, int Year, int Batch, string Number, bool IsWithdrawn);

/// <summary>科技型中小企业: two batches a year in 湖北, one elsewhere; each office with a layout of its own.</summary>
internal static class TechSmeLists
{
    public static void Write(SampleTarget target, IReadOnlyList<SampleFirm> firms, int seed)
    {
        var random = SampleRandom.For(seed, "tech-smes");
        var entries = Draw(firms, random);
        foreach (var year in SampleYears.All)
        {
            foreach (var batch in new[] { 1, 2 })
            {
                var hubei = Of(entries, SampleRegions.Hubei, year, batch);
                if (year == SampleYears.Last && batch == 2)
                {
                    WriteHubei(target, hubei, year, batch, isProposed: true, random);
                }

                WriteHubei(target, hubei, year, batch, isProposed: false, random);
            }

            WriteJilin(target, Of(entries, SampleRegions.Jilin, year, null), year, random);
            WriteHenan(target, Of(entries, SampleRegions.Henan, year, null), year, random);
            WriteElsewhere(target, Of(entries, SampleRegions.Elsewhere, year, null), year, random);
        }

        WriteWithdrawals(target, entries, SampleYears.Last - 1);
    }

    private static List<SampleSmeEntry> Draw(IReadOnlyList<SampleFirm> firms, SampleRandom random)
    {
        var serials = new Dictionary<(int Year, int Region), int>();
        var entries = new List<SampleSmeEntry>();
        foreach (var firm in firms.Where(firm => !firm.IsBranch))
        {
            var isApplicant = random.Chance(firm.Likely(0.45));
            foreach (var year in SampleYears.All)
            {
                if (!isApplicant || firm.RegisteredOn.Year >= year || !random.Chance(0.75))
                {
                    continue;
                }

                var key = (year, firm.County.Code);
                var serial = serials[key] = serials.GetValueOrDefault(key) + 1;
                var mark = random.Chance(0.1) ? 'A' : '0';
                var number = string.Create(CultureInfo.InvariantCulture, $"{year}{firm.County.Code}{mark}8{serial:D6}");
                entries.Add(new SampleSmeEntry(firm, year, random.Chance(0.5) ? 1 : 2, number, random.Chance(0.01)));
            }
        }

        return entries;
    }

    private static List<SampleSmeEntry> Of(List<SampleSmeEntry> entries, string owner, int year, int? batch) =>
    [
        .. entries.Where(entry => entry.Year == year && entry.Firm.ListOwner == owner && (batch is null || entry.Batch == batch))
            .OrderBy(entry => entry.Firm.City.Code).ThenBy(entry => entry.Firm.Number),
    ];

    /// <summary>Workbook: title, day, group rows "武汉市（N家）".</summary>
    private static void WriteHubei(SampleTarget target, List<SampleSmeEntry> entries, int year, int batch, bool isProposed, SampleRandom random)
    {
        var batchText = batch == 1 ? "第一批" : "第二批";
        var title = isProposed
            ? $"湖北省{year}年{batchText}拟入库科技型中小企业名单公示"
            : $"湖北省{year}年{batchText}入库科技型中小企业名单公告";
        var day = new DateOnly(year, batch == 1 ? 6 : 10, isProposed ? 12 : 28);
        using var list = SampleList.Xlsx(target, $"{title}_{SampleYears.Iso(day)}");
        list.Sheet("名单");
        list.Banner(title, 5);
        list.Banner($"发布日期：{SampleYears.Chinese(day)}", 5);
        list.Row("序号", "企业名称", "统一社会信用代码", "入库登记编号", "所属区县");
        var seq = 0;
        foreach (var city in entries.GroupBy(entry => entry.Firm.City.Name))
        {
            list.Banner($"{city.Key}（{city.Count()}家）", 5);
            foreach (var entry in city)
            {
                var name = SampleNames.Print(entry.Firm, day, 0.3, random);
                var row = list.Row(++seq, name, random.Chance(0.95) ? entry.Firm.Code.ToString() : "", isProposed ? "" : entry.Number, entry.Firm.County.Name);
                list.IsFirm(row, entry.Firm);
            }
        }

        list.Banner($"合计：{seq}家", 5);
        list.Banner(isProposed ? "注：公示期10个工作日，有异议的请以书面形式反映。" : "注：入库登记编号在公告当年有效。", 5);
    }

    /// <summary>Old comma-separated text with the columns a bank imports.</summary>
    private static void WriteJilin(SampleTarget target, List<SampleSmeEntry> entries, int year, SampleRandom random)
    {
        var day = new DateOnly(year, 9, 18);
        using var list = SampleList.OldCsv(target, $"吉林省{year}年第一批入库科技型中小企业名单_{SampleYears.Iso(day)}");
        list.Row("序号", "企业名称", "统一社会信用代码", "企业注册地", "评价状态", "入库登记编号", "是否高企");
        var seq = 0;
        foreach (var entry in entries)
        {
            var row = list.Row(
                ++seq, SampleNames.Print(entry.Firm, day, 0.3, random), entry.Firm.Code.ToString(), $"{entry.Firm.City.Name}{entry.Firm.County.Name}",
                "已入库", entry.Number, random.Chance(0.3) ? "是" : "否");
            list.IsFirm(row, entry.Firm);
        }
    }

    /// <summary>A page saved from a word processor: region once per group, the code over two cells.</summary>
    private static void WriteHenan(SampleTarget target, List<SampleSmeEntry> entries, int year, SampleRandom random)
    {
        var day = new DateOnly(year, 8, 20);
        var title = $"河南省{year}年第一批科技型中小企业入库名单";
        using var list = SampleList.Html(target, $"{title}_{SampleYears.Iso(day)}");
        list.Sheet("");
        list.Banner($"{title}（{SampleYears.Chinese(day)}）", 6);
        list.Row("序号", "所属地市", "企业名称", "入库登记编号", ListCell.Across("统一社会信用代码", 2), ListCell.Covered);
        var seq = 0;
        foreach (var city in entries.GroupBy(entry => entry.Firm.City.Name))
        {
            var region = ListCell.Down($"{city.Key}（{city.Count()}家）", city.Count());
            foreach (var entry in city)
            {
                var code = entry.Firm.Code.ToString();
                var row = list.Row(++seq, region, SampleNames.Print(entry.Firm, day, 0.3, random), entry.Number, code[..9], code[9..]);
                list.IsFirm(row, entry.Firm);
                region = ListCell.Covered;
            }
        }
    }

    private static void WriteElsewhere(SampleTarget target, List<SampleSmeEntry> entries, int year, SampleRandom random)
    {
        var day = new DateOnly(year, 11, 15);
        using var list = SampleList.Csv(target, $"{year}年全国科技型中小企业信息库入库企业（协作省份）_{SampleYears.Iso(day)}");
        list.Row("企业名称", "统一社会信用代码", "所在省份", "地区", "入库登记编号", "年度");
        foreach (var entry in entries)
        {
            var row = list.Row(
                SampleNames.Print(entry.Firm, day, 0.3, random), entry.Firm.Code.ToString(), entry.Firm.City.Province, entry.Firm.City.Name, entry.Number, year);
            list.IsFirm(row, entry.Firm);
        }
    }

    /// <summary>Numbers taken back a year later: the same columns, the opposite meaning.</summary>
    private static void WriteWithdrawals(SampleTarget target, List<SampleSmeEntry> entries, int year)
    {
        var day = new DateOnly(year + 1, 5, 22);
        var title = $"关于撤销部分企业{year}年科技型中小企业入库登记编号的公告";
        using var list = SampleList.Xlsx(target, $"{title}_{SampleYears.Iso(day)}");
        list.Sheet("撤销名单");
        list.Banner(title, 4);
        list.Banner($"发布日期：{SampleYears.Chinese(day)}", 4);
        list.Row("序号", "企业名称", "入库登记编号", "所属地市");
        var seq = 0;
        foreach (var entry in entries.Where(entry => entry.IsWithdrawn && entry.Year == year && entry.Firm.ListOwner != SampleRegions.Elsewhere))
        {
            list.IsFirm(list.Row(++seq, entry.Firm.NameOn(day), entry.Number, entry.Firm.City.Name), entry.Firm);
        }
    }
}
