using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Domain.Scoring;

namespace Matching.Ml.Features;

/// <summary>How the features of the list are read from facts. Adding a counting fact lowers none of those that point up.</summary>
internal static class FeatureReadings
{
    private static readonly Library[] Five = [Library.Awards, Library.TechSmes, Library.HighTechFirms, Library.Projects, Library.Ventures];

    public static ObservedValue AwardsSince(FirmOnDay firm, int years, AuthorityLevel atLeast, int rankUpTo = int.MaxValue) =>
        Count(firm.Awards.Where(fact => fact.Level >= atLeast && fact.UnitRank <= rankUpTo && firm.IsWithin(fact, years)));

    /// <summary>Level tens, grade ones: 33 a national first prize, 21 a provincial third.</summary>
    public static ObservedValue BestAward(FirmOnDay firm, int years)
    {
        var best = firm.Awards.Where(fact => firm.IsWithin(fact, years)).MaxBy(Worth);
        return best is null ? ObservedValue.Zero : new ObservedValue(Worth(best), [best.Id]);
    }

    public static ObservedValue FirstThreeShare(FirmOnDay firm, int years)
    {
        var awards = firm.Awards.Where(fact => firm.IsWithin(fact, years)).ToList();
        return awards.Count == 0
            ? ObservedValue.Unknown
            : new ObservedValue(decimal.Round(awards.Count(fact => fact.UnitRank <= 3) / (decimal)awards.Count, 4), Ids(awards));
    }

    public static ObservedValue ProjectsSince(FirmOnDay firm, int years, AuthorityLevel atLeast) =>
        Count(firm.Projects.Where(fact => Leads(fact) && fact.Level >= atLeast && firm.IsWithin(fact, years)));

    /// <summary>By its period where the list states one, else for three years from the day it was granted.</summary>
    public static ObservedValue ProjectsRunning(FirmOnDay firm) =>
        Count(firm.Projects.Where(fact => Leads(fact) && (fact.ValidUntil is null ? firm.IsWithin(fact, 3) : fact.IsInForceOn(firm.AsOf))));

    public static ObservedValue ProjectMoney(FirmOnDay firm, int years) =>
        Sum(firm.Projects.Where(fact => Leads(fact) && firm.IsWithin(fact, years)));

    public static ObservedValue VentureMoney(FirmOnDay firm) => Sum(firm.Rounds);

    public static ObservedValue VentureRounds(FirmOnDay firm) => Count(firm.Rounds);

    public static ObservedValue VentureFunds(FirmOnDay firm) =>
        firm.Rounds.Count == 0 ? ObservedValue.Zero : new ObservedValue(firm.Rounds.Select(fact => fact.Title).Distinct().Count(), Ids(firm.Rounds));

    public static ObservedValue HoldsCertificate(FirmOnDay firm)
    {
        var held = firm.Certificates.FirstOrDefault(fact => fact.IsInForceOn(firm.AsOf));
        return held is null ? ObservedValue.Zero : new ObservedValue(1, [held.Id]);
    }

    /// <summary>Length of all periods of validity up to the day, overlaps counted once; in years with one decimal.</summary>
    public static ObservedValue CertificateYears(FirmOnDay firm)
    {
        if (firm.Certificates.Count == 0)
        {
            return ObservedValue.Zero;
        }

        var days = 0;
        var covered = DateOnly.MinValue;
        foreach (var fact in firm.Certificates.OrderBy(fact => fact.ValidFrom ?? fact.HappenedOn))
        {
            var from = fact.ValidFrom ?? fact.HappenedOn;
            var until = fact.ValidUntil ?? from.AddYears(3);
            from = from > covered ? from : covered;
            until = until < firm.AsOf ? until : firm.AsOf;
            if (until > from)
            {
                days += until.DayNumber - from.DayNumber;
                covered = until;
            }
        }

        return new ObservedValue(decimal.Round(days / 365.25m, 1), Ids(firm.Certificates));
    }

    public static ObservedValue CertificateRenewals(FirmOnDay firm) =>
        firm.Certificates.Count == 0 ? ObservedValue.Zero : new ObservedValue(firm.Certificates.Count - 1, Ids(firm.Certificates));

    public static ObservedValue HoldsSmeNumber(FirmOnDay firm)
    {
        var held = firm.SmeNumbers.FirstOrDefault(fact => fact.IsInForceOn(firm.AsOf));
        return held is null ? ObservedValue.Zero : new ObservedValue(1, [held.Id]);
    }

    /// <summary>Years without a gap that end this year or, as numbers are won in the course of a year, last year.</summary>
    public static ObservedValue SmeYears(FirmOnDay firm)
    {
        if (firm.SmeNumbers.Count == 0)
        {
            return ObservedValue.Zero;
        }

        var years = firm.SmeNumbers.Select(fact => fact.Year ?? fact.HappenedOn.Year).ToHashSet();
        var longest = Math.Max(RunEnding(firm.AsOf.Year), RunEnding(firm.AsOf.Year - 1));
        return new ObservedValue(longest, longest == 0 ? [] : Ids(firm.SmeNumbers));

        int RunEnding(int year)
        {
            var run = 0;
            while (years.Contains(year - run))
            {
                run++;
            }

            return run;
        }
    }

    public static ObservedValue LibrariesInForce(FirmOnDay firm) =>
        new(Five.Count(library => firm.Of(library).Exists(fact => fact.IsInForceOn(firm.AsOf))), []);

    public static ObservedValue Age(FirmOnDay firm) => firm.AgeYears is { } age ? new ObservedValue(age, []) : ObservedValue.Unknown;

    public static ObservedValue Capital(FirmOnDay firm) => new(firm.Profile.CapitalCny, []);

    private static bool Leads(FirmFact fact) => fact.Role is UnitRole.LeadUnit or UnitRole.Subject;

    private static int Worth(FirmFact fact) => ((int)fact.Level * 10) + (fact.Grade switch
    {
        null or "" => 1,
        var grade when grade.Contains('特', StringComparison.Ordinal) || grade.Contains("最高", StringComparison.Ordinal) => 4,
        var grade when grade.Contains('一', StringComparison.Ordinal) => 3,
        var grade when grade.Contains('二', StringComparison.Ordinal) => 2,
        _ => 1,
    });

    private static ObservedValue Count(IEnumerable<FirmFact> facts)
    {
        var ids = Ids(facts);
        return ids.Length == 0 ? ObservedValue.Zero : new ObservedValue(ids.Length, ids);
    }

    /// <summary>Money of the facts that state any; many lists print none.</summary>
    private static ObservedValue Sum(IEnumerable<FirmFact> facts)
    {
        var stated = facts.Where(fact => fact.AmountCny > 0).ToList();
        return stated.Count == 0 ? ObservedValue.Zero : new ObservedValue(stated.Sum(fact => fact.AmountCny!.Value), Ids(stated));
    }

    private static long[] Ids(IEnumerable<FirmFact> facts) => [.. facts.Select(fact => fact.Id)];
}
