using Matching.Domain.Codes;
using Matching.Domain.Firms.Fields;
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
        var known = Known(mentions, asOf);
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
            Region = Best(FirmField.Region) is { } placed ? FieldReading.RegionOf(placed) : RegionOfOffice(firm),
            RegisteredOn = Best(FirmField.RegisteredOn)?.Fact.EventOn,
            CapitalCny = Best(FirmField.Capital)?.Fact.AmountCny,
            BusinessScope = Best(FirmField.BusinessScope)?.Fact.More.GetValueOrDefault(BusinessScopeLabel),
            Field = Best(FirmField.TechnologyField)?.Fact.Field,
            Names = names,
            Facts = facts,
            Libraries = LibrariesOf(facts, fact => fact.CountsOn(asOf)),
            LibrariesInForce = LibrariesOf(facts, fact => fact.IsInForceOn(asOf)),
        };

        FirmMention? Best(FirmField field) => FieldSurvivorship.Current.Best(field, firm.Uscc, known, asOf);
    }

    /// <summary>The mentions public on the day, newest publication first.</summary>
    internal static List<FirmMention> Known(IEnumerable<FirmMention> mentions, DateOnly asOf) =>
    [
        .. mentions
            .Where(mention => mention.Fact.PublishedOn <= asOf)
            .OrderByDescending(mention => mention.Fact.PublishedOn)
            .ThenByDescending(mention => mention.Fact.Id),
    ];

    /// <summary>Where no row tells the region, the office that issued the code does.</summary>
    private static RegionCode? RegionOfOffice(FirmIdentity firm) =>
        firm.Uscc is { } code && !code.RegistrationRegion.IsNation ? code.RegistrationRegion : null;

    private static IReadOnlyList<Library> LibrariesOf(List<FirmFact> facts, Func<FirmFact, bool> counts) =>
        [.. facts.Where(counts).Select(fact => fact.Library).Distinct().Where(library => !library.Info().IsReference).Order()];
}
