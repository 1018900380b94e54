using Matching.Domain.Codes;
using Matching.Domain.Firms;

namespace Matching.Domain.Pools;

/// <summary>What a pool has to know of a firm at the moment it is picked, submitted or published.</summary>
/// <param name="Uscc">Credit code; empty when none is known.</param>
/// <param name="IsProvisional">Known by name only.</param>
/// <param name="IsExcluded">On an exclusion list in force.</param>
/// <param name="MergedInto">The firm this one turned out to be; null while it stands for itself.</param>
/// <param name="Points">0 to 100; null when not scored.</param>
/// <param name="Grade">1 (best) to 10; null when not scored.</param>
public sealed record MemberStanding(
    FirmId Id,
    string Name,
    string Uscc,
    UnitKind Kind,
    bool IsProvisional = false,
    bool IsExcluded = false,
    FirmId? MergedInto = null,
    RegionCode? Region = null,
    TechnologyField? Field = null,
    decimal? Points = null,
    int? Grade = null)
{
    /// <summary>Why the firm may not be published; null when nothing stands against it.</summary>
    public BlockReason? Blocked =>
        MergedInto is not null ? BlockReason.Merged
        : Kind != UnitKind.Firm ? BlockReason.NotAFirm
        : IsProvisional || Uscc.Length == 0 ? BlockReason.Provisional
        : IsExcluded ? BlockReason.Excluded
        : null;
}

/// <summary>Why a firm may not be published.</summary>
public enum BlockReason
{
    /// <summary>No such firm any more, e.g. the delivery that named it was rolled back.</summary>
    Gone = 1,

    /// <summary>It turned out to be another firm; that one has to be picked.</summary>
    Merged = 2,

    /// <summary>A university, institute or office.</summary>
    NotAFirm = 3,

    /// <summary>No credit code is known, so a bank cannot tell which firm is meant.</summary>
    Provisional = 4,

    /// <summary>On an exclusion list in force.</summary>
    Excluded = 5,
}

/// <summary>A firm that holds a version back.</summary>
public sealed record BlockedFirm(FirmId Id, string Name, BlockReason Reason);
