namespace Matching.Ingest.Samples;

/// <summary>更名: notices for certificate holders, and the register's changes of the year.</summary>
internal static class RenameLists
{
    public static void Write(SampleTarget target, IReadOnlyList<SampleFirm> firms, SampleCertificates certificates)
    {
        foreach (var year in SampleYears.All)
        {
            var renamed = firms.Where(firm => firm.RenamedOn?.Year == year).OrderBy(firm => firm.RenamedOn).ToList();
            WriteHolders(target, renamed, certificates, year);
            WriteRegister(target, renamed, year);
        }
    }

    /// <summary>Holders of a certificate: it keeps number and validity under the new name.</summary>
    private static void WriteHolders(SampleTarget target, List<SampleFirm> renamed, SampleCertificates certificates, int year)
    {
        var day = new DateOnly(year, 12, 15);
        var held = renamed
            .Select(firm => (Firm: firm, Certificate: certificates.ByFirm[firm.Number].LastOrDefault(certificate => IsHeld(certificate, firm.RenamedOn!.Value))))
            .Where(pair => pair.Certificate is not null)
            .ToList();
        var title = $"{year}年高新技术企业更名名单公告";
        using var list = SampleList.Xlsx(target, $"{title}_{SampleYears.Iso(day)}");
        list.Sheet("更名");
        list.Banner(title, 4);
        list.Banner($"发布日期：{SampleYears.Chinese(day)}", 4);
        list.Row("序号", "变更前名称", "变更后名称", "证书编号");
        var seq = 0;
        foreach (var (firm, certificate) in held)
        {
            list.IsFirm(list.Row(++seq, firm.FormerName, firm.Name, certificate!.Number), firm);
        }
    }

    private static bool IsHeld(SampleCertificate certificate, DateOnly day) =>
        certificate.IssuedOn < day && day < certificate.IssuedOn.AddYears(3);

    private static void WriteRegister(SampleTarget target, List<SampleFirm> renamed, int year)
    {
        using var list = SampleList.Csv(target, $"企业名称变更登记（{year}年）_{year + 1}-01-08");
        list.Row("统一社会信用代码", "变更前名称", "变更后名称", "变更日期");
        foreach (var firm in renamed.Where(firm => firm.IsRegistered && !firm.IsBranch))
        {
            list.IsFirm(list.Row(firm.Code.ToString(), firm.FormerName, firm.Name, firm.RenamedOn!.Value), firm);
        }
    }
}
