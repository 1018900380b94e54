using System.Globalization;

namespace Matching.Ingest.Samples;

/// <summary>A plan project and who undertakes it.</summary>
internal sealed record SampleProject(
    string Title, int Year, string Plan, string Number, string ApplicationNumber, SampleFirm? Lead, SampleUnit? LeadUnit, SampleUnit? Partner,
    string City, int MoneyTenThousands, int Years, bool IsStopped);

/// <summary>科技计划项目: provincial plans in three layouts, national and city plans, a proposed list and a list of stopped projects.</summary>
internal static class ProjectLists
{
    private static readonly string[] HubeiPlans = ["重点研发计划", "技术创新计划", "科技重大专项"];

    public static void Write(SampleTarget target, IReadOnlyList<SampleFirm> firms, int seed)
    {
        var random = SampleRandom.For(seed, "projects");
        var candidates = firms.Where(firm => !firm.IsBranch).ToList();
        foreach (var year in SampleYears.All)
        {
            var hubei = Draw(candidates, SampleRegions.Hubei, year, 0.07, HubeiPlans, random);
            if (year == SampleYears.Last)
            {
                WriteHubei(target, hubei, year, isProposed: true, random);
            }

            WriteHubei(target, hubei, year, isProposed: false, random);
            WriteJilin(target, Draw(candidates, SampleRegions.Jilin, year, 0.07, ["一、重点研发项目", "二、科技成果转化项目"], random), year, random);
            WriteHenan(target, Draw(candidates, SampleRegions.Henan, year, 0.07, ["重大科技专项", "科技攻关"], random), year, random);
            WriteNational(target, Draw(candidates, null, year, 0.008, ["国家重点研发计划"], random), year, random);
            WriteCity(target, Draw([.. candidates.Where(firm => firm.City.Name == "武汉市")], null, year, 0.05, ["武汉市重点研发计划"], random), year, random);
            if (year == 2024)
            {
                WriteStopped(target, hubei, new DateOnly(2025, 9, 5));
            }
        }
    }

    private static List<SampleProject> Draw(List<SampleFirm> firms, string? owner, int year, double rate, string[] plans, SampleRandom random)
    {
        var projects = new List<SampleProject>();
        foreach (var firm in firms)
        {
            if (firm.RegisteredOn.Year >= year || (owner is not null && firm.ListOwner != owner) || !random.Chance(firm.Likely(rate)))
            {
                continue;
            }

            var plan = random.Pick(plans);
            var serial = projects.Count + 1;
            var partner = random.Chance(0.4) ? random.Pick(SampleUnits.All) : null;

            // One project in eight is led by a university and has the firm beside it only in the title.
            var leadUnit = random.Chance(0.12) ? random.Pick(SampleUnits.All) : null;
            projects.Add(new SampleProject(
                Title: $"{random.Pick(firm.Trade.Subjects)}{random.Pick(SampleTrades.Endings)}",
                Year: year,
                Plan: plan,
                Number: Number(owner, firm, year, plan, serial),
                ApplicationNumber: string.Create(CultureInfo.InvariantCulture, $"S{year}{firm.City.ProvinceCode / 10000}{serial:D5}"),
                Lead: leadUnit is null ? firm : null,
                LeadUnit: leadUnit,
                Partner: leadUnit == partner ? null : partner,
                City: firm.City.Name,
                MoneyTenThousands: random.Pick<int>([20, 30, 50, 50, 80, 100, 100, 150, 200, 300, 500]) * (owner is null && plan.StartsWith("国家", StringComparison.Ordinal) ? 5 : 1),
                Years: random.Between(2, 3),
                IsStopped: random.Chance(0.05)));
        }

        return projects;
    }

    private static string Number(string? owner, SampleFirm firm, int year, string plan, int serial) => owner switch
    {
        SampleRegions.Hubei => string.Create(CultureInfo.InvariantCulture, $"{year}B{(char)('A' + Array.IndexOf(HubeiPlans, plan))}B{serial:D3}"),
        SampleRegions.Jilin => string.Create(CultureInfo.InvariantCulture, $"{year}0401{serial:D3}GX"),
        SampleRegions.Henan => "",
        _ when plan.StartsWith("国家", StringComparison.Ordinal) => string.Create(CultureInfo.InvariantCulture, $"{year}YFB{serial:D3}{firm.Number % 10000:D4}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{year}{firm.City.Code / 100}02{serial:D4}"),
    };

    /// <summary>A sheet per plan; in 2024 the grant is split over two year columns that must be added.</summary>
    private static void WriteHubei(SampleTarget target, List<SampleProject> projects, int year, bool isProposed, SampleRandom random)
    {
        var day = new DateOnly(year, isProposed ? 7 : 9, 16);
        var title = isProposed ? $"湖北省{year}年度科技计划拟立项项目公示清单" : $"湖北省{year}年度科技计划项目立项清单";
        var isSplit = year == 2024;
        using var list = SampleList.Xlsx(target, $"{title}_{SampleYears.Iso(day)}");
        foreach (var plan in HubeiPlans)
        {
            list.Sheet(plan);
            list.Banner(title, 7);
            list.Banner($"发布日期：{SampleYears.Chinese(day)}", 7);
            if (isSplit)
            {
                list.Row("序号", "项目编号", "项目名称", "承担单位", "合作单位", ListCell.Across("财政经费（万元）", 2), ListCell.Covered);
                list.Row("", "", "", "", "", $"{year}年经费", $"{year + 1}年经费");
            }
            else
            {
                list.Row("序号", isProposed ? "受理编号" : "项目编号", "项目名称", "承担单位", "合作单位", "项目负责人", "资助经费（万元）");
            }

            var seq = 0;
            foreach (var project in projects.Where(project => project.Plan == plan))
            {
                var number = isProposed ? project.ApplicationNumber : project.Number;
                var partner = project.Partner?.Name ?? "";
                var later = project.MoneyTenThousands / 4;
                var row = isSplit
                    ? list.Row(++seq, number, project.Title, PrintLead(project, day, random), partner, project.MoneyTenThousands - later, later)
                    : list.Row(++seq, number, project.Title, PrintLead(project, day, random), partner, "张某某", project.MoneyTenThousands);
                Tell(list, row, project);
                if (project.Partner is not null)
                {
                    list.IsUnit(row, project.Partner, 2);
                }
            }

            list.Row("合计", "", "", "", "", "", projects.Where(project => project.Plan == plan).Sum(project => project.MoneyTenThousands));
        }
    }

