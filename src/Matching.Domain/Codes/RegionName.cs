namespace Matching.Domain.Codes;

/// <summary>What one code was called, and in which editions of GB/T 2260.</summary>
/// <param name="FirstEdition">Year and month of the first edition with this name, YYYYMM.</param>
/// <param name="LastEdition">Year and month of the last one; null while it is in force.</param>
public sealed record RegionName(RegionCode Code, string Name, int FirstEdition, int? LastEdition)
{
    public bool IsCurrent => LastEdition is null;

    /// <summary>False for rows that only group others (市辖区, 县, 省直辖县级行政区划).</summary>
    public bool NamesAPlace => Name is not ("市辖区" or "县") && !Name.Contains("直辖", StringComparison.Ordinal);
}
