using Matching.Domain.Libraries;
using static Matching.Domain.Libraries.PublicityState;

namespace Matching.Domain.Tests.Libraries;

public sealed class RecordPrecedenceTests
{
    private static readonly DateOnly May = new(2024, 5, 1);
    private static readonly DateOnly June = new(2024, 6, 1);

    [Fact]
    public void First_record_of_a_thing_is_accepted() =>
        Assert.Equal(new RecordVerdict.Accept(null, null), RecordPrecedence.Decide(Announced, May, 1, []));

    [Fact]
    public void Same_words_change_nothing() =>
        Assert.Equal(new RecordVerdict.Unchanged(7), RecordPrecedence.Decide(Announced, June, 1, [Known(7, Announced, May, 1)]));

    [Fact]
    public void Final_list_replaces_the_proposal() =>
        Assert.Equal(new RecordVerdict.Accept(7, null), RecordPrecedence.Decide(Announced, June, 2, [Known(7, Proposed, May, 1)]));

    [Fact]
    public void Proposal_loaded_late_does_not_push_the_final_list_away() =>
        Assert.Equal(new RecordVerdict.Superseded(7), RecordPrecedence.Decide(Proposed, May, 1, [Known(7, Announced, June, 2)]));

    [Fact]
    public void Older_list_loaded_late_does_not_win() =>
        Assert.Equal(new RecordVerdict.Superseded(7), RecordPrecedence.Decide(Announced, May, 1, [Known(7, Announced, June, 2)]));

    [Fact]
    public void Lower_row_of_one_list_wins() =>
        Assert.Equal(
            new RecordVerdict.Accept(7, null),
            RecordPrecedence.Decide(Announced, May, 2, [Known(7, Announced, May, 1, isSameDelivery: true)]));

    [Fact]
    public void Withdrawal_reaches_back_to_what_was_published_before_it()
    {
        var verdict = RecordPrecedence.Decide(Withdrawn, June, 9, [Known(7, Announced, May, 1)]);
        Assert.Equal([7L], Assert.IsType<RecordVerdict.Withdraws>(verdict).Targets);
    }

    [Fact]
    public void Withdrawal_loaded_before_the_original_still_takes_it_back()
    {
        var withdrawal = Known(3, Withdrawn, June, 9);
        Assert.Equal(new RecordVerdict.Accept(null, withdrawal), RecordPrecedence.Decide(Announced, May, 1, [withdrawal]));
    }

    [Fact]
    public void Record_published_after_a_withdrawal_stands() =>
        Assert.Equal(new RecordVerdict.Accept(null, null), RecordPrecedence.Decide(Announced, June, 1, [Known(3, Withdrawn, May, 9)]));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_counts_in_the_end_does_not_depend_on_the_order_of_lists(bool reversed)
    {
        var lists = new List<(PublicityState State, DateOnly Day, long Content)>
        {
            (Proposed, May, 1), (Announced, May.AddDays(20), 2), (Announced, June, 3), (Proposed, May.AddDays(-9), 4),
        };
        if (reversed)
        {
            lists.Reverse();
        }

        KnownRecord? current = null;
        for (var index = 0; index < lists.Count; index++)
        {
            var (state, day, content) = lists[index];
            if (RecordPrecedence.Decide(state, day, content, current is null ? [] : [current]) is RecordVerdict.Accept)
            {
                current = Known(index + 1, state, day, content);
            }
        }

        Assert.Equal(3, current!.ContentHash);
    }

    private static KnownRecord Known(long id, PublicityState state, DateOnly day, long content, bool isSameDelivery = false) =>
        new(id, state, day, content, isSameDelivery);
}
