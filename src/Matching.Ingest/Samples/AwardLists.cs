using System.Globalization;

namespace Matching.Ingest.Samples;

/// <summary>A unit of an award: a firm or another body.</summary>
internal readonly record struct SampleAwardUnit(SampleFirm? Firm, SampleUnit? Unit);

internal sealed record SampleAward(string Number, string Title, string Kind, string Grade, IReadOnlyList<SampleAwardUnit> Units);

/// <summary>科技奖励: grades as section rows, several units in a cell in order of contribution, most first units no firms.</summary>
internal static class AwardLists
{
    private static readonly string[] Grades = ["一等奖", "二等奖", "三等奖"];
    private static readonly string[] Separators = ["、", "；", "，", "\n"];

    public static void Write(SampleTarget target, IReadOnlyList<SampleFirm> firms, int seed)
    {
        var random = SampleRandom.For(seed, "awards");
        foreach (var year in SampleYears.All)
        {
            var hubei = Draw(firms, SampleRegions.Hubei, year, random);
            if (year == SampleYears.Last - 1)
            {
                WriteHubei(target, hubei, firms, year, isProposed: true, random);
            }

            WriteHubei(target, hubei, firms, year, isProposed: false, random);
            WriteJilin(target, Draw(firms, SampleRegions.Jilin, year, random), year, random);
            WriteHenan(target, Draw(firms, SampleRegions.Henan, year, random), year, random);
        }

        WriteNational(target, Draw(firms, null, 2023, random), 2023, random);
    }

    private static List<SampleAward> Draw(IReadOnlyList<SampleFirm> firms, string? owner, int year, SampleRandom random)
    {
        var candidates = firms.Where(firm => !firm.IsBranch && firm.RegisteredOn.Year < year - 1 && (owner is null || firm.ListOwner == owner)).ToList();
        var awards = new List<SampleAward>();
        foreach (var firm in candidates)
        {
            if (!random.Chance(firm.Likely(owner is null ? 0.008 : 0.03)))
            {
                continue;
            }

            var kind = random.Chance(0.75) ? "科学技术进步奖" : "技术发明奖";
            var grade = Grades[firm.Quality > 0.8 && random.Chance(0.5) ? 0 : random.Between(owner is null ? 0 : 1, owner is null ? 1 : 2)];
            awards.Add(new SampleAward(
                Number: string.Create(CultureInfo.InvariantCulture, $"{(kind[0] == '科' ? 'J' : 'F')}-{year}-{Array.IndexOf(Grades, grade) + 1}-{awards.Count + 1:D3}"),
                Title: $"{random.Pick(firm.Trade.Subjects)}{random.Pick(SampleTrades.Endings)}",
                Kind: kind,
                Grade: grade,
                Units: DrawUnits(firm, candidates, random)));
        }

        return awards;
    }

    /// <summary>One to six units, none twice; the firm leads less often than a university.</summary>
    private static List<SampleAwardUnit> DrawUnits(SampleFirm firm, List<SampleFirm> candidates, SampleRandom random)
    {
        var units = new List<SampleAwardUnit> { new(firm, null) };
        var others = random.Next(6);
        for (var i = 0; i < others; i++)
        {
            var unit = random.Chance(0.6)
                ? new SampleAwardUnit(null, random.Pick(SampleUnits.All))
                : new SampleAwardUnit(random.Pick(candidates), null);
            if (!units.Contains(unit))
            {
                units.Insert(random.Chance(0.5) ? 0 : units.Count, unit);
            }
        }

        return units;
    }

    private static void WriteHubei(SampleTarget target, List<SampleAward> awards, IReadOnlyList<SampleFirm> firms, int year, bool isProposed, SampleRandom random)
    {
        var day = new DateOnly(year + (isProposed ? 0 : 1), isProposed ? 11 : 1, isProposed ? 20 : 15);
        var title = isProposed ? $"湖北省{year}年度科学技术奖励建议授奖项目公示名单" : $"湖北省{year}年度科学技术奖获奖项目名单";
        using var list = SampleList.Xlsx(target, $"{title}_{SampleYears.Iso(day)}");
        list.Sheet("获奖项目");
        list.Banner(title, 6);
        list.Banner($"发布日期：{SampleYears.Chinese(day)}", 6);
        list.Row("序号", "奖励编号", "项目名称", "主要完成单位", "主要完成人", "提名单位");
        foreach (var kind in awards.GroupBy(award => award.Kind).OrderByDescending(kind => kind.Key, StringComparer.Ordinal))
        {
            list.Banner($"{(kind.Key[0] == '科' ? "一" : "二")}、湖北省{kind.Key}（{kind.Count()}项）", 6);
            foreach (var grade in kind.GroupBy(award => award.Grade).OrderBy(grade => Array.IndexOf(Grades, grade.Key)))
            {
                list.Banner($"{grade.Key}（{grade.Count()}项）", 6);
                var seq = 0;
                foreach (var award in grade)
                {
                    var row = list.Row(++seq, award.Number, award.Title, PrintUnits(award, day, random), "张某某、李某、王某某", "湖北省科技厅");
                    Tell(list, row, award);
                }
            }
        }

        if (!isProposed)
        {
            WriteInnovationAward(list, firms, year, day, random);
        }
    }

