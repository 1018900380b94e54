using Matching.Domain.Codes;
using Matching.Domain.Libraries;

namespace Matching.Domain.Firms;

/// <summary>A name a firm bears or bore. Period closed at the start, open at the end; null = not known or still borne.</summary>
public sealed record FirmNameEntry(string Name, DateOnly? From, DateOnly? Until, bool IsCurrent, FactSource? Source);

/// <summary>Everything known of one firm on one day: the fold of its facts. Made at read, never stored.</summary>
public sealed record FirmProfile
{
    public required FirmId Id { get; init; }

    public required DateOnly AsOf { get; init; }

    public required UnitKind Kind { get; init; }

    public required string Name { get; init; }

    public required bool IsProvisional { get; init; }

    public Uscc? Uscc { get; init; }

    /// <summary>Where the firm is, by the table of survivorship; where no row tells, the office that issued its code.</summary>
    public RegionCode? Region { get; init; }

    public DateOnly? RegisteredOn { get; init; }

    public decimal? CapitalCny { get; init; }

    public string? BusinessScope { get; init; }

    /// <summary>Field of the newest certificate in force or lapsed.</summary>
    public TechnologyField? Field { get; init; }

    public IReadOnlyList<FirmNameEntry> Names { get; init; } = [];

    /// <summary>All facts public on the day, newest first, proposed and withdrawn ones included and marked by their state.</summary>
    public IReadOnlyList<FirmFact> Facts { get; init; } = [];

    /// <summary>Libraries the firm has a counting fact in.</summary>
    public IReadOnlyList<Library> Libraries { get; init; } = [];

    /// <summary>Libraries with a fact in force on the day.</summary>
    public IReadOnlyList<Library> LibrariesInForce { get; init; } = [];
}
