using Matching.Domain.Calendar;

namespace Matching.Domain.Pools;

/// <summary>公示期: from the day of confirmation to its last day, both included.</summary>
public readonly record struct AnnouncementPeriod(DateOnly From, DateOnly Until)
{
    /// <summary>The period that starts on <paramref name="from"/> and runs for a number of working days counted from the next day, as notices do.</summary>
    public static AnnouncementPeriod Starting(DateOnly from, int workingDays) =>
        new(from, WorkingDays.AddWorkingDays(from, workingDays).Day);

    public bool IsOverOn(DateOnly day) => day > Until;
}