    /// <summary>科技型中小企业创新奖 goes to firms and has no grade.</summary>
    private static void WriteInnovationAward(SampleList list, IReadOnlyList<SampleFirm> firms, int year, DateOnly day, SampleRandom random)
    {
        list.Sheet("科技型中小企业创新奖");
        list.Banner($"湖北省{year}年度科技型中小企业创新奖获奖企业名单", 4);
        list.Row("序号", "获奖单位", "统一社会信用代码", "所在地");
        var seq = 0;
        foreach (var firm in firms.Where(firm => !firm.IsBranch && firm.ListOwner == SampleRegions.Hubei && firm.RegisteredOn.Year < year && firm.Quality > 1.2))
        {
            if (random.Chance(0.06))
            {
                var code = random.Chance(0.3) ? firm.Code.ToString() : "";
                list.IsFirm(list.Row(++seq, SampleNames.Print(firm, day, 1, random), code, firm.City.Name), firm);
            }
        }
    }

    /// <summary>A page saved from a word processor whose bytes are not what it claims; grades once per group.</summary>
    private static void WriteJilin(SampleTarget target, List<SampleAward> awards, int year, SampleRandom random)
    {
        var day = new DateOnly(year + 1, 3, 8);
        var title = $"吉林省{year}年度科学技术奖励获奖名单";
        using var list = SampleList.OldHtml(target, $"{title}_{SampleYears.Iso(day)}");
        list.Sheet("");
        list.Banner($"{title}（{SampleYears.Chinese(day)}）", 5);
        list.Row("奖励类别", "获奖等级", "成果名称", "完成单位", "提名单位");
        foreach (var group in awards.GroupBy(award => (award.Kind, award.Grade)).OrderBy(group => group.Key))
        {
            var grade = ListCell.Down(group.Key.Grade, group.Count());
            foreach (var award in group)
            {
                var row = list.Row($"吉林省{award.Kind}", grade, award.Title, PrintUnits(award, day, random).Replace('\n', '，'), "吉林省科技厅");
                Tell(list, row, award);
                grade = ListCell.Covered;
            }
        }
    }

    /// <summary>Old text; the code of the first unit in one row of four.</summary>
    private static void WriteHenan(SampleTarget target, List<SampleAward> awards, int year, SampleRandom random)
    {
        var day = new DateOnly(year + 1, 2, 18);
        using var list = SampleList.OldCsv(target, $"河南省{year}年度科学技术奖获奖项目名单_{SampleYears.Iso(day)}");
        list.Row("获奖年度", "奖励类别", "获奖等级", "项目名称", "主要完成单位", "统一社会信用代码");
        foreach (var award in awards)
        {
            var code = award.Units[0].Firm is { } first && random.Chance(0.25) ? first.Code.ToString() : "";
            var row = list.Row(year, $"河南省{award.Kind}", award.Grade, award.Title, PrintUnits(award, day, random).Replace('\n', '、'), code);
            Tell(list, row, award);
        }
    }

    /// <summary>Two columns for each unit: where its people work now, and where they did the work. The second counts.</summary>
    private static void WriteNational(SampleTarget target, List<SampleAward> awards, int year, SampleRandom random)
    {
        var day = new DateOnly(year + 1, 6, 24);
        using var list = SampleList.Xlsx(target, $"{year}年度国家科学技术奖获奖项目名单_{SampleYears.Iso(day)}");
        list.Sheet("Sheet1");
        list.Row([
            "类别", "序号", "项目名", "提名单位",
            .. Enumerable.Range(1, 6).SelectMany(n => new ListCell[] { $"{n}工作单位", $"{n}完成项目时所在单位" }),
        ]);
        var seq = 0;
        foreach (var award in awards)
        {
            var cells = new List<ListCell> { $"国家{award.Kind}{award.Grade}", ++seq, award.Title, "专家提名" };
            foreach (var unit in award.Units)
            {
                var name = PrintUnit(unit, day, random);
                cells.Add(random.Chance(0.15) ? random.Pick(SampleUnits.All).Name : name);
                cells.Add(name);
            }

            Tell(list, list.Row([.. cells]), award);
        }
    }

    private static string PrintUnits(SampleAward award, DateOnly day, SampleRandom random) =>
        string.Join(random.Pick(Separators), award.Units.Select(unit => PrintUnit(unit, day, random)));

    private static string PrintUnit(SampleAwardUnit unit, DateOnly day, SampleRandom random) =>
        unit.Firm is null ? unit.Unit!.Name : SampleNames.Print(unit.Firm, day, 1, random);

    private static void Tell(SampleList list, int row, SampleAward award)
    {
        for (var i = 0; i < award.Units.Count; i++)
        {
            var (firm, unit) = award.Units[i];
            if (firm is not null)
            {
                list.IsFirm(row, firm, i + 1);
            }
            else
            {
                list.IsUnit(row, unit!, i + 1);
            }
        }
    }
}
