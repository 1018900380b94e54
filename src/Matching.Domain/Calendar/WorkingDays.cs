using System.Collections.Frozen;
using System.Globalization;
using Matching.Domain.Text;

namespace Matching.Domain.Calendar;

/// <summary>A day counted in working days.</summary>
/// <param name="IsCertain">False when the count ran into a year whose holidays are not in the table; then only weekends were left out
/// and a notice must say so.</param>
public readonly record struct WorkingDayDeadline(DateOnly Day, bool IsCertain);

/// <summary>Working days of the mainland: the week, changed by the State Council's yearly notice.</summary>
public static class WorkingDays
{
    private static readonly Lazy<FrozenDictionary<DateOnly, bool>> Changes = new(() =>
        DataFile.Lines("working-days.csv")
            .Select(line => line.Split(','))
            .ToFrozenDictionary(
                cells => DateOnly.ParseExact(cells[0], "yyyy-MM-dd", CultureInfo.InvariantCulture),
                cells => cells[1] == "workday"));

    private static readonly Lazy<(int First, int Last)> Years =
        new(() => (Changes.Value.Keys.Min(d => d.Year), Changes.Value.Keys.Max(d => d.Year)));

    public static int FirstYear => Years.Value.First;

    public static int LastYear => Years.Value.Last;

    /// <summary>True when the notice for the day's year is in the table.</summary>
    public static bool Covers(DateOnly day) => day.Year >= FirstYear && day.Year <= LastYear;

    /// <summary>By the table; beyond its years Monday to Friday.</summary>
    public static bool IsWorkingDay(DateOnly day) =>
        Changes.Value.TryGetValue(day, out var works)
            ? works
            : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The <paramref name="days"/>-th working day after <paramref name="start"/>; the start itself is not counted.</summary>
    public static WorkingDayDeadline AddWorkingDays(DateOnly start, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var day = start;
        for (var left = days; left > 0;)
        {
            day = day.AddDays(1);
            left -= IsWorkingDay(day) ? 1 : 0;
        }

        return new WorkingDayDeadline(day, Covers(start) && Covers(day));
    }
}
