using Matching.Domain.Codes;

namespace Matching.Ingest.Samples;

/// <summary>A firm that does not exist, with the truth about it that no list prints.</summary>
internal sealed record SampleFirm
{
    /// <summary>1-based; the identity that the truth file names.</summary>
    public required int Number { get; init; }

    public required Uscc Code { get; init; }

    /// <summary>Name in use at the end of the period.</summary>
    public required string Name { get; init; }

    public string? FormerName { get; init; }

    /// <summary>Day the name in use was taken; null when the firm has had only one.</summary>
    public DateOnly? RenamedOn { get; init; }

    public required SampleCity City { get; init; }

    public required SampleCounty County { get; init; }

    public required SampleTrade Trade { get; init; }

    public required DateOnly RegisteredOn { get; init; }

    /// <summary>Registered capital in 万元.</summary>
    public required int CapitalTenThousands { get; init; }

    /// <summary>How good the firm is at technology: bell-shaped, mean 0, deviation 1. Drives what it gains and how loans end.</summary>
    public required double Quality { get; init; }

    /// <summary>A 分公司: in the register, never in a library.</summary>
    public bool IsBranch { get; init; }

    /// <summary>False for firms that the register we hold lacks.</summary>
    public bool IsRegistered { get; init; } = true;

    public string ListOwner => SampleRegions.ListOwner(City);

    public string NameOn(DateOnly day) => FormerName is not null && day < RenamedOn ? FormerName : Name;

    /// <summary>A chance that grows with quality: half to double <paramref name="rate"/> for most firms.</summary>
    public double Likely(double rate) => rate * Math.Clamp(1 + (Quality * 0.6), 0.1, 3);
}

/// <summary>A university, institute or other body that stands in lists beside firms and is never scored.</summary>
internal sealed record SampleUnit(int Number, string Name, string Kind);
