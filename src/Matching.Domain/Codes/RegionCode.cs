namespace Matching.Domain.Codes;

/// <summary>A region code of GB/T 2260: six digits, province-city-county.</summary>
public readonly record struct RegionCode(int Value);
