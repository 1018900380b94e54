using Matching.Domain.Codes;

namespace Matching.Ingest.Samples;

/// <summary>高新技术企业: proposed and final lists in 湖北, one list elsewhere, titles lost, certificates renamed.</summary>
internal static class HighTechLists
{
    public static void Write(SampleTarget target, SampleCertificates certificates, int seed)
    {
        var random = SampleRandom.For(seed, "high-tech");
        foreach (var year in SampleYears.All)
        {
            WriteHubeiProposed(target, certificates, year, random);
            WriteHubei(target, Of(certificates, SampleRegions.Hubei, year), year, random);
            WriteJilin(target, Of(certificates, SampleRegions.Jilin, year), year, random);
            WriteHenan(target, Of(certificates, SampleRegions.Henan, year), year, random);
            WriteElsewhere(target, Of(certificates, SampleRegions.Elsewhere, year), year, random);
        }

        WriteLost(target, certificates, new DateOnly(2025, 7, 10));
    }

    public static string FieldText(TechnologyField field) => field switch
    {
        TechnologyField.ElectronicInformation => "电子信息",
        TechnologyField.BiologyAndMedicine => "生物与新医药",
        TechnologyField.Aerospace => "航空航天",
        TechnologyField.NewMaterials => "新材料",
        TechnologyField.HighTechServices => "高技术服务",
        TechnologyField.NewEnergy => "新能源与节能",
        TechnologyField.ResourcesAndEnvironment => "资源与环境",
        _ => "先进制造与自动化",
    };

    private static List<SampleCertificate> Of(SampleCertificates certificates, string owner, int year) =>
    [
        .. certificates.All.Where(certificate => certificate.IssuedOn.Year == year && certificate.Firm.ListOwner == owner)
            .OrderBy(certificate => certificate.Number, StringComparer.Ordinal),
    ];

    /// <summary>No number yet, and some who will not be in the final list.</summary>
    private static void WriteHubeiProposed(SampleTarget target, SampleCertificates certificates, int year, SampleRandom random)
    {
        var day = new DateOnly(year, 11, 8);
        var title = $"关于湖北省认定机构{year}年拟认定高新技术企业进行公示的通知";
        var firms = Of(certificates, SampleRegions.Hubei, year).Select(certificate => certificate.Firm)
            .Concat(certificates.Dropped.Where(candidate => candidate.Year == year && candidate.Firm.ListOwner == SampleRegions.Hubei).Select(candidate => candidate.Firm))
            .OrderBy(firm => firm.Number);
        using var list = SampleList.Xlsx(target, $"{title}_{SampleYears.Iso(day)}");
        list.Sheet("拟认定名单");
        list.Banner($"湖北省{year}年拟认定高新技术企业名单", 3);
        list.Banner($"发布日期：{SampleYears.Chinese(day)}", 3);
        list.Row("序号", "企业名称", "所属地市");
        var seq = 0;
        foreach (var firm in firms)
        {
            list.IsFirm(list.Row(++seq, SampleNames.Print(firm, day, 0.3, random), firm.City.Name), firm);
        }
    }

    private static void WriteHubei(SampleTarget target, List<SampleCertificate> certificates, int year, SampleRandom random)
    {
        var day = new DateOnly(year, 12, 26);
        var title = $"湖北省{year}年认定备案高新技术企业名单公告";
        using var list = SampleList.Xlsx(target, $"{title}_{SampleYears.Iso(day)}");
        list.Sheet("备案名单");
        list.Banner(title, 7);
        list.Banner($"发布日期：{SampleYears.Chinese(day)}", 7);
        list.Row("序号", "企业名称", "统一社会信用代码", "证书编号", "发证日期", "技术领域", "所属地市");
        var seq = 0;
        foreach (var certificate in certificates)
        {
            var firm = certificate.Firm;
            var row = list.Row(
                ++seq, SampleNames.Print(firm, day, 0.3, random), PrintedCode(firm, random), certificate.Number, certificate.IssuedOn,
                FieldText(firm.Trade.Field), firm.City.Name);
            list.IsFirm(row, firm);
            if (seq % 60 == 0)
            {
                // The header is printed again on each page.
                list.Row("序号", "企业名称", "统一社会信用代码", "证书编号", "发证日期", "技术领域", "所属地市");
            }
        }
    }

