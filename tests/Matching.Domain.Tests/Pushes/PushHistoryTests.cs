using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Domain.Pushes;

namespace Matching.Domain.Tests.Pushes;

public sealed class PushHistoryTests
{
    private static readonly DateOnly Pushed = new(2024, 3, 1);
    private static readonly DateOnly Handed = new(2025, 1, 10);

    [Theory]
    [InlineData("已授信", OutcomeKind.Approved)]
    [InlineData("未授信", OutcomeKind.Refused)]
    [InlineData("审批未通过", OutcomeKind.Refused)]
    [InlineData("已放款300万元", OutcomeKind.Drawn)]
    [InlineData("暂无融资需求", OutcomeKind.NoNeed)]
    [InlineData("有融资需求", OutcomeKind.Need)]
    [InlineData("贷款逾期", OutcomeKind.Overdue)]
    [InlineData("已结清", OutcomeKind.Repaid)]
    [InlineData("已走访", OutcomeKind.Contacted)]
    public void Printed_results_are_read(string printed, OutcomeKind kind)
    {
        Assert.True(OutcomeWords.TryRead(printed, out var read));
        Assert.Equal(kind, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("其他")]
    public void What_is_no_result_is_not_guessed(string? printed) => Assert.False(OutcomeWords.TryRead(printed, out _));

    [Fact]
    public void An_outcome_states_amount_rate_term_and_reason()
    {
        var outcome = PushOutcome.From(Fact(1, "已放款", 40, amount: 3_000_000) with
        {
            More = new Dictionary<string, string> { ["推送日期"] = "2024-03-01", ["年利率（%）"] = "3.45", ["期限（月）"] = "12", ["拒绝原因"] = "现金流不足" },
        });

        Assert.Equal(
            new PushOutcome(new FirmId(7), "示范银行甲", Pushed, OutcomeKind.Drawn, Pushed.AddDays(40), Handed, 3_000_000, 3.45m, 12, "现金流不足"), outcome);
    }

    [Fact]
    public void Facts_of_other_libraries_and_withdrawn_rows_are_no_outcomes()
    {
        Assert.Null(PushOutcome.From(Fact(1, "已放款", 40) with { Library = Library.Awards }));
        Assert.Null(PushOutcome.From(Fact(1, "已放款", 40) with { WithdrawnOn = Handed }));
    }

    [Fact]
    public void Banks_and_push_days_part_the_histories()
    {
        var histories = PushHistory.Of(
            [Fact(1, "已联系", 5), Fact(2, "有需求", 9), Fact(3, "拒绝", 20), Fact(4, "已授信", 25, bank: "示范银行乙"), Fact(5, "已联系", 5, pushed: Pushed.AddYears(-1))],
            Handed);

        Assert.Equal(
            [("示范银行乙", 1, true), ("示范银行甲", 1, false), ("示范银行甲", 3, false)],
            histories.Select(push => (push.Bank, push.Outcomes.Count, push.WasApproved)));
        Assert.True(histories[2].WasRefused && histories[2].HadNeed);
    }

    [Fact]
    public void A_report_without_a_push_day_joins_the_last_push_before_it()
    {
        var late = Fact(2, "拒绝", 20) with { More = new Dictionary<string, string>() };
        var push = Assert.Single(PushHistory.Of([Fact(1, "已联系", 5), late], Handed));
        Assert.Equal((Pushed, 2), (push.PushedOn, push.Outcomes.Count));
    }

    [Fact]
    public void What_was_handed_in_later_is_not_known_yet() => Assert.Empty(PushHistory.Of([Fact(1, "已联系", 5)], Handed.AddDays(-1)));

    [Fact]
    public void Approved_after_a_refusal_is_approved()
    {
        var push = Assert.Single(PushHistory.Of([Fact(1, "拒绝", 5), Fact(2, "已授信", 50)], Handed));
        Assert.True(push.WasApproved && !push.WasRefused);
    }

    private static FirmFact Fact(long id, string kind, int afterDays, string bank = "示范银行甲", DateOnly? pushed = null, decimal? amount = null) => new()
    {
        Id = id,
        FirmId = new FirmId(7),
        Library = Library.Outcomes,
        State = PublicityState.Announced,
        Role = UnitRole.Subject,
        UnitRank = 1,
        PublishedOn = Handed,
        EventOn = (pushed ?? Pushed).AddDays(afterDays),
        Title = bank,
        Kind = kind,
        AmountCny = amount,
        More = new Dictionary<string, string> { ["推送日期"] = (pushed ?? Pushed).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) },
        Source = new FactSource(id, Guid.Empty, "反馈.csv", "", (int)id),
    };
}
