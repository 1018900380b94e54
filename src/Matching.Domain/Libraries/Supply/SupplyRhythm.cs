namespace Matching.Domain.Libraries.Supply;

/// <summary>How a series of lists stands to its own rhythm.</summary>
public enum SupplyState
{
    /// <summary>Late by more than <see cref="SupplyRhythm.Grace"/> days.</summary>
    Overdue = 1,

    /// <summary>Expected within <see cref="SupplyRhythm.Ahead"/> days, or a little late.</summary>
    Due = 2,
    OnTime = 3,

    /// <summary>Came once only: no rhythm is known.</summary>
    Once = 4,

    /// <summary>Late by more than a whole period: it has probably ended.</summary>
    Ended = 5,
}

/// <summary>When the next list of a series is due, from the days the earlier ones were public.</summary>
/// <param name="Expected">Null while no rhythm is known.</param>
/// <param name="DaysLate">Days since it was expected; 0 before.</param>
public sealed record SupplyRhythm(SupplyState State, DateOnly? Expected, int DaysLate)
{
    /// <summary>Days a list may be late before it is called so.</summary>
    public const int Grace = 14;

    /// <summary>Days before which a list is said to be due soon.</summary>
    public const int Ahead = 30;

    /// <summary>Gaps from here on are years, counted by the calendar.</summary>
    private const int YearlyFrom = 330;

    private const int YearlyTo = 400;

    /// <param name="publishedOn">Days of the lists so far, in any order; at least one.</param>
    public static SupplyRhythm Of(IEnumerable<DateOnly> publishedOn, DateOnly today)
    {
        var days = publishedOn.Distinct().Order().ToList();
        ArgumentOutOfRangeException.ThrowIfZero(days.Count, nameof(publishedOn));
        if (days.Count == 1)
        {
            return new SupplyRhythm(SupplyState.Once, null, 0);
        }

        var gaps = days.Zip(days.Skip(1), (before, after) => after.DayNumber - before.DayNumber).Order().ToList();
        var usual = gaps[(gaps.Count - 1) / 2];
        var expected = usual is >= YearlyFrom and <= YearlyTo ? days[^1].AddYears(1) : days[^1].AddDays(usual);
        var late = Math.Max(0, today.DayNumber - expected.DayNumber);
        return new SupplyRhythm(
            late > Math.Max(usual, Grace) ? SupplyState.Ended
                : late > Grace ? SupplyState.Overdue
                : today.DayNumber >= expected.DayNumber - Ahead ? SupplyState.Due
                : SupplyState.OnTime,
            expected,
            late);
    }
}