    /// <summary>One code in three hundred is mistyped: the row stays usable through name and certificate number.</summary>
    private static string PrintedCode(SampleFirm firm, SampleRandom random)
    {
        var code = firm.Code.ToString();
        return random.Next(300) switch
        {
            0 => code[..17] + (code[17] == '0' ? '1' : '0'),
            1 => "9.14201E+17",
            < 30 => "",
            _ => code,
        };
    }

    /// <summary>The columns of a bank's import sheet, with 异动情况.</summary>
    private static void WriteJilin(SampleTarget target, List<SampleCertificate> certificates, int year, SampleRandom random)
    {
        var day = new DateOnly(year, 12, 28);
        using var list = SampleList.Xlsx(target, $"吉林省{year}年高新技术企业名单_{SampleYears.Iso(day)}");
        list.Sheet("Sheet1");
        list.Row("序号", "数据日期", "企业名称", "技术领域一级", "行政区域", "统一社会信用代码", "证书编号", "年度", "异动情况");
        var seq = 0;
        foreach (var certificate in certificates)
        {
            var firm = certificate.Firm;
            var row = list.Row(
                ++seq, day, SampleNames.Print(firm, day, 0.3, random), FieldText(firm.Trade.Field), $"{firm.City.Province}{firm.City.Name}",
                firm.Code.ToString(), certificate.Number, year, "");
            list.IsFirm(row, firm);
        }
    }

    private static void WriteHenan(SampleTarget target, List<SampleCertificate> certificates, int year, SampleRandom random)
    {
        var day = new DateOnly(year, 12, 30);
        using var list = SampleList.Tabs(target, $"河南省{year}年高新技术企业认定名单_{SampleYears.Iso(day)}");
        list.Row("企业名称", "高新技术企业证书编号", "发证日期", "所属技术领域", "所属地市");
        foreach (var certificate in certificates)
        {
            var firm = certificate.Firm;
            var row = list.Row(
                SampleNames.Print(firm, day, 0.3, random), certificate.Number, SampleYears.Chinese(certificate.IssuedOn), FieldText(firm.Trade.Field), firm.City.Name);
            list.IsFirm(row, firm);
        }
    }

    private static void WriteElsewhere(SampleTarget target, List<SampleCertificate> certificates, int year, SampleRandom random)
    {
        var day = new DateOnly(year, 12, 31);
        using var list = SampleList.Csv(target, $"{year}年高新技术企业备案名单（协作省份）_{SampleYears.Iso(day)}");
        list.Row("企业名称", "统一社会信用代码", "证书编号", "发证日期", "技术领域", "所在省份", "地区");
        foreach (var certificate in certificates)
        {
            var firm = certificate.Firm;
            var row = list.Row(
                SampleNames.Print(firm, day, 0.3, random), firm.Code.ToString(), certificate.Number, certificate.IssuedOn, FieldText(firm.Trade.Field),
                firm.City.Province, firm.City.Name);
            list.IsFirm(row, firm);
        }
    }

    private static void WriteLost(SampleTarget target, SampleCertificates certificates, DateOnly day)
    {
        const string Title = "关于取消部分企业高新技术企业资格的公告";
        using var list = SampleList.Xlsx(target, $"{Title}_{SampleYears.Iso(day)}");
        list.Sheet("取消名单");
        list.Banner(Title, 4);
        list.Banner($"发布日期：{SampleYears.Chinese(day)}", 4);
        list.Row("序号", "企业名称", "证书编号", "取消原因");
        var seq = 0;
        foreach (var certificate in certificates.All.Where(certificate => certificate.IsLost && certificate.IssuedOn < day))
        {
            list.IsFirm(list.Row(++seq, certificate.Firm.NameOn(day), certificate.Number, "累计两年未填报年度发展情况报表"), certificate.Firm);
        }
    }
}
