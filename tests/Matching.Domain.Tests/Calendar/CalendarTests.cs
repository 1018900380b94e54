using Matching.Domain.Calendar;

namespace Matching.Domain.Tests.Calendar;

public sealed class CalendarTests
{
    [Theory]
    [InlineData("2024-10-01", false, "national holiday")]
    [InlineData("2024-09-29", true, "Sunday worked for it")]
    [InlineData("2024-09-30", true, "Monday")]
    [InlineData("2024-09-28", false, "Saturday")]
    [InlineData("2020-01-31", false, "spring festival made longer")]
    public void Working_day_follows_the_yearly_notice(string day, bool works, string because) =>
        Assert.True(WorkingDays.IsWorkingDay(DateOnly.Parse(day, null)) == works, because);

    [Theory]
    [InlineData("2024-09-27", 1, "2024-09-29")]
    [InlineData("2024-09-27", 3, "2024-10-08")]
    [InlineData("2024-03-01", 10, "2024-03-15")]
    [InlineData("2024-03-01", 0, "2024-03-01")]
    public void Working_days_are_counted_after_the_start(string start, int days, string deadline)
    {
        var counted = WorkingDays.AddWorkingDays(DateOnly.Parse(start, null), days);
        Assert.Equal(DateOnly.Parse(deadline, null), counted.Day);
        Assert.True(counted.IsCertain);
    }

    [Fact]
    public void Count_beyond_the_table_says_it_is_not_certain()
    {
        var start = new DateOnly(WorkingDays.LastYear, 12, 28);
        Assert.False(WorkingDays.AddWorkingDays(start, 10).IsCertain);
        Assert.False(WorkingDays.Covers(new DateOnly(WorkingDays.LastYear + 1, 1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => WorkingDays.AddWorkingDays(start, -1));
    }

    [Fact]
    public void Evening_in_utc_is_the_next_day_in_beijing()
    {
        var evening = new DateTimeOffset(2024, 12, 31, 16, 0, 0, TimeSpan.Zero);
        Assert.Equal(new DateOnly(2025, 1, 1), BeijingTime.DayOf(evening));
        Assert.Equal(evening, BeijingTime.EndOf(new DateOnly(2024, 12, 31)).AddTicks(1));
        Assert.True(BeijingTime.EndOf(DateOnly.MinValue) < BeijingTime.EndOf(DateOnly.MaxValue));
        Assert.Equal(new DateOnly(2024, 12, 31), BeijingTime.DayOf(evening.AddSeconds(-1)));
    }

    [Fact]
    public void Period_is_closed_at_the_start_and_open_at_the_end()
    {
        var year = Validity.OfYear(2024);
        Assert.True(year.Contains(new DateOnly(2024, 1, 1)));
        Assert.False(year.Contains(new DateOnly(2025, 1, 1)));
        Assert.False(year.Overlaps(Validity.OfYear(2025)));
        Assert.True(year.Overlaps(new Validity(null, new DateOnly(2024, 1, 2))));
        Assert.True(new Validity(null, null).Contains(new DateOnly(1900, 1, 1)));
    }
}
