using FsCheck;
using FsCheck.Fluent;
using Matching.Domain.Scoring;
using Matching.Ml.Scoring;
using static Matching.Ml.Tests.Facts;

namespace Matching.Ml.Tests.Scoring;

public sealed class PointCardScoringTests
{
    private static readonly PointCard Card = PointCards.Check(PointCards.ShippedJson()).Card!;
    private static readonly FirmScorer Scorer = new(Card);

    [Fact]
    public void Shipped_card_holds_its_own_rules_and_knows_three_of_the_eighteen()
    {
        Assert.Equal(Enumerable.Range(1, 18).Cast<int?>(), Card.Indicators.Where(line => line.Number is not null).Select(line => line.Number));
        Assert.Equal([16, 17, 18], Card.Known.Where(line => line.Number is not null).Select(line => line.Number!.Value));
        Assert.Equal(15, Card.Unknown.Count());
    }

    [Fact]
    public void Contributions_add_up_to_the_score_exactly() =>
        Prop.ForAll(RandomFacts.Some, facts =>
        {
            var score = Score(facts);
            return score.AddsUp && score.Points is >= 0 and <= 100 && score.Points == decimal.Round(score.Points, 2)
                && score.Contributions.All(part => part.Points >= 0 && part.Points <= part.MaxPoints);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void One_more_counting_fact_never_lowers_the_points() =>
        Prop.ForAll(
            RandomFacts.Some,
            RandomFacts.Counting.ToArbitrary(),
            (facts, extra) => Score([.. facts, extra with { Id = 2_000_000, Source = extra.Source with { RecordId = 2_000_000 } }]).Points >= Score(facts).Points)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Order_of_the_facts_does_not_matter() =>
        Prop.ForAll(RandomFacts.Some, facts => Score(facts).Points == Score([.. facts.Reverse()]).Points).QuickCheckThrowOnFailure();

    [Fact]
    public void A_firm_without_facts_has_no_points_and_the_last_grade()
    {
        var score = Score([]);
        Assert.Equal(0, score.Points);
        Assert.Equal(10, score.Grade.Step);
        Assert.Equal(Card.Known.Count(), score.Contributions.Count);
    }

    [Fact]
    public void Kept_contributions_read_back_as_written()
    {
        var score = Score([Award(1, new(2025, 8, 1)), Certificate(2, new(2025, 7, 1))]);
        var read = ContributionJson.Read(ContributionJson.Write(score.Contributions));
        Assert.Equal(score.Points, read.Sum(part => part.Points));
        Assert.All(read, part => Assert.Equal(score.Contributions.Single(other => other.Code == part.Code).Reason, part.Reason));
    }

    [Fact]
    public void Percentile_is_stated_among_the_narrowest_group_with_enough_peers()
    {
        var peers = new PeerTable(Card);
        var near = new PeerGroup(1, 42, 1);
        for (var i = 0; i < 19; i++)
        {
            peers.Add(near, i);
        }

        Assert.Null(peers.Place(near, 5).Percentile);
        peers.Add(near with { Province = 22 }, 50);
        Assert.Equal(("电子信息", 30), peers.Place(near, 5));
        peers.Add(near, 60);
        Assert.Equal(("电子信息·湖北·成立3至8年", 30), peers.Place(near, 5));
        Assert.Equal(("全部企业", 100), peers.Place(new PeerGroup(0, 0, 4), 60));
        Assert.Equal(near, PeerGroup.FromKey(near.Key));
    }

    private static RankScore Score(Domain.Firms.FirmFact[] facts) => Scorer.Score(Profile(facts), AsOf, new PeerTable(Card)).Score;
}
