using Matching.Domain.Firms;
using Matching.Domain.Linkage.Judgements;

namespace Matching.Domain.Tests.Linkage.Judgements;

public sealed class JournalStateTests
{
    private static readonly UnitMark Left = new(new(1, 1), 10, "甲");
    private static readonly UnitMark Right = new(new(2, 1), 20, "乙");

    [Fact]
    public void A_judgement_stands_until_it_is_taken_back()
    {
        JournalEntry[] lines = [Judged(1, "甲", needsSecond: false), Line(2, "甲", new JournalFact.Retracted(1))];

        Assert.Equal([1L], JournalState.Of(lines.Take(1)).Standing.Select(one => one.Number));
        Assert.Empty(JournalState.Of(lines).Standing);
        Assert.Null(JournalState.Of(lines).Find(1));
    }

    [Fact]
    public void A_judgement_against_a_code_binds_only_after_another_person_confirmed_it()
    {
        JournalEntry[] lines = [Judged(1, "甲", needsSecond: true), Line(2, "甲", new JournalFact.Confirmed(1)), Line(3, "乙", new JournalFact.Confirmed(1))];

        Assert.Equal((0, 1), Count(JournalState.Of(lines.Take(1))));
        Assert.Equal((0, 1), Count(JournalState.Of(lines.Take(2))));
        Assert.Equal((1, 0), Count(JournalState.Of(lines)));

        static (int, int) Count(JournalState state) => (state.Standing.Count, state.Waiting.Count);
    }

    [Fact]
    public void A_confirmation_after_the_judgement_was_taken_back_says_nothing()
    {
        var state = JournalState.Of([Judged(1, "甲", needsSecond: true), Line(2, "甲", new JournalFact.Retracted(1)), Line(3, "乙", new JournalFact.Confirmed(1))]);

        Assert.Empty(state.Standing);
        Assert.Empty(state.Waiting);
    }

    [Fact]
    public void Merged_firms_lead_to_their_heir_until_they_are_split_again()
    {
        JournalEntry[] lines =
        [
            Line(1, "linker", new JournalFact.FirmMerged(new FirmId(2), new FirmId(1))),
            Line(2, "linker", new JournalFact.FirmRetired(new FirmId(3))),
            Line(3, "linker", new JournalFact.FirmSplit(new FirmId(2), new FirmId(1))),
        ];

        Assert.Equal(new FirmId(1), JournalState.Of(lines.Take(1)).Redirects[new FirmId(2)]);
        var state = JournalState.Of(lines);
        Assert.Empty(state.Redirects);
        Assert.Equal([new FirmId(3)], state.Retired);
    }

    private static JournalEntry Judged(long number, string by, bool needsSecond) =>
        Line(number, by, new JournalFact.Judged(Left, Right, Judgement.Match, JudgedScope.Row, false, needsSecond));

    private static JournalEntry Line(long number, string by, JournalFact fact) => new(number, DateTimeOffset.UnixEpoch, by, "", fact);
}
