using Matching.Domain.Firms;
using Matching.Domain.Pools;
using static Matching.Domain.Tests.Pools.PoolSamples;

namespace Matching.Domain.Tests.Pools;

public sealed class PoolVersionTests
{
    [Fact]
    public void New_pool_opens_with_an_empty_first_draft()
    {
        var pool = Empty();

        Assert.Equal((1, PoolState.Draft, 0), (pool.Open!.Number, pool.Open.State, pool.Open.MemberCount));
    }

    [Fact]
    public void Firm_is_added_once_however_often_it_is_picked()
    {
        var draft = Draft(5, 1).Open!;

        Assert.Equal(new PoolStepResult.Done(1, PoolState.Draft, 1), draft.Add([Member(1), Member(2), Member(2)]));
        Assert.Equal(2, draft.MemberCount);
    }

    [Fact]
    public void Draft_holds_no_more_than_its_most_members()
    {
        var draft = Empty().Open!;

        var result = draft.Add([.. Enumerable.Range(1, PoolVersion.MostMembers + 1).Select(id => Member(id))]);

        Assert.Equal(new PoolStepResult.TooManyMembers(10_001, 10_000), result);
        Assert.Empty(draft.Members);
    }

    [Fact]
    public void Empty_draft_cannot_be_submitted() =>
        Assert.IsType<PoolStepResult.EmptyPool>(Empty().Open!.Submit("publisher", Monday, Standings(), AsOf));

    [Theory]
    [InlineData("provisional", BlockReason.Provisional)]
    [InlineData("no code", BlockReason.Provisional)]
    [InlineData("university", BlockReason.NotAFirm)]
    [InlineData("excluded", BlockReason.Excluded)]
    [InlineData("merged", BlockReason.Merged)]
    [InlineData("gone", BlockReason.Gone)]
    public void Draft_with_a_blocked_firm_cannot_be_submitted(string what, BlockReason expected)
    {
        var draft = Draft(5, 1, 2).Open!;
        var standing = what switch
        {
            "provisional" => Standing(2) with { IsProvisional = true },
            "no code" => Standing(2) with { Uscc = "" },
            "university" => Standing(2) with { Kind = UnitKind.University },
            "excluded" => Standing(2) with { IsExcluded = true },
            "merged" => Standing(2) with { MergedInto = new FirmId(1) },
            _ => null,
        };

        var result = draft.Submit("publisher", Monday, Standings([Standing(1), .. standing is null ? [] : new[] { standing }]), AsOf);

        var blocked = Assert.Single(Assert.IsType<PoolStepResult.BlockedFirms>(result).Firms);
        Assert.Equal((new FirmId(2), expected), (blocked.Id, blocked.Reason));
        Assert.Equal(PoolState.Draft, draft.State);
    }

    [Fact]
    public void Submission_freezes_name_and_points_as_they_are_that_day()
    {
        var draft = Draft(5, 1).Open!;

        draft.Submit("publisher", Monday, Standings(Standing(1, "武汉市甲光电股份有限公司", 81.25m)), AsOf);

        var member = Assert.Single(draft.Members);
        Assert.Equal(("武汉市甲光电股份有限公司", 81.25m, AsOf), (member.Name, member.Points, draft.AsOf));
        Assert.Equal(new PoolStepResult.WrongState(PoolState.InReview), draft.Add([Member(9)]));
        Assert.Equal(new PoolStepResult.WrongState(PoolState.InReview), draft.Remove([new FirmId(1)]));
    }

    [Theory]
    [InlineData("publisher")]
    [InlineData("PUBLISHER")]
    public void Submitter_cannot_confirm(string user)
    {
        var version = InState(PoolState.InReview);

        Assert.IsType<PoolStepResult.SamePerson>(version.Confirm(user, Monday, StandingsOf(version)));
        Assert.Equal(PoolState.InReview, version.State);
    }

    [Fact]
    public void Confirmation_starts_an_announcement_of_working_days()
    {
        var version = InState(PoolState.Announced, announcementDays: 5);

        Assert.Equal(new DateOnly(2025, 3, 10), version.AnnouncedFrom);
        // Tuesday to Friday, then the next Monday
        Assert.Equal(new DateOnly(2025, 3, 17), version.AnnouncedUntil);
    }

    [Fact]
    public void Version_is_published_only_after_the_last_day_of_the_announcement()
    {
        var version = InState(PoolState.Announced, announcementDays: 5);
        var lastMinute = new DateTimeOffset(2025, 3, 17, 15, 59, 0, TimeSpan.Zero);

        Assert.Equal(
            new PoolStepResult.AnnouncementRunning(new DateOnly(2025, 3, 17)),
            version.Publish("publisher", lastMinute, StandingsOf(version)));
        // 16:00 UTC is midnight in Beijing
        Assert.IsType<PoolStepResult.Done>(version.Publish("publisher", lastMinute.AddMinutes(1), StandingsOf(version)));
        Assert.Equal(PoolState.Published, version.State);
    }

