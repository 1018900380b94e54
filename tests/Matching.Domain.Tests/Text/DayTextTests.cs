using Matching.Domain.Text;

namespace Matching.Domain.Tests.Text;

public sealed class DayTextTests
{
    [Theory]
    [InlineData("2021年11月3日", "2021-11-03", DayPrecision.Day)]
    [InlineData("2021-11-3", "2021-11-03", DayPrecision.Day)]
    [InlineData("2021/11/03", "2021-11-03", DayPrecision.Day)]
    [InlineData("2021.11.3", "2021-11-03", DayPrecision.Day)]
    [InlineData("２０２１年１１月３日", "2021-11-03", DayPrecision.Day)]
    [InlineData("2021 年 11 月 3 日", "2021-11-03", DayPrecision.Day)]
    [InlineData("20211103", "2021-11-03", DayPrecision.Day)]
    [InlineData("2021-11-03 00:00:00", "2021-11-03", DayPrecision.Day)]
    [InlineData("2021-11-03T08:30:00", "2021-11-03", DayPrecision.Day)]
    [InlineData("44503", "2021-11-03", DayPrecision.Day)]
    [InlineData("44503.5", "2021-11-03", DayPrecision.Day)]
    [InlineData("2021.11", "2021-11-01", DayPrecision.Month)]
    [InlineData("2021年11月", "2021-11-01", DayPrecision.Month)]
    [InlineData("202111", "2021-11-01", DayPrecision.Month)]
    [InlineData("2021年", "2021-01-01", DayPrecision.Year)]
    [InlineData("2021年度", "2021-01-01", DayPrecision.Year)]
    [InlineData("2021", "2021-01-01", DayPrecision.Year)]
    [InlineData("2024-02-29", "2024-02-29", DayPrecision.Day)]
    public void Date_is_read_with_its_precision(string text, string first, DayPrecision precision)
    {
        Assert.True(DayText.TryParse(text, out var day));
        Assert.Equal(DateOnly.Parse(first, null), day.First);
        Assert.Equal(precision, day.Precision);
    }

    [Theory]
    [InlineData("2021年第四批", "a batch")]
    [InlineData("2021年11月31日", "no such day")]
    [InlineData("2023-02-29", "no leap year")]
    [InlineData("2021-13", "no such month")]
    [InlineData("12", "a bare small number")]
    [InlineData("长期", "no date")]
    [InlineData("", "empty")]
    [InlineData(null, "not stated")]
    public void Other_text_is_no_date(string? text, string because) => Assert.False(DayText.TryParse(text, out _), because);

    [Fact]
    public void Month_and_year_end_on_their_last_day()
    {
        Assert.True(DayText.TryParse("2024年2月", out var month));
        Assert.Equal(new DateOnly(2024, 2, 29), month.Last);
        Assert.True(DayText.TryParse("2024", out var year));
        Assert.Equal(new DateOnly(2024, 12, 31), year.Last);
    }

    [Fact]
    public void Serial_counts_from_1904_where_the_workbook_says_so()
    {
        Assert.True(DayText.TryParse("43041", out var day, uses1904: true));
        Assert.Equal(new DateOnly(2021, 11, 3), day.First);
        Assert.False(DayText.TryFromSerial(60, uses1904: false, out _));
        Assert.False(DayText.TryFromSerial(1e9, uses1904: false, out _));
    }

    [Theory]
    [InlineData("2022-1至2024-12", "2022-01-01", "2025-01-01")]
    [InlineData("2023年03月至2025年03月", "2023-03-01", "2025-04-01")]
    [InlineData("2022.01-2024.12", "2022-01-01", "2025-01-01")]
    [InlineData("2022.01—2024.12", "2022-01-01", "2025-01-01")]
    [InlineData("2022/1/1~2024/12/31", "2022-01-01", "2025-01-01")]
    [InlineData("2022-2024", "2022-01-01", "2025-01-01")]
    [InlineData("2020-05-01至2023-04-30", "2020-05-01", "2023-05-01")]
    [InlineData("2020年5月1日起长期", "2020-05-01", null)]
    [InlineData("2019-03至今", "2019-03-01", null)]
    public void Period_is_closed_at_the_start_and_open_at_the_end(string text, string from, string? until)
    {
        Assert.True(DayText.TryParsePeriod(text, out var period));
        Assert.Equal(DateOnly.Parse(from, null), period.From);
        Assert.Equal(until is null ? null : DateOnly.Parse(until, null), period.Until);
    }

    [Theory]
    [InlineData("2024-12至2022-1", "ends before it begins")]
    [InlineData("三年", "no dates")]
    [InlineData(null, "not stated")]
    public void Other_text_is_no_period(string? text, string because) =>
        Assert.False(DayText.TryParsePeriod(text, out _), because);
}
