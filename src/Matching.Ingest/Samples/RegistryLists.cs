using System.Globalization;
using Matching.Domain.Codes;

namespace Matching.Ingest.Samples;

/// <summary>企业登记基础库: one full list at the end of 2021, then what each year founded.</summary>
internal static class RegistryLists
{
    private static readonly string[] Header =
        ["企业名称", "统一社会信用代码", "注册日期", "企业类型", "注册资本", "所在省份", "地区", "所属区县", "经营范围"];

    public static void Write(SampleTarget target, IReadOnlyList<SampleFirm> firms, int seed)
    {
        var random = SampleRandom.For(seed, "registry");
        var registered = firms.Where(firm => firm.IsRegistered).ToLookup(firm => Math.Max(firm.RegisteredOn.Year, SampleYears.First - 1));
        using (var list = SampleList.OldCsv(target, "企业登记基础信息（存量）_2022-01-05"))
        {
            WriteRows(list, registered[SampleYears.First - 1], new DateOnly(SampleYears.First - 1, 12, 31), random);
            WriteBadRows(list, random);
        }

        for (var year = SampleYears.First; year < SampleYears.Last; year++)
        {
            using var list = year % 2 == 0
                ? SampleList.Csv(target, $"企业登记基础信息（{year}年新设）_{year + 1}-01-06")
                : SampleList.Xlsx(target, $"企业登记基础信息（{year}年新设）_{year + 1}-01-06");
            list.Sheet("新设企业");
            WriteRows(list, registered[year], new DateOnly(year, 12, 31), random);
        }
    }

    private static void WriteRows(SampleList list, IEnumerable<SampleFirm> firms, DateOnly day, SampleRandom random)
    {
        list.Row([.. Header.Select(name => (ListCell)name)]);
        foreach (var firm in firms)
        {
            var name = firm.NameOn(day);
            var row = list.Row(
                name,
                PrintedCode(firm, random),
                firm.RegisteredOn,
                KindOf(firm, name),
                Capital(firm, random),
                firm.City.ProvinceShort,
                firm.City.ShortName,
                firm.County.Name,
                $"{firm.Trade.Scope}{random.Pick(ScopeEndings)}");
            list.IsFirm(row, firm);
        }
    }

    private static readonly string[] ScopeEndings =
        ["；技术咨询、技术转让", "；货物进出口。", "（依法须经批准的项目，经相关部门批准后方可开展经营活动）", ""];

    private static string PrintedCode(SampleFirm firm, SampleRandom random)
    {
        var code = firm.Code.ToString();
        return random.Next(200) switch
        {
            0 => code.ToLowerInvariant(),
            1 => $" {code}",
            2 => $"{code[..8]} {code[8..]}",
            _ => code,
        };
    }

    private static string KindOf(SampleFirm firm, string name) =>
        firm.IsBranch ? "有限责任公司分公司"
        : name.Contains("股份", StringComparison.Ordinal) ? "股份有限公司(非上市)"
        : "有限责任公司(自然人投资或控股)";

    private static string Capital(SampleFirm firm, SampleRandom random)
    {
        var amount = firm.CapitalTenThousands;
        return firm.IsBranch ? "N/A" : random.Next(4) switch
        {
            0 => string.Create(CultureInfo.InvariantCulture, $"{amount}(万元人民币)"),
            1 => string.Create(CultureInfo.InvariantCulture, $"{amount}.000000万人民币"),
            2 when amount >= 1000 => string.Create(CultureInfo.InvariantCulture, $"{amount:N0}万元"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{amount}万元"),
        };
    }

    /// <summary>What spreadsheets and typing do to rows: each must be reported with its place, none may be guessed.</summary>
    private static void WriteBadRows(SampleList list, SampleRandom random)
    {
        var city = SampleRegions.Draw(random);
        ListCell[] Row(string name, string code) =>
            [name, code, "2018-05-11", "有限责任公司(自然人投资或控股)", "500万元", city.ProvinceShort, city.ShortName, city.Counties[0].Name, "技术服务"];
        list.IsBad(list.Row(Row("", "")), "bad-empty");
        list.IsBad(list.Row(Row("/", Uscc.FromParts("91", new RegionCode(city.Code), OrganizationCode.FromBody("99999001")).ToString()[..17])), "bad-empty");
        list.IsBad(list.Row(Row("", "9.14403E+17")), "bad-code");
    }
}
