using System.Globalization;
using Matching.Domain.Codes;
using Matching.Domain.Libraries;

namespace Matching.Domain.Firms.Fields;

/// <summary>What one row says of a field.</summary>
internal static class FieldReading
{
    /// <summary>The value as a text that is equal for equal values; null when the row does not say, or no longer counts for such a field.</summary>
    public static string? Text(FirmField field, FirmMention mention, DateOnly asOf) => field switch
    {
        FirmField.Name => mention.PrintedName.Length > 0 ? mention.PrintedName : null,
        FirmField.Uscc => mention.Uscc?.ToString(),
        FirmField.RegisteredOn => mention.Fact.CountsOn(asOf) ? mention.Fact.EventOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
        FirmField.Capital => mention.Fact.CountsOn(asOf) ? mention.Fact.AmountCny?.ToString("0.##", CultureInfo.InvariantCulture) : null,
        FirmField.BusinessScope => mention.Fact.CountsOn(asOf) ? mention.Fact.More.GetValueOrDefault(ProfileFolding.BusinessScopeLabel) : null,
        FirmField.Region => RegionOf(mention)?.ToString(),
        FirmField.TechnologyField => mention.Fact.CountsOn(asOf) ? mention.Fact.Field?.ToString() : null,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "not a field of a firm"),
    };

    /// <summary>True when <see cref="Text"/> would give a value; writes no text.</summary>
    public static bool States(FirmField field, FirmMention mention, DateOnly asOf) => field switch
    {
        FirmField.Name => mention.PrintedName.Length > 0,
        FirmField.Uscc => mention.Uscc is not null,
        FirmField.RegisteredOn => mention.Fact.EventOn is not null && mention.Fact.CountsOn(asOf),
        FirmField.Capital => mention.Fact.AmountCny is not null && mention.Fact.CountsOn(asOf),
        FirmField.BusinessScope => mention.Fact.More.ContainsKey(ProfileFolding.BusinessScopeLabel) && mention.Fact.CountsOn(asOf),
        FirmField.Region => RegionOf(mention) is not null,
        FirmField.TechnologyField => mention.Fact.Field is not null && mention.Fact.CountsOn(asOf),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "not a field of a firm"),
    };

    /// <summary>The register's own region before the one of its list, a list's region before the one in the name.</summary>
    public static RegionCode? RegionOf(FirmMention mention) =>
        mention.Fact.Library == Library.Registry ? mention.Region ?? mention.Fact.ListRegion : mention.Fact.ListRegion ?? mention.Region;

    /// <summary>0 when the row states the value itself, 1 when it was only read off the name.</summary>
    public static int Tier(FirmField field, FirmMention mention) =>
        field == FirmField.Region && mention.Fact.Library != Library.Registry && mention.Fact.ListRegion is null ? 1 : 0;
}
