using Matching.Domain.Firms;
using Matching.Domain.Scoring;
using Matching.Ml.Features;

namespace Matching.Ml.Scoring;

/// <summary>Scores profiles by one card: computes the features and hands the card those it asks for.</summary>
internal sealed class FirmScorer
{
    private readonly PointCard card;
    private readonly PointCardScore score;
    private readonly Feature[] wanted;

    public FirmScorer(PointCard card)
    {
        this.card = card;
        score = new PointCardScore(card);
        wanted = [.. score.Codes.Select(code => FeatureList.V1.Features[FeatureList.V1.PlaceOf(code)])];
    }

    public (PeerGroup Group, decimal Points) Points(FirmProfile profile, DateOnly asOf)
    {
        var firm = new FirmOnDay(profile, asOf);
        return (PeerGroup.Of(firm, card), score.PointsOf(firm.AgeYears, Values(firm)));
    }

    public (PeerGroup Group, RankScore Score) Score(FirmProfile profile, DateOnly asOf, PeerTable peers)
    {
        var firm = new FirmOnDay(profile, asOf);
        var values = Values(firm);
        var group = PeerGroup.Of(firm, card);
        var (text, percentile) = peers.Place(group, score.PointsOf(firm.AgeYears, values));
        return (group, score.Score(profile.Id, asOf, firm.AgeYears, values, text, percentile));
    }

    private ObservedValue[] Values(FirmOnDay firm)
    {
        var values = new ObservedValue[wanted.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = wanted[i].Read(firm);
        }

        return values;
    }
}
