namespace Matching.Domain.Linkage.Weighing;

/// <summary>How two regions stand to each other.</summary>
public enum RegionLevel
{
    SameCity,

    /// <summary>Same province, and one states no city.</summary>
    SameProvince,

    /// <summary>One states none; that speaks neither for nor against.</summary>
    Missing,
    Contradicting,
}
