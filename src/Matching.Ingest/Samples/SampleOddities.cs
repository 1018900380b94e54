using System.Text;

namespace Matching.Ingest.Samples;

/// <summary>Tiny lists, one oddity or fault each, for trying the upload page by hand.</summary>
public static class SampleOddities
{
    private static readonly SampleFirm[] Firms = [.. SampleFirms.Make(40, 7).Where(firm => !firm.IsBranch && firm.RenamedOn is null).Take(6)];

    /// <summary>Writes the files; equal on every run.</summary>
    /// <returns>Names of the files.</returns>
    public static Task<IReadOnlyList<string>> WriteAsync(string folder, CancellationToken cancellationToken = default) =>
        Task.Run(() => Write(folder), cancellationToken);

    private static IReadOnlyList<string> Write(string folder)
    {
        using var target = new SampleTarget(folder, hasTruth: false);
        Action<SampleTarget>[] writers =
        [
            TwoHeaderRows, OldEncoding, WordPage, SplitCode, ScientificCode, WrongCheck, Proposed, Withdrawn, Renamed,
            FurtherRounds, UnitsInOneCell, Formulas, StrayQuote, Empty, NoList, Truncated, WrongCount, Monthly,
        ];
        foreach (var write in writers)
        {
            write(target);
        }

        return target.Files;
    }

    private static void TwoHeaderRows(SampleTarget target)
    {
        using var list = SampleList.Xlsx(target, "01-两行表头-湖北省2024年度科技计划项目立项清单");
        list.Sheet("重点研发计划");
        list.Banner("湖北省2024年度科技计划项目立项清单", 6);
        list.Row(ListCell.Down("序号", 2), ListCell.Down("项目编号", 2), ListCell.Down("项目名称", 2), ListCell.Down("承担单位", 2), ListCell.Across("财政经费（万元）", 2), ListCell.Covered);
        list.Row(ListCell.Covered, ListCell.Covered, ListCell.Covered, ListCell.Covered, "2024年经费", "2025年经费");
        for (var i = 0; i < 4; i++)
        {
            list.IsFirm(list.Row(i + 1, $"2024BAB90{i}", $"{Firms[i].Trade.Subjects[0]}研制与产业化", Firms[i].Name, 60, 40), Firms[i]);
        }

        list.Row("合计", "", "", "", 240, 160);
    }

    private static void OldEncoding(SampleTarget target)
    {
        using var list = SampleList.OldCsv(target, "02-旧编码-2024年高新技术企业名单");
        HighTech(list, firm => firm.Code.ToString());
    }

    private static void WordPage(SampleTarget target)
    {
        using var list = SampleList.OldHtml(target, "03-网页另存-吉林省2024年度科学技术奖励获奖名单");
        list.Sheet("");
        list.Banner("吉林省2024年度科学技术奖励获奖名单", 4);
        list.Row("奖励类别", "获奖等级", "成果名称", "完成单位");
        var grade = ListCell.Down("一等奖", 3);
        foreach (var firm in Firms.Take(3))
        {
            list.IsFirm(list.Row("吉林省科学技术进步奖", grade, firm.Trade.Subjects[1], firm.Name), firm);
            grade = ListCell.Covered;
        }
    }

    private static void SplitCode(SampleTarget target)
    {
        using var list = SampleList.Xlsx(target, "04-代码拆成两格-2024年科技型中小企业入库名单");
        list.Sheet("名单");
        list.Row("序号", "企业名称", ListCell.Across("统一社会信用代码", 2), ListCell.Covered, "入库登记编号");
        for (var i = 0; i < 4; i++)
        {
            var code = Firms[i].Code.ToString();
            list.IsFirm(list.Row(i + 1, Firms[i].Name, code[..9], code[9..], SmeNumber(i)), Firms[i]);
        }
    }

    private static void ScientificCode(SampleTarget target)
    {
        using var list = SampleList.Csv(target, "05-代码变成科学计数-2024年高新技术企业名单");
        HighTech(list, _ => "9.14201E+17");
    }

