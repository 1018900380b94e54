using Matching.Domain.Firms;
using Matching.Domain.Linkage;
using Matching.Domain.Linkage.Judgements;

namespace Matching.Domain.Tests.Linkage.Judgements;

public sealed class JudgementCheckTests
{
    private static readonly JudgedSide A = Side(1, 1, code: 1);
    private static readonly JudgedSide B = Side(2, 2, code: 2);
    private static readonly JudgedSide C = Side(3, 3, code: null);
    private static readonly JudgedSide D = Side(4, 4, code: null);

    [Fact]
    public void A_row_is_not_judged_against_itself() =>
        Assert.IsType<JudgementVerdict.SameRow>(Check(A, A, Judgement.Match));

    [Fact]
    public void Two_codes_are_one_firm_only_by_a_stated_change_confirmed_by_a_second_person()
    {
        Assert.Equal(new JudgementVerdict.CodesDiffer(Row.Code(1), Row.Code(2)), Check(A, B, Judgement.Match, JudgedScope.Firm));
        Assert.IsType<JudgementVerdict.ReasonMissing>(Check(A, B, Judgement.Match, JudgedScope.Firm, codeChange: true));
        Assert.Equal(new JudgementVerdict.Allowed(NeedsSecond: true), Check(A, B, Judgement.Match, JudgedScope.Firm, codeChange: true, reason: "代码变更，见换照通知"));
    }

    [Fact]
    public void A_row_with_another_code_needs_a_second_person() =>
        Assert.Equal(new JudgementVerdict.Allowed(NeedsSecond: true), Check(C with { RowCode = Row.Code(1) }, B, Judgement.Match));

    [Fact]
    public void A_row_without_a_code_does_not() =>
        Assert.Equal(new JudgementVerdict.Allowed(NeedsSecond: false), Check(C, B, Judgement.Match));

    [Fact]
    public void Joining_what_was_kept_apart_is_refused_by_naming_the_earlier_judgement()
    {
        var apart = Placed(5, Judgement.NonMatch, C, B);

        Assert.Equal(5, Assert.IsType<JudgementVerdict.Contradicts>(Check(C, B, Judgement.Match, placed: apart)).Earlier.Number);

        // Another row of the same two firms.
        var other = Side(9, 3, code: null);
        Assert.Equal(5, Assert.IsType<JudgementVerdict.Contradicts>(Check(other, B, Judgement.Match, placed: apart)).Earlier.Number);
    }

    [Fact]
    public void Keeping_apart_what_was_joined_in_a_ring_is_refused()
    {
        var ring = new[] { Placed(1, Judgement.Match, A, C), Placed(2, Judgement.Match, C, D) };

        Assert.Equal(2, Assert.IsType<JudgementVerdict.Contradicts>(Check(A, D, Judgement.NonMatch, placed: ring)).Earlier.Number);
        Assert.IsType<JudgementVerdict.Allowed>(Check(A, B, Judgement.NonMatch, placed: ring));
    }

    [Fact]
    public void The_same_again_is_said_already() =>
        Assert.IsType<JudgementVerdict.SaidAlready>(Check(B, C, Judgement.NonMatch, placed: Placed(1, Judgement.NonMatch, C, B)));

    private static JudgementVerdict Check(
        JudgedSide left, JudgedSide right, Judgement judgement, JudgedScope scope = JudgedScope.Row, bool codeChange = false, string reason = "", params IReadOnlyCollection<PlacedJudgement> placed) =>
        JudgementCheck.Of(left, right, judgement, scope, codeChange, reason, placed);

    private static JudgedSide Side(long record, long firm, int? code) =>
        new(new UnitKey(record, 1), new FirmId(firm), code is { } number ? Row.Code(number) : null, code is { } same ? Row.Code(same) : null);

    private static PlacedJudgement Placed(long number, Judgement judgement, JudgedSide left, JudgedSide right) => new(
        new StandingJudgement(number, DateTimeOffset.UnixEpoch, "甲", "", new(left.Unit, 0, ""), new(right.Unit, 0, ""), judgement, JudgedScope.Row, false, false),
        left.Unit,
        left.Firm,
        right.Unit,
        right.Firm);
}
