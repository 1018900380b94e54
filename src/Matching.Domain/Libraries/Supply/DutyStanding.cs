namespace Matching.Domain.Libraries.Supply;

/// <summary>How an office stands to a list it owes.</summary>
public enum DutyState
{
    /// <summary>Its due day has passed.</summary>
    Overdue = 1,

    /// <summary>Due within <see cref="DutyStanding.AheadOf"/> days, or today.</summary>
    DueSoon = 2,
    NotYetDue = 3,

    /// <summary>No due day.</summary>
    AsNeeded = 4,
}

/// <summary>Which list of a duty is expected next, and what was not supplied.</summary>
/// <param name="Due">First day due after the last list that came; null for one that comes as needed.</param>
/// <param name="DaysLate">Days since then; 0 before and on the day.</param>
/// <param name="Missed">Other due days that have passed and no list came for.</param>
/// <remarks>A list belongs to the due day its day of publication is nearest to, the later one in the middle; so batches and corrections of one period are one,
/// and a list that came late does not count for the next.</remarks>
public sealed record DutyStanding(DutyState State, DateOnly? Due, int DaysLate, int Missed)
{
    /// <summary>Days of a month as a round number; half a period need not be exact.</summary>
    private const int DaysOfMonth = 30;

    /// <param name="publishedOn">Days of the lists that came, in any order; those before the first due period count for nothing.</param>
    public static DutyStanding Of(SupplyDuty duty, IEnumerable<DateOnly> publishedOn, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(duty);
        ArgumentNullException.ThrowIfNull(publishedOn);
        if (duty.Cycle == SupplyCycle.AsNeeded || duty.FirstDue is not { } first)
        {
            return new DutyStanding(DutyState.AsNeeded, null, 0, 0);
        }

        var period = (int)duty.Cycle;
        var supplied = publishedOn.Select(day => PeriodOf(day, first, period)).Where(number => number >= 0).ToHashSet();
        var next = supplied.Count == 0 ? 0 : supplied.Max() + 1;
        var due = first.AddMonths(next * period);
        var late = Math.Max(0, today.DayNumber - due.DayNumber);
        var missed = next - supplied.Count;
        for (var later = next + 1; late > 0 && first.AddMonths(later * period) < today; later++)
        {
            missed++;
        }

        return new DutyStanding(
            late > 0 ? DutyState.Overdue : due.DayNumber - today.DayNumber <= AheadOf(duty.Cycle) ? DutyState.DueSoon : DutyState.NotYetDue,
            due,
            late,
            missed);
    }

    /// <summary>Days before the due day from which a list is said to be due soon: a quarter of the period, at most 30.</summary>
    public static int AheadOf(SupplyCycle cycle) => Math.Min(30, (int)cycle * DaysOfMonth / 4);

    /// <summary>Number of the due day that <paramref name="day"/> is nearest to, from 0; negative before the first.</summary>
    private static int PeriodOf(DateOnly day, DateOnly first, int period)
    {
        var months = ((day.Year - first.Year) * 12) + day.Month - first.Month;
        var number = (int)Math.Floor((double)months / period) + 2;
        while (number >= 0 && first.AddMonths(number * period).AddDays(-period * DaysOfMonth / 2) > day)
        {
            number--;
        }

        return number;
    }
}