    private static void WrongCheck(SampleTarget target)
    {
        using var list = SampleList.Csv(target, "06-代码有错字-2024年高新技术企业名单");
        HighTech(list, firm => firm.Code.ToString() is var code && code[17] == '0' ? code[..17] + "1" : code[..17] + "O");
    }

    private static void Proposed(SampleTarget target)
    {
        using var list = SampleList.Xlsx(target, "07-公示名单不计分-湖北省2025年拟认定高新技术企业名单");
        list.Sheet("拟认定名单");
        list.Banner("湖北省2025年拟认定高新技术企业名单", 3);
        list.Row("序号", "企业名称", "所属地市");
        for (var i = 0; i < 4; i++)
        {
            list.IsFirm(list.Row(i + 1, Firms[i].Name, Firms[i].City.Name), Firms[i]);
        }
    }

    private static void Withdrawn(SampleTarget target)
    {
        using var list = SampleList.Csv(target, "08-撤销名单-关于撤销部分企业2024年科技型中小企业入库登记编号的公告");
        list.Row("序号", "企业名称", "入库登记编号");
        list.IsFirm(list.Row(1, Firms[0].Name, SmeNumber(0)), Firms[0]);
    }

    private static void Renamed(SampleTarget target)
    {
        using var list = SampleList.Csv(target, "09-更名-2024年高新技术企业更名名单公告");
        list.Row("序号", "变更前名称", "变更后名称", "证书编号");
        list.IsFirm(list.Row(1, Firms[1].Name, Firms[1].Name.Replace("有限", "股份有限", StringComparison.Ordinal), CertificateNumber(1)), Firms[1]);
    }

    private static void FurtherRounds(SampleTarget target)
    {
        using var list = SampleList.Xlsx(target, "10-多轮投资名称只写一次-创投子基金投资项目台账");
        list.Sheet("投资项目");
        list.Row("企业名称", "企业统一社会信用代码", "项目状态", "子基金名称", "融资轮次", "其中：本基金投资金额（万元）", "投资时间");
        list.IsFirm(list.Row(Firms[2].Name, Firms[2].Code.ToString(), "已出资", "湖北璟源创业投资基金（有限合伙）", "A轮", 500, new DateOnly(2023, 5, 8)), Firms[2]);
        list.IsFirm(list.Row("", "", "已出资", "湖北璟源创业投资基金（有限合伙）", "B轮", 1200, new DateOnly(2024, 9, 2)), Firms[2]);
        list.IsBad(list.Row(Firms[3].Name, "", "投决通过", "湖北璟源创业投资基金（有限合伙）", "天使轮", 200, ""), "bad-not-invested");
    }

    private static void UnitsInOneCell(SampleTarget target)
    {
        using var list = SampleList.Csv(target, "11-一格多个单位-湖北省2024年度科学技术奖获奖项目名单");
        list.Row("序号", "项目名称", "主要完成单位", "获奖等级");
        list.IsFirm(list.Row(1, Firms[0].Trade.Subjects[0], $"1.澈江大学；2.{Firms[0].Name}；3.{Firms[4].Name}", "一等奖"), Firms[0], 2);
        list.IsFirm(list.Row(2, Firms[1].Trade.Subjects[0], $"{Firms[1].Name}、武汉珩岩土力学研究所", "二等奖"), Firms[1]);
    }

    private static void Formulas(SampleTarget target)
    {
        using var list = SampleList.Xlsx(target, "12-公式单元格-2024年高新技术企业名单");
        list.Sheet("名单");
        list.Row("序号", "企业名称", "统一社会信用代码", "证书编号");
        for (var i = 0; i < 3; i++)
        {
            list.IsFirm(list.Row(i + 1, ListCell.Formula($"\"{Firms[i].Name}\"&\"\"", Firms[i].Name), Firms[i].Code.ToString(), CertificateNumber(i)), Firms[i]);
        }
    }

