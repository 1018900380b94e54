using Matching.Domain.Libraries;
using Matching.Domain.Linkage;
using Matching.Domain.Linkage.Explaining;

namespace Matching.Domain.Tests.Linkage;

public sealed class PairWeightsTests
{
    private const string Jia = "武汉甲禾科技有限公司";
    private const string Yi = "武汉乙木电子有限公司";

    [Fact]
    public void Agreement_speaks_for_and_difference_against_by_as_much_as_was_seen()
    {
        var weights = Learnt();

        // 90 of 100 pairs of one firm have one name, 1 of 100 pairs of two; half a pair is added to each of seven levels.
        Assert.Equal(Math.Log2((90.5 / 103.5) / (1.5 / 103.5)), weights.Bits(PairField.Name, PairLevel.Same), 10);
        Assert.True(weights.Bits(PairField.Name, PairLevel.Differs) < 0);
        Assert.Equal(0, weights.Bits(PairField.Name, PairLevel.Missing));
        Assert.Equal(0, weights.Bits(PairField.CertificateNumber, PairLevel.Same));
    }

    [Fact]
    public void Bars_and_prior_add_up_to_the_total_and_a_name_many_bear_says_less()
    {
        var (left, right) = (Row.Unit(1, Jia, code: Row.Code(1)), Row.Unit(2, Jia, Library.Awards));

        var rare = LinkExplanation.Of(left, right, true, Learnt(), null, (1, 1024));
        var common = LinkExplanation.Of(left, right, true, Learnt(), null, (64, 1024));

        Assert.Equal(rare.PriorBits + rare.Fields.Sum(field => field.Bits), rare.TotalBits, 2);
        Assert.Equal((10.0, 4.0), (Name(rare).Bits, Name(common).Bits));
        Assert.True(rare.Probability > common.Probability);

        static ExplainedField Name(LinkExplanation explanation) => explanation.Fields.Single(field => field.Field == PairField.Name);
    }

    [Fact]
    public void Two_codes_are_told_as_the_constraint_until_a_person_judged()
    {
        var (left, right) = (Row.Unit(1, Jia, code: Row.Code(1)), Row.Unit(2, Jia, code: Row.Code(2)));
        Assert.Equal(ConstraintKind.CodesDiffer, LinkExplanation.Of(left, right, false, Learnt(), null, (2, 10)).Constraint.Kind);

        var judged = Judgements.Said.Match(7, left, right);
        Assert.Equal((ConstraintKind.JudgedMatch, 7L), (Constraint().Kind, Constraint().Entry!.Value));

        ExplainedConstraint Constraint() => LinkExplanation.Of(left, right, true, Learnt(), judged, (2, 10)).Constraint;
    }

    [Theory]
    [InlineData(Jia, null, Jia, null, PairLevel.Same)]
    [InlineData(Yi, Jia, Jia, null, PairLevel.FormerName)]
    [InlineData(Jia, null, "武汉甲禾科枝有限公司", null, PairLevel.OneCharacter)]
    [InlineData(Jia, null, Yi, null, PairLevel.Differs)]
    public void Names_are_compared_in_levels(string left, string? leftFormer, string right, string? rightFormer, PairLevel level) =>
        Assert.Equal(level, PairComparison.Of(Row.Unit(1, left, former: leftFormer), Row.Unit(2, right, former: rightFormer)).Single(field => field.Field == PairField.Name).Level);

    [Theory]
    [InlineData(Row.Wuhan, Row.Wuhan, PairLevel.Same)]
    [InlineData(Row.Wuhan, Row.Hubei, PairLevel.SameProvince)]
    [InlineData(Row.Wuhan, Row.Yichang, PairLevel.Differs)]
    [InlineData(Row.Wuhan, null, PairLevel.Missing)]
    public void Regions_are_compared_as_far_as_both_are_known(int left, int? right, PairLevel level) =>
        Assert.Equal(level, PairComparison.Of(Row.Unit(1, Jia, region: left), Row.Unit(2, Jia, region: right)).Single(field => field.Field == PairField.Region).Level);

    private static PairWeights Learnt() => PairWeights.Learn(
        [.. Enumerable.Range(0, 100).Select(i => (Row.Unit(1, Jia, code: Row.Code(1)), LinkageRule.CreditCode, Row.Unit(2, i < 90 ? Jia : Yi, code: Row.Code(1)), LinkageRule.CreditCode))],
        [.. Enumerable.Range(0, 100).Select(i => (Row.Unit(1, Jia), Row.Unit(2, i < 1 ? Jia : Yi)))],
        0.01);
}
