using Matching.Domain.Codes;
using Matching.Domain.Libraries;

namespace Matching.Domain.Firms;

/// <summary>Makes the profile of a firm on a day from its mentions. Rows published later play no part.</summary>
public static class ProfileFolding
{
    /// <summary>Label of the business scope in <see cref="FirmFact.More"/>.</summary>
    public const string BusinessScopeLabel = "经营范围";

    public static FirmProfile Fold(FirmIdentity firm, IReadOnlyList<FirmMention> mentions, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(firm);
        ArgumentNullException.ThrowIfNull(mentions);
        var known = mentions
            .Where(mention => mention.Fact.PublishedOn <= asOf)
            .OrderByDescending(mention => mention.Fact.PublishedOn)
            .ThenByDescending(mention => mention.Fact.Id)
            .ToList();
        var register = known.Find(mention => mention.Fact.Library == Library.Registry && mention.Fact.CountsOn(asOf));
        var names = NameHistory.Of(known.ConvertAll(mention => mention.Sighting));
        var facts = known.ConvertAll(mention => mention.Fact);
        return new FirmProfile
        {
            Id = firm.Id,
            AsOf = asOf,
            Kind = firm.Kind,
            Name = names.Count > 0 ? names[0].Name : firm.Name,
            IsProvisional = firm.IsProvisional,
            Uscc = firm.Uscc,
            Region = RegionOf(firm, register, known),
            RegisteredOn = register?.Fact.EventOn,
            CapitalCny = register?.Fact.AmountCny,
            BusinessScope = register?.Fact.More.GetValueOrDefault(BusinessScopeLabel),
            Field = FieldOf(facts, asOf),
            Names = names,
            Facts = facts,
            Libraries = LibrariesOf(facts, fact => fact.CountsOn(asOf)),
            LibrariesInForce = LibrariesOf(facts, fact => fact.IsInForceOn(asOf)),
        };
    }

    /// <summary>Register, else the newest list that states one, else a name that tells, else the office that issued the code.</summary>
    private static RegionCode? RegionOf(FirmIdentity firm, FirmMention? register, List<FirmMention> known) =>
        register?.Region
        ?? register?.Fact.ListRegion
        ?? known.Find(mention => mention.Fact.ListRegion is not null)?.Fact.ListRegion
        ?? known.Find(mention => mention.Region is not null)?.Region
        ?? (firm.Uscc is { } code && !code.RegistrationRegion.IsNation ? code.RegistrationRegion : null);

    /// <summary>Field of the newest certificate, in force or lapsed; another list's field only where no certificate states one.</summary>
    private static TechnologyField? FieldOf(List<FirmFact> facts, DateOnly asOf)
    {
        var stated = facts.FindAll(fact => fact.Field is not null && fact.CountsOn(asOf));
        return (stated.Find(fact => fact.Library == Library.HighTechFirms) ?? stated.FirstOrDefault())?.Field;
    }

    private static IReadOnlyList<Library> LibrariesOf(List<FirmFact> facts, Func<FirmFact, bool> counts) =>
        [.. facts.Where(counts).Select(fact => fact.Library).Distinct().Where(library => !library.Info().IsReference).Order()];
}
