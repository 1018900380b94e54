using Matching.Domain.Codes;

namespace Matching.Domain.Linkage.Register;

/// <summary>How the region a row states stands to the regions known of a firm, nearest first.</summary>
internal enum Standing
{
    SameCity,
    SameProvince,

    /// <summary>One of the two states none.</summary>
    Unknown,
    Contradicting,
}

internal static class Standings
{
    /// <summary>The best standing over the firm's regions.</summary>
    public static Standing Of(RegionCode? stated, IReadOnlyList<RegionCode> known)
    {
        if (stated is not { IsNation: false } region || known.Count == 0)
        {
            return Standing.Unknown;
        }

        var best = Standing.Contradicting;
        foreach (var one in known)
        {
            if (RegionAgreement.Contradict(region, one))
            {
                continue;
            }

            var isSameCity = RegionAgreement.City(region) is { } city && RegionAgreement.City(one) == city;
            best = isSameCity ? Standing.SameCity : best == Standing.SameCity ? best : Standing.SameProvince;
        }

        return best;
    }
}