    [Fact]
    public void Firm_blocked_during_the_announcement_stops_publishing()
    {
        var version = InState(PoolState.Announced, announcementDays: 1);
        var later = Monday.AddDays(10);

        var result = version.Publish("publisher", later, Standings(Standing(1), Standing(2) with { IsExcluded = true }));

        Assert.IsType<PoolStepResult.BlockedFirms>(result);
        Assert.Equal(PoolState.Announced, version.State);
    }

    [Fact]
    public void Pool_without_announcement_is_published_by_the_confirmation()
    {
        var version = InState(PoolState.Published);

        Assert.Equal(("publisher", "reviewer"), (version.SubmittedBy, version.ReviewedBy));
        Assert.Equal(new DateOnly(2026, 3, 10), version.ExpiresOn);
    }

    [Theory]
    [InlineData(PoolState.InReview)]
    [InlineData(PoolState.Announced)]
    public void Version_can_be_returned_with_a_reason_and_edited_again(PoolState state)
    {
        var version = InState(state);

        Assert.IsType<PoolStepResult.ReasonMissing>(version.Return("  "));
        Assert.IsType<PoolStepResult.Done>(version.Return("第2号企业已搬离本市"));
        Assert.Equal((PoolState.Draft, "", "第2号企业已搬离本市"), (version.State, version.ContentHash, version.ReturnReason));
        Assert.IsType<PoolStepResult.Done>(version.Remove([new FirmId(2)]));
        Assert.Null(version.AnnouncedUntil);
    }

    [Fact]
    public void Recall_needs_a_reason_and_keeps_the_content()
    {
        var version = InState(PoolState.Published);
        var hash = version.ContentHash;

        Assert.IsType<PoolStepResult.ReasonMissing>(version.Recall("publisher", Monday, ""));
        Assert.IsType<PoolStepResult.Done>(version.Recall("publisher", Monday, "名单有误"));
        Assert.Equal((PoolState.Recalled, hash, 2), (version.State, version.ContentHash, version.Members.Count));
    }

    [Theory]
    [InlineData(PoolState.Draft, "confirm publish return recall")]
    [InlineData(PoolState.InReview, "add remove submit publish recall")]
    [InlineData(PoolState.Announced, "add remove submit confirm recall")]
    [InlineData(PoolState.Published, "add remove submit confirm publish return")]
    [InlineData(PoolState.Recalled, "add remove submit confirm publish return recall")]
    public void Steps_out_of_turn_are_refused_and_change_nothing(PoolState state, string refused)
    {
        foreach (var step in refused.Split(' '))
        {
            var version = InState(state);
            var (revision, hash) = (version.Revision, version.ContentHash);
            var standings = StandingsOf(version);
            var result = step switch
            {
                "add" => version.Add([Member(9)]),
                "remove" => version.Remove([new FirmId(1)]),
                "submit" => version.Submit("publisher", Monday, standings, AsOf),
                "confirm" => version.Confirm("reviewer", Monday, standings),
                "publish" => version.Publish("publisher", Monday.AddDays(30), standings),
                "return" => version.Return("理由"),
                _ => version.Recall("publisher", Monday, "理由"),
            };

            Assert.Equal(new PoolStepResult.WrongState(state), result);
            Assert.Equal((state, revision, hash, 2), (version.State, version.Revision, version.ContentHash, version.Members.Count));
        }
    }

    [Fact]
    public void Published_version_expires_on_its_day_without_anyone_acting()
    {
        var version = InState(PoolState.Published);

        Assert.Equal(PoolState.Published, version.StateOn(new DateOnly(2026, 3, 9)));
        Assert.Equal(PoolState.Expired, version.StateOn(new DateOnly(2026, 3, 10)));
        Assert.Null(version.Pool.CurrentOn(new DateOnly(2026, 3, 10)));
    }

    [Fact]
    public void Next_draft_starts_from_the_published_members_and_leaves_them_alone()
    {
        var published = InState(PoolState.Published);
        var pool = published.Pool;

        Assert.Equal(new PoolStepResult.Done(2, PoolState.Draft, 2), pool.StartDraft("publisher", Monday));
        pool.Open!.Remove([new FirmId(1)]);

        Assert.Equal(new PoolStepResult.AlreadyOpen(2), pool.StartDraft("publisher", Monday));
        Assert.Equal((2, 1), (published.Members.Count, pool.Open.Members.Count));
        Assert.Same(published, pool.CurrentOn(new DateOnly(2025, 3, 11)));
    }
}
