using System.Globalization;
using Matching.Domain.Codes;
using Matching.Domain.Pushes.Preferences;

namespace Matching.Domain.Tests.Pushes.Preferences;

public sealed class PreferenceTests
{
    private static readonly PreferenceTrait Materials = new(TraitKind.Field, "4");
    private static readonly PreferenceTrait Hubei = new(TraitKind.Province, "420000");
    private static readonly PreferenceTrait Young = new(TraitKind.Age, "0-3");

    [Theory]
    [InlineData("2024-02-29", "2027-02-27", "0-3")]
    [InlineData("2024-02-29", "2027-02-28", "3-8")]
    [InlineData("2020-05-01", "2028-04-30", "3-8")]
    [InlineData("2020-05-01", "2028-05-01", "8+")]
    [InlineData("2028-05-01", "2028-05-01", "0-3")]
    [InlineData("2028-05-02", "2028-05-01", null)]
    [InlineData(null, "2028-05-01", null)]
    public void Age_goes_by_full_years(string? registered, string today, string? band) => Assert.Equal(
        band is null ? [] : [new PreferenceTrait(TraitKind.Age, band)],
        PreferenceTrait.Of(null, null, registered is null ? null : Day(registered), Day(today)));

    [Fact]
    public void Traits_are_field_province_and_age_and_the_unknown_gives_none()
    {
        Assert.Equal([Materials, Hubei, Young], PreferenceTrait.Of(TechnologyField.NewMaterials, new RegionCode(420106), Day("2026-01-01"), Day("2026-11-27")));
        Assert.Equal([Hubei], PreferenceTrait.Of(null, new RegionCode(420000), null, Day("2026-11-27")));
        Assert.Empty(PreferenceTrait.Of(null, RegionCode.Nation, null, Day("2026-11-27")));
        Assert.All([Materials, Hubei, Young], trait => Assert.True(PreferenceTrait.IsKnown(trait)));
        Assert.All(
            [new(TraitKind.Field, "9"), new(TraitKind.Field, "-1"), new(TraitKind.Province, "420100"), new(TraitKind.Age, "0-4"), new((TraitKind)9, "1")],
            (PreferenceTrait trait) => Assert.False(PreferenceTrait.IsKnown(trait)));
    }

    [Fact]
    public void Factor_is_the_product_over_the_traits()
    {
        var preference = new LendingPreference(new Dictionary<PreferenceTrait, PreferenceLevel> { [Materials] = PreferenceLevel.Most, [Young] = PreferenceLevel.Less });
        Assert.Equal(1.25m * 0.9m, preference.FactorOf([Materials, Hubei, Young]));
        Assert.Equal(1m, preference.FactorOf([]));
        Assert.False(preference.IsNeutral);
        Assert.True(LendingPreference.None.IsNeutral);
        Assert.Equal(1m, LendingPreference.None.FactorOf([Materials, Hubei, Young]));
        var factors = Enum.GetValues<PreferenceLevel>().Select(LendingPreference.FactorOf).ToList();
        Assert.Equal(factors.Order(), factors);
    }

    [Theory]
    [InlineData(99, 50, false)]
    [InlineData(100, 19, false)]
    [InlineData(100, 81, false)]
    [InlineData(100, 20, true)]
    [InlineData(100, 80, true)]
    [InlineData(0, 0, false)]
    public void Too_few_outcomes_teach_nothing(int decided, int approved, bool enough)
    {
        var experience = BankExperience.Of(Pushes([Materials], decided, approved));
        Assert.Equal((decided, approved, enough), (experience.Decided, experience.Approved, experience.IsEnough));
        Assert.Equal(enough ? 1 : 0, experience.Traits.Count);
    }

    [Fact]
    public void Lift_compares_with_the_banks_own_average_and_few_pushes_stay_near_it()
    {
        var other = new PreferenceTrait(TraitKind.Field, "1");
        var rare = new PreferenceTrait(TraitKind.Field, "3");
        var experience = BankExperience.Of([.. Pushes([Materials, Hubei], 200, 120), .. Pushes([other, Hubei], 200, 40), .. Pushes([rare, Hubei], 4, 4)]);
        var byTrait = experience.Traits.ToDictionary(one => one.Trait);
        Assert.Equal((PreferenceLevel.Most, PreferenceLevel.Least, PreferenceLevel.Neutral), (byTrait[Materials].Proposed, byTrait[other].Proposed, byTrait[rare].Proposed));
        Assert.Equal(1.0, byTrait[Hubei].Lift, 12);
        Assert.Equal(PreferenceLevel.Neutral, byTrait[Hubei].Proposed);
        var share = 164.0 / 404;
        Assert.Equal((120 + (20 * share)) / 220 / share, byTrait[Materials].Lift, 12);
        Assert.InRange(byTrait[rare].Lift, 1, 1.3);
    }

    [Fact]
    public void Order_of_the_pushes_does_not_matter()
    {
        var pushes = Pushes([Materials], 60, 35).Concat(Pushes([Hubei], 60, 20)).Concat(Pushes([Young, Hubei], 30, 10)).ToList();
        var turned = BankExperience.Of(pushes.AsEnumerable().Reverse());
        Assert.Equal(BankExperience.Of(pushes).Traits, turned.Traits);
    }

    private static List<(IReadOnlyList<PreferenceTrait> Traits, bool Approved)> Pushes(IReadOnlyList<PreferenceTrait> traits, int decided, int approved) =>
        [.. Enumerable.Range(0, decided).Select(number => (traits, number < approved))];

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
