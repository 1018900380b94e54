using Matching.Domain.Codes;
using Matching.Domain.Firms;

namespace Matching.Domain.Finding;

/// <summary>A firm with everything it may be found by.</summary>
/// <param name="Name">Name in use, as printed.</param>
/// <param name="OtherNames">Folded names of today its records print beside <paramref name="Name"/>.</param>
/// <param name="FormerNames">Folded.</param>
/// <param name="Regions">Stated by its records; empty where none is.</param>
public sealed record FindableFirm(
    FirmId Id,
    string Name,
    Uscc? Uscc,
    IReadOnlyList<string> OtherNames,
    IReadOnlyList<string> FormerNames,
    IReadOnlyList<RegionCode> Regions);
