using Matching.Domain.Codes;
using Matching.Domain.Scoring;
using Matching.Ml.Features;

namespace Matching.Ml.Scoring;

/// <summary>The peers of a firm: same field, province and age band.</summary>
/// <param name="Field">0 when not known.</param>
/// <param name="Province">First two digits of the region; 0 when not known.</param>
/// <param name="AgeBand">Index among the card's bands; one past the last when the age is not known.</param>
internal readonly record struct PeerGroup(int Field, int Province, int AgeBand)
{
    /// <summary>One number for the column of the score: field, two digits of province, two of band.</summary>
    public int Key => (Field * 10000) + (Province * 100) + AgeBand;

    public static PeerGroup FromKey(int key) => new(key / 10000, key / 100 % 100, key % 100);

    public static PeerGroup Of(FirmOnDay firm, PointCard card)
    {
        var band = 0;
        while (firm.AgeYears is { } age && band < card.PeerAgeCuts.Count && age >= card.PeerAgeCuts[band])
        {
            band++;
        }

        return new PeerGroup(
            (int)(firm.Profile.Field ?? 0), firm.Profile.Region?.ProvincePrefix ?? 0, firm.AgeYears is null ? card.PeerAgeCuts.Count + 1 : band);
    }

    public string FieldText() => Field == 0 ? "领域未知" : TechnologyFields.ChineseName((TechnologyField)Field);

    public string Text(PointCard card) =>
        $"{FieldText()}·{(Province == 0 ? "地区未知" : RegionTable.ShortNameOf(new RegionCode(Province * 10000)) ?? "地区未知")}·{AgeText(card.PeerAgeCuts)}";

    private string AgeText(IReadOnlyList<int> cuts) => AgeBand switch
    {
        0 => $"成立不足{cuts[0]}年",
        var band when band < cuts.Count => $"成立{cuts[band - 1]}至{cuts[band]}年",
        var band when band == cuts.Count => $"成立{cuts[^1]}年以上",
        _ => "成立时间未知",
    };
}
