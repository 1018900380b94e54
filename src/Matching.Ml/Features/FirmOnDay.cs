using Matching.Domain.Firms;
using Matching.Domain.Libraries;

namespace Matching.Ml.Features;

/// <summary>A firm's facts that count on a day: public by then, final, not taken back. What is later or open never gets in here.</summary>
public sealed class FirmOnDay
{
    private static readonly List<FirmFact> None = [];

    private readonly List<FirmFact>?[] byLibrary = new List<FirmFact>?[6];

    public FirmOnDay(FirmProfile profile, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(profile);
        Profile = profile;
        AsOf = asOf;
        foreach (var fact in profile.Facts)
        {
            var library = (int)fact.Library;
            if (library < byLibrary.Length && fact.CountsOn(asOf))
            {
                Add(byLibrary[library] ??= [], fact);
            }
        }
    }

    public FirmProfile Profile { get; }

    public DateOnly AsOf { get; }

    public IReadOnlyList<FirmFact> Awards => Of(Library.Awards);

    public IReadOnlyList<FirmFact> SmeNumbers => Of(Library.TechSmes);

    public IReadOnlyList<FirmFact> Certificates => Of(Library.HighTechFirms);

    public IReadOnlyList<FirmFact> Projects => Of(Library.Projects);

    public IReadOnlyList<FirmFact> Rounds => Of(Library.Ventures);

    /// <summary>Full years since registration; null when the day of registration is not known or lies ahead.</summary>
    public int? AgeYears => Profile.RegisteredOn is { } on && on <= AsOf
        ? AsOf.Year - on.Year - (AsOf < on.AddYears(AsOf.Year - on.Year) ? 1 : 0)
        : null;

    /// <summary>True when the fact happened in the last <paramref name="years"/> years.</summary>
    public bool IsWithin(FirmFact fact, int years) => fact.HappenedOn > AsOf.AddYears(-years) && fact.HappenedOn <= AsOf;

    internal List<FirmFact> Of(Library library) => byLibrary[(int)library] ?? None;

    /// <summary>What is printed twice is one fact: a row that names the firm in two places, or a list that repeats an earlier one
    /// under another spelling of the name. The better rank stands.</summary>
    private static void Add(List<FirmFact> facts, FirmFact fact)
    {
        var same = facts.FindIndex(known => IsSame(known, fact));
        if (same < 0)
        {
            facts.Add(fact);
        }
        else if (fact.UnitRank < facts[same].UnitRank)
        {
            facts[same] = fact;
        }
    }

    private static bool IsSame(FirmFact left, FirmFact right) =>
        left.Source.RecordId == right.Source.RecordId
        || (left.Number is { Length: > 0 } && left.Number == right.Number)
        || (left.Library == Library.Ventures && left.EventOn is not null && left.EventOn == right.EventOn && left.Title == right.Title && left.Kind == right.Kind);
}
