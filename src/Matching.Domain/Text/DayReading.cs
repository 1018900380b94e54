namespace Matching.Domain.Text;

/// <summary>How much of a date the source states.</summary>
public enum DayPrecision
{
    Day = 1,
    Month = 2,
    Year = 3,
}

/// <summary>A date as a list states it.</summary>
/// <param name="First">The day, or the first day of the month or year stated.</param>
public readonly record struct DayReading(DateOnly First, DayPrecision Precision)
{
    /// <summary>The day, or the last day of the month or year stated.</summary>
    public DateOnly Last => Precision switch
    {
        DayPrecision.Month => First.AddMonths(1).AddDays(-1),
        DayPrecision.Year => First.AddYears(1).AddDays(-1),
        _ => First,
    };
}