    private static void StrayQuote(SampleTarget target)
    {
        using var file = Text(target, "13-多了一个引号-2024年高新技术企业名单.csv");
        file.WriteLine("企业名称,统一社会信用代码,证书编号");
        file.WriteLine($"\"{Firms[0].Name},{Firms[0].Code},{CertificateNumber(0)}");
        file.WriteLine($"{Firms[1].Name},{Firms[1].Code},{CertificateNumber(1)}");
    }

    private static void Empty(SampleTarget target) => target.Create("14-空文件.csv").Dispose();

    private static void NoList(SampleTarget target)
    {
        using var file = Text(target, "15-不是名单.xlsx");
        file.WriteLine("%PDF-1.4");
        file.WriteLine("%%EOF");
    }

    /// <summary>A workbook whose upload broke off half-way.</summary>
    private static void Truncated(SampleTarget target)
    {
        using var whole = new MemoryStream();
        using (var writer = new XlsxListWriter(whole))
        {
            writer.BeginSheet("名单");
            for (var i = 0; i < 50; i++)
            {
                writer.WriteRow([Firms[i % Firms.Length].Name, CertificateNumber(i)]);
            }
        }

        using var file = target.Create("16-传输中断的工作簿.xlsx");
        var bytes = whole.ToArray();
        file.Write(bytes, 0, bytes.Length / 2);
    }

    private static void WrongCount(SampleTarget target)
    {
        using var list = SampleList.Xlsx(target, "17-家数不符-2024年科技型中小企业入库名单");
        list.Sheet("名单");
        list.Row("序号", "地区", "企业名称", "统一社会信用代码", "入库登记编号");
        for (var i = 0; i < 4; i++)
        {
            var region = i switch { 0 => $"{Firms[i].City.Name}（3家）", 2 => $"{Firms[i].City.Name}（2家）", _ => "" };
            list.IsFirm(list.Row(i + 1, region, Firms[i].Name, Firms[i].Code.ToString(), SmeNumber(i)), Firms[i]);
        }

        list.Row("合计", "", "5家", "", "");
    }

    private static void Monthly(SampleTarget target)
    {
        using var list = SampleList.Xlsx(target, "18-按月拨付-湖北省2024年度科技计划项目经费拨付清单");
        list.Sheet("拨付");
        list.Row(ListCell.Down("序号", 2), ListCell.Down("立项编号", 2), ListCell.Down("项目名称", 2), ListCell.Down("承担单位", 2), ListCell.Across("财政经费（万元）", 3), ListCell.Covered, ListCell.Covered);
        list.Row(ListCell.Covered, ListCell.Covered, ListCell.Covered, ListCell.Covered, "1月", "2月", "3月");
        for (var i = 0; i < 3; i++)
        {
            list.IsFirm(list.Row(i + 1, $"2024BAB91{i}", $"{Firms[i].Trade.Subjects[0]}示范应用", Firms[i].Name, 10, 20, 30), Firms[i]);
        }
    }

    private static void HighTech(SampleList list, Func<SampleFirm, string> code)
    {
        list.Row("序号", "企业名称", "统一社会信用代码", "证书编号", "技术领域", "所属地市");
        for (var i = 0; i < 4; i++)
        {
            var firm = Firms[i];
            list.IsFirm(list.Row(i + 1, firm.Name, code(firm), CertificateNumber(i), HighTechLists.FieldText(firm.Trade.Field), firm.City.Name), firm);
        }
    }

    private static string CertificateNumber(int i) => FormattableString.Invariant($"GR202442{900001 + i}");

    private static string SmeNumber(int i) => FormattableString.Invariant($"2024{Firms[i].County.Code}08{900001 + i}");

    private static StreamWriter Text(SampleTarget target, string fileName) =>
        new(target.Create(fileName), new UTF8Encoding(true)) { NewLine = "\r\n" };
}
