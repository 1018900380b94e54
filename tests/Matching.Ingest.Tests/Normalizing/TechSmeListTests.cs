using Matching.Domain.Libraries;

namespace Matching.Ingest.Tests.Normalizing;

public sealed class TechSmeListTests
{
    [Fact]
    public async Task Region_in_the_first_row_of_each_group_is_filled_down()
    {
        var list = await Normalizing.CsvAsync(Library.TechSmes, """
            2023年第三批入库科技型中小企业名单,,,,
            序号,地区,企业名称,,
            ,,全称,简称,社会信用代码
            1,杭州市（2家）,杭州甲科技有限公司,,
            2,,杭州乙科技有限公司,,91350100M000100Y43
            3,宁波市（1家）,宁波丙科技有限公司,,
            """);

        Assert.Equal([330100, 330100, 330200], list.Records.Select(record => record.ListRegion!.Value.Value));
        Assert.Equal("Title Header Header R R R", list.Outcomes);
        Assert.Equal("91350100M000100Y43", list.Records[1].Units[0].Uscc.ToString());
    }

    [Fact]
    public async Task A_code_split_over_two_cells_is_joined_when_the_whole_passes()
    {
        var list = await Normalizing.CsvAsync(Library.TechSmes, "序号,企业名称,统一社会信用代码,\n1,甲有限公司,91350100M,000100Y43\n2,乙有限公司,91350100M,000100Y44\n", "2019科技型中小企业.csv");
        Assert.Equal("91350100M000100Y43", list.Records[0].Units[0].Uscc.ToString());
        Assert.Null(list.Records[1].Units[0].Uscc);
        Assert.Equal(["uscc-joined", "uscc-length"], list.Issues.Select(issue => issue.Code));
    }

    [Fact]
    public async Task Numbers_hold_for_their_year_and_odd_ones_are_only_noted()
    {
        var list = await Normalizing.CsvAsync(Library.TechSmes, "企业名称,注册地,入库登记编号\n武汉甲有限公司,洪山区,2023420111A8000123\n武汉乙有限公司,武汉市,入库-77\n", "湖北省2023年科技型中小企业.csv");
        Assert.Equal((new DateOnly(2023, 1, 1), new DateOnly(2024, 1, 1)), (list.Records[0].ValidFrom!.Value, list.Records[0].ValidUntil!.Value));
        Assert.Equal(["2023420111A8000123", "入库-77"], list.Records.Select(record => record.Number));
        Assert.Equal([420111, 420100], list.Records.Select(record => record.ListRegion!.Value.Value));
        Assert.Equal("sme-number-form", Assert.Single(list.Issues).Code);
    }

    [Fact]
    public async Task Firms_that_did_not_pass_are_rejected()
    {
        var list = await Normalizing.CsvAsync(Library.TechSmes, "企业名称,统一社会信用代码,企业注册地,评价状态,是否高企\n甲有限公司,,长沙市,已入库,是\n乙有限公司,,长沙市,未通过,否\n丙有限公司,,长沙市,已撤销,否\n", "科小.csv");
        Assert.Equal("Header R X R", list.Outcomes);
        Assert.Equal([PublicityState.Announced, PublicityState.Withdrawn], list.Records.Select(record => record.State));
        Assert.Equal("是", list.Records[0].More["是否高企"]);
    }

    [Fact]
    public async Task Counts_printed_beside_a_region_and_in_the_total_are_checked_against_the_rows()
    {
        var list = await Normalizing.CsvAsync(Library.TechSmes, """
            2023年第三批入库科技型中小企业名单,,
            序号,地区,企业名称
            1,杭州市（3家）,杭州甲科技有限公司
            2,,杭州乙科技有限公司
            3,宁波市（1家）,宁波丙科技有限公司
            合计,,4家
            """);

        Assert.All(list.Issues, issue => Assert.Equal(("section-count", IssueSeverity.Notice), (issue.Code, issue.Severity)));
        Assert.Contains(list.Issues, issue => issue.Text.Contains("第 3 行写明“杭州市”有 3 家，实际有 2 行", StringComparison.Ordinal));
        Assert.Contains(list.Issues, issue => issue.Text.Contains("第 6 行合计为 4，实际有 3 行", StringComparison.Ordinal));
        Assert.Equal(2, list.Issues.Count);
    }

    [Fact]
    public async Task A_section_without_rows_is_told_at_the_next_record()
    {
        var list = await Normalizing.CsvAsync(Library.TechSmes, "序号,企业名称,统一社会信用代码\n杭州市（2家）,,\n宁波市（1家）,,\n1,宁波丙科技有限公司,\n", "2023科技型中小企业.csv");
        var issue = Assert.Single(list.Issues);
        Assert.Contains("“杭州市”有 2 家，实际有 0 行", issue.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proposed_lists_say_so_in_their_title()
    {
        var list = await Normalizing.CsvAsync(Library.TechSmes, "关于湖北省2024年第1批拟入库科技型中小企业名单的公示,,\n序号,企业名称,注册地\n1,甲有限公司,武汉市\n");
        Assert.Equal(PublicityState.Proposed, Assert.Single(list.Records).State);
        Assert.Equal((2024, "第1批"), (list.Records[0].Year!.Value, list.Records[0].Batch));
    }
}
