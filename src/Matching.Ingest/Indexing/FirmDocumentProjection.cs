using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Domain.Scoring;
using Matching.Domain.Text;
using Matching.Search;

namespace Matching.Ingest.Indexing;

/// <summary>Makes the index document of a firm from its profile and its score in force. Pure: same input, same document.</summary>
public static class FirmDocumentProjection
{
    /// <summary>Titles beyond this many are left out, newest kept; nobody looks a firm up by its two-hundredth project.</summary>
    private const int MaxTitles = 200;

    public static FirmDocument From(FirmProfile profile, (decimal Points, TechnologyGrade Grade)? score, long version)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var counting = profile.Facts.Where(fact => fact.CountsOn(profile.AsOf)).ToList();
        var awards = counting.Where(fact => fact.Library == Library.Awards).ToList();
        var projects = counting.Where(fact => fact.Library == Library.Projects).ToList();
        var formerNames = profile.Names.Where(name => !name.IsCurrent && name.Name != profile.Name).Select(name => name.Name).Distinct().ToList();
        var shortNames = FirmName.ShortNames(FirmName.Parse(profile.Name));
        return new FirmDocument
        {
            Id = profile.Id,
            Version = version,
            Name = profile.Name,
            FormerNames = formerNames,
            ShortNames = shortNames,
            PinyinInitials = [.. shortNames.Prepend(profile.Name).Concat(formerNames).Select(Pinyin.Initials).Where(initials => initials.Length > 1).Distinct()],
            Uscc = profile.Uscc?.ToString() ?? "",

            // What a bank reported is not searched by others.
            Numbers = [.. profile.Facts.Where(fact => fact.Library != Library.Outcomes).Select(fact => fact.Number).OfType<string>().Where(number => number != profile.Uscc?.ToString()).Distinct()],
            Titles = [.. awards.Concat(projects).OrderByDescending(fact => fact.PublishedOn).Select(fact => fact.Title).OfType<string>().Distinct().Take(MaxTitles)],
            BusinessScope = profile.BusinessScope ?? "",
            Region = profile.Region,
            Field = profile.Field,
            Libraries = profile.Libraries,
            LibrariesInForce = profile.LibrariesInForce,
            BestAwardLevel = awards.Count == 0 ? AuthorityLevel.Unknown : awards.Max(fact => fact.Level),
            BestProjectLevel = projects.Count == 0 ? AuthorityLevel.Unknown : projects.Max(fact => fact.Level),
            AwardCount = awards.Count,
            ProjectCount = projects.Count,
            VentureAmountCny = counting.Where(fact => fact.Library == Library.Ventures).Sum(fact => fact.AmountCny ?? 0),
            RegisteredOn = profile.RegisteredOn,
            LatestFactOn = counting.Where(fact => !fact.Library.Info().IsReference).Select(fact => (DateOnly?)fact.HappenedOn).Max(),
            Points = score?.Points,
            Grade = score?.Grade.Step,
            IsProvisional = profile.IsProvisional,
        };
    }
}
