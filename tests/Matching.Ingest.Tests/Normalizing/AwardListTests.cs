using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing;

namespace Matching.Ingest.Tests.Normalizing;

public sealed class AwardListTests
{
    [Fact]
    public async Task Kind_and_grade_come_from_section_rows_and_units_keep_their_rank()
    {
        var list = await Normalizing.CsvAsync(Library.Awards, """
            湖北省2020年度科学技术奖励获奖名单,,,,
            一、自然科学奖,,,,
            序号,编号,项目名称,主要完成单位,主要完成人
            一等奖（1项）,,,,
            1,2020Z001,甲理论研究,武汉甲大学、武汉乙科技有限公司,张某、李某
            二、科学技术进步奖,,,,
            二等奖,,,,
            2,2020J001,乙技术应用,"1.武汉丙(集团)股份有限公司；2.湖北丁研究院",王某
            """);

        Assert.Equal("Title Title Header Section R Section Section R", list.Outcomes);
        Assert.Equal(["武汉甲大学", "武汉乙科技有限公司"], list.Records[0].Units.Select(unit => unit.PrintedName));
        Assert.Equal(["武汉丙(集团)股份有限公司", "湖北丁研究院"], list.Records[1].Units.Select(unit => unit.PrintedName));
        Assert.Equal([1, 2], list.Records[1].Units.Select(unit => unit.Position));
        Assert.Equal(["一等奖", "二等奖"], list.Records.Select(record => record.Grade));
        Assert.Equal("科学技术进步奖", list.Records[1].Kind);
        Assert.All(list.Records, record => Assert.Equal((AuthorityLevel.Province, 2020), (record.Level, record.Year!.Value)));
    }

    [Fact]
    public async Task People_are_dropped_from_rows_before_they_are_kept()
    {
        var list = await Normalizing.CsvAsync(Library.Awards,
            "项目名称,主要完成人和单位,提名单位,主要完成人,联系电话\n甲技术,\"张某某（武汉甲科技有限公司）、李某某（武汉乙大学）\",湖北省教育厅,张某某,13812345678\n乙技术 13912345678,武汉丙有限公司,,,\n", "获奖名单.csv");

        Assert.Equal(["武汉甲科技有限公司", "武汉乙大学"], list.Records[0].Units.Select(unit => unit.PrintedName));
        Assert.Equal(["甲技术", "武汉甲科技有限公司、武汉乙大学", "湖北省教育厅", PersonalData.Dropped, PersonalData.Dropped], list.Rows[1].Raw.Cells);
        Assert.Equal("乙技术 ***********", list.Rows[2].Raw.Cells[0]);
        Assert.DoesNotContain("张某某", string.Join('|', list.Rows.Skip(1).SelectMany(row => row.Raw.Cells)), StringComparison.Ordinal);
        Assert.DoesNotContain(list.Records, record => record.More.Values.Any(text => text.Contains("138", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Numbered_unit_columns_prefer_the_unit_of_the_time_of_the_work()
    {
        var list = await Normalizing.CsvAsync(Library.Awards,
            "类别,序号,项目名,提名单位,1工作单位,1完成项目时所在单位,2工作单位,2完成项目时所在单位\n国家技术发明奖--电子组,1,甲技术,专家提名,乙大学,甲有限公司,丙研究所,\n国家技术发明奖--电子组,2,乙技术,专家提名,,,,\n", "2019受理.csv");

        Assert.Equal(["甲有限公司", "丙研究所"], list.Records[0].Units.Select(unit => unit.PrintedName));
        Assert.Equal(("国家技术发明奖", "电子组", AuthorityLevel.National), (list.Records[0].Kind, list.Records[0].More["评审组"], list.Records[0].Level));
        Assert.Equal("units-missing", Assert.Single(list.Issues).Code);
    }

    [Fact]
    public async Task A_unit_cell_broken_over_rows_is_joined()
    {
        var list = await Normalizing.CsvAsync(Library.Awards, """
            序号,项目名称,主要完成单位
            1,甲技术在深海,武汉甲科技有限公司
            ,装备中的应用,武汉乙大学
            2,乙技术,湖北丙科技有
            ,,限公司
            """, "获奖名单.csv");

        Assert.Equal("Header R Continuation R Continuation", list.Outcomes);
        Assert.Equal("甲技术在深海装备中的应用", list.Records[0].Title);
        Assert.Equal(["武汉甲科技有限公司", "武汉乙大学"], list.Records[0].Units.Select(unit => unit.PrintedName));
        Assert.Equal(["湖北丙科技有限公司"], list.Records[1].Units.Select(unit => unit.PrintedName));
    }

    [Fact]
    public async Task Several_tables_of_one_page_share_a_header_when_they_have_none()
    {
        var list = await Normalizing.CsvAsync(Library.Awards, """
            <p>2000年度国家科学技术进步奖获奖项目</p>
            <table><tr><td>序号</td><td>项目名称</td><td>完成单位</td></tr><tr><td>1</td><td>甲技术</td><td><p>甲公司</p><p>乙大学</p></td></tr></table>
            <table><tr><td>2</td><td>乙技术</td><td>丙研究所</td></tr></table>
            """, "获奖.html");

        Assert.Equal("Header R R", list.Outcomes);
        Assert.Equal(2000, list.Records[1].Year);
        Assert.Equal(["甲公司", "乙大学"], list.Records[0].Units.Select(unit => unit.PrintedName));
        Assert.Equal("丙研究所", list.Records[1].Units[0].PrintedName);
    }
}
