using System.Globalization;
using Matching.Domain.Libraries.Supply;

namespace Matching.Domain.Tests.Libraries.Supply;

public sealed class SupplyTests
{
    [Theory]
    [InlineData("湖北省2026年第一批入库科技型中小企业名单公告_2026-06-28.xlsx", "湖北省第一批入库科技型中小企业名单公告")]
    [InlineData("湖北省2025年第一批入库科技型中小企业名单公告_2025-06-28.xls", "湖北省第一批入库科技型中小企业名单公告")]
    [InlineData("湖北省2026年第二批入库科技型中小企业名单公告_2026-10-28.xlsx", "湖北省第二批入库科技型中小企业名单公告")]
    [InlineData("创业投资引导基金子基金投资项目台账（截至2025年12月31日）_2025-12-31.xlsx", "创业投资引导基金子基金投资项目台账")]
    [InlineData("企业登记基础信息（2024年新设）_2025-01-06.csv", "企业登记基础信息(新设)")]
    [InlineData("2024年度国家重点研发计划项目立项清单20241130.csv.gz", "国家重点研发计划项目立项清单")]
    [InlineData("2024.csv", "2024.csv")]
    public void Lists_of_other_years_have_one_name(string file, string series) => Assert.Equal(series, ListSeries.NameOf(file));

    [Theory]
    [InlineData("2023-06-28 2024-06-28 2025-06-28", "2025-12-01", SupplyState.OnTime, "2026-06-28", 0)]
    [InlineData("2023-06-28 2024-06-28 2025-06-28", "2026-06-01", SupplyState.Due, "2026-06-28", 0)]
    [InlineData("2023-06-28 2024-06-28 2025-06-28", "2026-07-12", SupplyState.Due, "2026-06-28", 14)]
    [InlineData("2023-06-28 2024-06-28 2025-06-28", "2026-07-13", SupplyState.Overdue, "2026-06-28", 15)]
    [InlineData("2023-06-28 2024-06-28 2025-06-28", "2027-09-01", SupplyState.Ended, "2026-06-28", 430)]
    [InlineData("2024-02-29 2023-02-28", "2024-03-05", SupplyState.OnTime, "2025-02-28", 0)]
    [InlineData("2026-01-31 2026-02-28 2026-03-31", "2026-04-20", SupplyState.Due, "2026-04-28", 0)]
    [InlineData("2026-01-31 2026-02-28 2026-03-31", "2026-07-20", SupplyState.Ended, "2026-04-28", 83)]
    [InlineData("2026-01-31", "2027-07-20", SupplyState.Once, null, 0)]
    [InlineData("2026-01-31 2026-01-31", "2027-07-20", SupplyState.Once, null, 0)]
    public void The_next_list_is_due_by_the_rhythm_of_those_before(string published, string today, SupplyState state, string? expected, int late)
    {
        var rhythm = SupplyRhythm.Of(published.Split(' ').Select(Day), Day(today));
        Assert.Equal(new SupplyRhythm(state, expected is null ? null : Day(expected), late), rhythm);
    }

    [Fact]
    public void A_series_without_lists_is_a_mistake_of_the_caller() => Assert.Throws<ArgumentOutOfRangeException>(() => SupplyRhythm.Of([], Day("2026-01-01")));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
