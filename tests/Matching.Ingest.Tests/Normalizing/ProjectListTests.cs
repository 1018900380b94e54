using Matching.Domain.Libraries;

namespace Matching.Ingest.Tests.Normalizing;

public sealed class ProjectListTests
{
    [Fact]
    public async Task Guangdong_layout_with_two_money_columns_and_totals()
    {
        var list = await Normalizing.CsvAsync(Library.Projects, """
            2024年度广东省重点研发计划拟立项项目清单,,,,,,,
            序号,主管部门,项目名称,申报单位,负责人,拟立项金额（万元）,拨付金额,项目类型
            1,广州市科技局,甲项目,广州甲科技有限公司,张某,"1,200.5",600,重点项目
            2,广州市科技局,乙项目,广州乙大学,李某,100,50,面上项目
            小计,,,,,1300.5,,
            注：以上金额为财政资金,,,,,,,
            """);
        var first = list.Records[0];

        Assert.Equal("Title Header R R Total Note", list.Outcomes);
        Assert.Equal(12_005_000m, first.AmountCny);
        Assert.Equal(("重点项目", PublicityState.Proposed, AuthorityLevel.Province, 2024), (first.Kind, first.State, first.Level, first.Year!.Value));
        Assert.Equal(["主管部门", "拨付金额"], first.More.Keys);
        Assert.Equal(UnitRole.LeadUnit, first.Units[0].Role);
    }

    [Fact]
    public async Task Yearly_money_adds_up_and_application_numbers_are_kept_apart()
    {
        var list = await Normalizing.CsvAsync(Library.Projects,
            "序号,受理编号,项目名称,申报单位,起止时间,2026年经费（万元）,2027年经费（万元）\n1,SL2025001,甲项目,海南甲有限公司,2026-1至2027-12,10,15.5\n", "海南2026立项.csv");
        var project = Assert.Single(list.Records);

        Assert.Equal(255_000m, project.AmountCny);
        Assert.Equal(("SL2025001", (string?)null, "SL2025001"), (project.ApplicationNumber, project.Number, project.RecordKey));
        Assert.Equal((new DateOnly(2026, 1, 1), new DateOnly(2028, 1, 1)), (project.ValidFrom!.Value, project.ValidUntil!.Value));
    }

    [Fact]
    public async Task Beijing_layout_has_a_parent_programme_and_cooperating_units()
    {
        var list = await Normalizing.CsvAsync(Library.Projects,
            "课题编号,项目名称,课题名称,承担单位,合作单位,起止时间,主管处室,资助年度\nZ2301,智能专项,甲课题,北京甲有限公司,北京乙大学、北京丙研究院,2023年03月至2025年03月,高新处,2023\n", "北京立项.csv");
        var project = Assert.Single(list.Records);

        Assert.Equal(("甲课题", "智能专项", "Z2301"), (project.Title, project.More["项目名称"], project.Number));
        Assert.Equal([UnitRole.LeadUnit, UnitRole.CooperatingUnit, UnitRole.CooperatingUnit], project.Units.Select(unit => unit.Role));
        Assert.Equal([1, 2, 3], project.Units.Select(unit => unit.Position));
    }

    [Fact]
    public async Task Zhejiang_layout_with_section_rows_repeated_header_and_broken_rows()
    {
        var list = await Normalizing.CsvAsync(Library.Projects, """
            序号,项目名称,立项编号,负责人,依托单位
            一、重大项目,,,,
            1,甲项目,LD26C200001,张某,浙江甲科技有限公司
            序号,项目名称,立项编号,负责人,依托单位
            2,乙项目关键,LD26C200002,李某,浙江乙大
            ,技术研究,,,学
            二、探索项目,,,,
            3,丙项目,LQ19A010001,王某,浙江丙研究院
            """, "浙江2026年度立项.csv");

        Assert.Equal("Header Section R Header R Continuation Section R", list.Outcomes);
        Assert.Equal(["重大项目", "重大项目", "探索项目"], list.Records.Select(record => record.Kind));
        Assert.Equal(("乙项目关键技术研究", "浙江乙大学"), (list.Records[1].Title, list.Records[1].Units[0].PrintedName));
        Assert.DoesNotContain("张某", string.Join('|', list.Rows.SelectMany(row => row.Raw.Cells)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_reasons_of_a_bad_row_are_listed()
    {
        var list = await Normalizing.CsvAsync(Library.Projects, "序号,项目名称,承担单位,资助经费（万元）,起止时间\n1,,,壹佰,随便\n", "立项.csv");
        Assert.Equal("Header X", list.Outcomes);
        Assert.Equal(["title-missing", "units-missing", "period-unreadable", "money-unreadable"], list.Issues.Select(issue => issue.Code));
    }

    [Theory]
    [InlineData("1月财政经费（万元）,2月财政经费（万元）,3月财政经费（万元）", "10,20,30", 600_000, "months of one grant")]
    [InlineData("财政经费（万元）,1月财政经费（万元）,2月财政经费（万元）", "30,20,10", 300_000, "a total goes before its parts")]
    [InlineData("2024年财政经费（万元）,2025年财政经费（万元）,2025年1月财政经费（万元）", "30,20,10", 500_000, "years go before the months in them")]
    public async Task Amounts_by_month_add_up_once(string headers, string cells, int yuan, string because)
    {
        var list = await Normalizing.CsvAsync(Library.Projects, $"序号,项目名称,承担单位,{headers}\n1,甲关键技术研究,武汉甲科技有限公司,{cells}\n", "2024年科技计划项目立项清单.csv");
        Assert.True(yuan == Assert.Single(list.Records).AmountCny, because);
    }
}
