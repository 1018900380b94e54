using System.Globalization;
using Matching.Domain.Codes;

namespace Matching.Domain.Pushes.Preferences;

/// <summary>What of a firm a bank can have a preference about. Numbers are stored; never renumber.</summary>
public enum TraitKind
{
    /// <summary>Code: number of the <see cref="TechnologyField"/>.</summary>
    Field = 1,

    /// <summary>Code: GB/T 2260 value of the province.</summary>
    Province = 2,

    /// <summary>Code: one of <see cref="PreferenceTrait.AgeBands"/>.</summary>
    Age = 3,
}

/// <summary>One trait a firm has or not, e.g. field 4.</summary>
public readonly record struct PreferenceTrait(TraitKind Kind, string Code)
{
    /// <summary>Full years since registration: below 3, below 8, 8 and more.</summary>
    public static IReadOnlyList<string> AgeBands { get; } = ["0-3", "3-8", "8+"];

    /// <summary>Traits of a firm, one a kind at most; what is not known gives none.</summary>
    public static IReadOnlyList<PreferenceTrait> Of(TechnologyField? field, RegionCode? region, DateOnly? registeredOn, DateOnly today)
    {
        var traits = new List<PreferenceTrait>(3);
        if (field is { } known)
        {
            traits.Add(new(TraitKind.Field, ((int)known).ToString(CultureInfo.InvariantCulture)));
        }

        if (region is { IsNation: false } place)
        {
            traits.Add(new(TraitKind.Province, place.ProvinceOf.ToString()));
        }

        if (registeredOn is { } day && day <= today)
        {
            traits.Add(new(TraitKind.Age, AgeBands[day.AddYears(3) > today ? 0 : day.AddYears(8) > today ? 1 : 2]));
        }

        return traits;
    }

    /// <summary>True for a trait a firm can have; keeps made-up codes out.</summary>
    public static bool IsKnown(PreferenceTrait trait) => trait.Kind switch
    {
        TraitKind.Field => int.TryParse(trait.Code, NumberStyles.None, CultureInfo.InvariantCulture, out var field) && Enum.IsDefined((TechnologyField)field),
        TraitKind.Province => RegionCode.TryParse(trait.Code, out var region) && region.IsProvince,
        TraitKind.Age => AgeBands.Contains(trait.Code),
        _ => false,
    };
}
