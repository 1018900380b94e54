using FsCheck;
using FsCheck.Fluent;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Ml.Features;
using static Matching.Ml.Tests.Facts;

namespace Matching.Ml.Tests.Features;

public sealed class FeatureListTests
{
    public static TheoryData<string, string, decimal?, FirmFact[]> Cases => new()
    {
        { "award_province_2y", "a provincial award of last year counts", 1, [Award(1, new(2025, 7, 1))] },
        { "award_province_2y", "a city award is below the official level", 0, [Award(1, new(2025, 7, 1), AuthorityLevel.City)] },
        { "award_province_2y", "exactly two years ago is outside the window", 0, [Award(1, new(2024, 6, 30))] },
        { "award_province_2y", "a day less than two years ago is inside", 1, [Award(1, new(2024, 7, 1))] },
        { "award_province_2y", "one row that names the firm twice is one award", 1, [Award(1, new(2025, 7, 1)), Award(2, new(2025, 7, 1), rank: 3) with { Source = Award(1, new(2025, 7, 1)).Source }] },
        { "project_province_2y", "cooperating is not undertaking", 0, [Project(1, new(2025, 7, 1), role: UnitRole.CooperatingUnit)] },
        { "project_province_2y", "national stands above provincial", 1, [Project(1, new(2025, 7, 1), AuthorityLevel.National)] },
        { "venture_amount", "all rounds add up", 8_000_000, [Round(1, new(2023, 1, 5), 3_000_000), Round(2, new(2024, 1, 5), 5_000_000)] },
        { "venture_amount", "a register printed again next year tells of the same round", 3_000_000, [Round(1, new(2023, 1, 5), 3_000_000), Round(2, new(2023, 1, 5), 3_000_000)] },
        { "venture_funds", "two funds", 2, [Round(1, new(2023, 1, 5), 1), Round(2, new(2023, 1, 5), 1, "翎汇基金")] },
        { "award_best_5y", "national first prize", 33, [Award(1, new(2023, 1, 1), AuthorityLevel.National, "一等奖"), Award(2, new(2024, 1, 1))] },
        { "award_first3_share", "unknown without an award, not zero", null, [] },
        { "award_first3_share", "one of two ranked in the first three", 0.5m, [Award(1, new(2025, 1, 1)), Award(2, new(2025, 1, 1), rank: 5)] },
        { "high_tech_valid", "the last day of three years", 1, [Certificate(1, new(2023, 7, 1))] },
        { "high_tech_valid", "expired on the day", 0, [Certificate(1, new(2023, 6, 30))] },
        { "high_tech_years", "overlap is counted once", 2.5m, [Certificate(1, new(2024, 1, 1)), Certificate(2, new(2025, 1, 1))] },
        { "sme_valid", "last year's number has lapsed", 0, [SmeNumber(1, 2025)] },
        { "sme_years", "a run that ended last year still counts", 3, [SmeNumber(1, 2025), SmeNumber(2, 2024), SmeNumber(3, 2023)] },
        { "sme_years", "a gap breaks the run", 1, [SmeNumber(1, 2026), SmeNumber(2, 2024), SmeNumber(3, 2023)] },
        { "project_running", "runs for three years when no period is printed", 1, [Project(1, new(2023, 9, 1)), Project(2, new(2022, 9, 1))] },
        { "project_money_3y", "a list without money adds nothing", 500_000, [Project(1, new(2025, 1, 1)), Project(2, new(2025, 1, 1), cny: null)] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Feature_reads_what_it_says(string name, string because, decimal? expected, FirmFact[] facts) =>
        Assert.True(expected == Value(name, Profile(facts)), $"{because}: {Value(name, Profile(facts))}");

    [Fact]
    public void Later_open_and_withdrawn_facts_change_no_feature() =>
        Prop.ForAll(
            RandomFacts.Some,
            RandomFacts.One.ToArbitrary(),
            (facts, extra) =>
            {
                var before = Values(Profile(facts));
                return Values(Profile([.. facts, extra with { PublishedOn = AsOf.AddDays(1) }])).SequenceEqual(before)
                    && Values(Profile([.. facts, extra with { State = PublicityState.Proposed }])).SequenceEqual(before)
                    && Values(Profile([.. facts, extra with { WithdrawnOn = AsOf }])).SequenceEqual(before);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_withdrawal_that_lies_ahead_is_not_known_yet()
    {
        var certificate = Certificate(1, new(2025, 7, 1)) with { WithdrawnOn = AsOf.AddDays(1) };
        Assert.Equal(1, Value("high_tech_valid", Profile([certificate])));
        Assert.Equal(0, FeatureList.V1.Compute(Profile([certificate]), AsOf.AddDays(1)).Values[FeatureList.V1.PlaceOf("high_tech_valid")].Value);
    }

    [Fact]
    public void One_more_counting_fact_lowers_no_feature_that_points_up() =>
        Prop.ForAll(
            RandomFacts.Some,
            RandomFacts.Counting.ToArbitrary(),
            (facts, extra) =>
            {
                var before = Values(Profile(facts));
                var after = Values(Profile([.. facts, extra with { Id = 2_000_000, Source = extra.Source with { RecordId = 2_000_000 } }]));
                return FeatureList.V1.Features.Select((feature, i) => feature.Direction != FeatureDirection.Up || after[i] >= before[i]).All(holds => holds);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Evidence_of_a_value_are_facts_of_the_firm_that_count() =>
        Prop.ForAll(RandomFacts.Some, facts =>
        {
            var counting = facts.Where(fact => fact.CountsOn(AsOf)).Select(fact => fact.Id).ToHashSet();
            return FeatureList.V1.Compute(Profile(facts)).Values.All(value => value.FactIds.All(counting.Contains));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void List_is_known_by_the_hash_of_its_text()
    {
        Assert.Equal(FeatureList.V1.Features.Count, FeatureList.V1.CanonicalText().Split('\n').Length);
        Assert.Equal("d6781962812a", FeatureList.V1.Hash[..12]);
        Assert.Equal(-1, FeatureList.V1.PlaceOf("nothing"));
    }

    [Theory]
    [InlineData("2023-06-30", 3, "the day of the third birthday")]
    [InlineData("2023-07-01", 2, "a day before it")]
    [InlineData("2024-02-29", 2, "born on a leap day")]
    [InlineData("2026-07-01", null, "registered after the day")]
    public void Age_is_in_full_years(string registeredOn, int? age, string because) =>
        Assert.True(age == new FirmOnDay(Profile([], DateOnly.ParseExact(registeredOn, "yyyy-MM-dd", null)), AsOf).AgeYears, because);

    private static decimal? Value(string name, FirmProfile profile) => Values(profile)[FeatureList.V1.PlaceOf(name)];

    private static List<decimal?> Values(FirmProfile profile) => [.. FeatureList.V1.Compute(profile).Values.Select(value => value.Value)];
}
