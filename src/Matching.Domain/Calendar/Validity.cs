namespace Matching.Domain.Calendar;

/// <summary>A period of days, closed at the start and open at the end; null = not bounded on that side.</summary>
public readonly record struct Validity(DateOnly? From, DateOnly? Until)
{
    public bool Contains(DateOnly day) => (From is null || From <= day) && (Until is null || day < Until);

    public bool Overlaps(Validity other) =>
        (From is null || other.Until is null || From < other.Until)
        && (other.From is null || Until is null || other.From < Until);

    /// <summary>The calendar year, as a tech SME's number is good for.</summary>
    public static Validity OfYear(int year) => new(new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1));
}