    private static void WriteJilin(SampleTarget target, List<SampleProject> projects, int year, SampleRandom random)
    {
        var day = new DateOnly(year, 5, 20);
        var title = $"吉林省{year}年科技发展计划项目立项名单";
        using var list = SampleList.Html(target, $"{title}_{SampleYears.Iso(day)}");
        list.Sheet("");
        list.Banner($"{title}（{SampleYears.Chinese(day)}）", 6);
        list.Row("序号", "立项编号", "项目名称", "承担单位", "起止时间", "资助经费（万元）");
        var seq = 0;
        foreach (var plan in projects.GroupBy(project => project.Plan).OrderBy(plan => plan.Key[0] == '一' ? 0 : 1))
        {
            list.Banner(plan.Key, 6);
            foreach (var project in plan)
            {
                var row = list.Row(
                    ++seq, project.Number, project.Title, PrintLead(project, day, random),
                    string.Create(CultureInfo.InvariantCulture, $"{year}-1至{year + project.Years - 1}-12"), project.MoneyTenThousands);
                Tell(list, row, project);
            }
        }

        list.Row("", "合计", "", "", "", projects.Sum(project => project.MoneyTenThousands));
    }

    /// <summary>No number and no money; the code of the undertaker in one row of four.</summary>
    private static void WriteHenan(SampleTarget target, List<SampleProject> projects, int year, SampleRandom random)
    {
        var day = new DateOnly(year, 6, 30);
        using var list = SampleList.OldCsv(target, $"河南省{year}年度省级科技计划立项项目清单_{SampleYears.Iso(day)}");
        list.Row("项目名称", "承担单位", "统一社会信用代码", "项目类别", "推荐部门");
        foreach (var project in projects)
        {
            var code = project.Lead is not null && random.Chance(0.25) ? project.Lead.Code.ToString() : "";
            Tell(list, list.Row(project.Title, PrintLead(project, day, random), code, project.Plan, $"{project.City}科学技术局"), project);
        }
    }

    private static void WriteNational(SampleTarget target, List<SampleProject> projects, int year, SampleRandom random)
    {
        var day = new DateOnly(year, 11, 30);
        using var list = SampleList.Csv(target, $"{year}年度国家重点研发计划项目立项清单_{SampleYears.Iso(day)}");
        list.Row("项目编号", "项目名称", "牵头单位", "参与单位", "起止时间", "中央财政经费（万元）");
        foreach (var project in projects)
        {
            var row = list.Row(
                project.Number, project.Title, PrintLead(project, day, random), project.Partner?.Name ?? "",
                string.Create(CultureInfo.InvariantCulture, $"{year}年12月至{year + project.Years}年11月"), project.MoneyTenThousands);
            Tell(list, row, project);
            if (project.Partner is not null)
            {
                list.IsUnit(row, project.Partner, 2);
            }
        }
    }

    private static void WriteCity(SampleTarget target, List<SampleProject> projects, int year, SampleRandom random)
    {
        var day = new DateOnly(year, 10, 12);
        var title = $"武汉市{year}年度科技计划项目立项名单";
        using var list = SampleList.Xlsx(target, $"{title}_{SampleYears.Iso(day)}");
        list.Sheet("立项名单");
        list.Banner(title, 5);
        list.Row("序号", "项目编号", "项目名称", "承担单位", "下达经费（万元）");
        var seq = 0;
        foreach (var project in projects)
        {
            Tell(list, list.Row(++seq, project.Number, project.Title, PrintLead(project, day, random), project.MoneyTenThousands), project);
        }
    }

    private static void WriteStopped(SampleTarget target, List<SampleProject> projects, DateOnly day)
    {
        const string Title = "关于终止部分湖北省科技计划项目的公告";
        using var list = SampleList.Xlsx(target, $"{Title}_{SampleYears.Iso(day)}");
        list.Sheet("终止项目");
        list.Banner(Title, 4);
        list.Banner($"发布日期：{SampleYears.Chinese(day)}", 4);
        list.Row("序号", "项目编号", "项目名称", "承担单位");
        var seq = 0;
        foreach (var project in projects.Where(project => project.IsStopped))
        {
            var name = project.Lead?.NameOn(day) ?? project.LeadUnit!.Name;
            Tell(list, list.Row(++seq, project.Number, project.Title, name), project);
        }
    }

    private static string PrintLead(SampleProject project, DateOnly day, SampleRandom random) =>
        project.Lead is null ? project.LeadUnit!.Name : SampleNames.Print(project.Lead, day, 1, random);

    private static void Tell(SampleList list, int row, SampleProject project)
    {
        if (project.Lead is not null)
        {
            list.IsFirm(row, project.Lead);
        }
        else
        {
            list.IsUnit(row, project.LeadUnit!, 1);
        }
    }
}
