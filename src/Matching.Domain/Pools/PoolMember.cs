using Matching.Domain.Codes;
using Matching.Domain.Firms;

namespace Matching.Domain.Pools;

/// <summary>How a firm came into a pool.</summary>
public enum PoolReason
{
    /// <summary>A person picked it.</summary>
    HandPicked = 1,

    /// <summary>A search found it; <see cref="PoolMember.Rule"/> is that search.</summary>
    ByRule = 2,
}

/// <summary>One firm of one pool version, with what was known of it when the version was submitted.</summary>
public sealed class PoolMember
{
    // for materialising a stored member
    private PoolMember()
    {
    }

    public PoolMember(MemberStanding standing, PoolReason reason, string rule, string note)
    {
        ArgumentNullException.ThrowIfNull(standing);
        FirmId = standing.Id;
        Reason = reason;
        Rule = rule;
        Note = note;
        Take(standing);
    }

    public FirmId FirmId { get; private set; }

    /// <summary>Credit code; empty when none is known.</summary>
    public string Uscc { get; private set; } = "";

    public string Name { get; private set; } = "";

    public RegionCode? Region { get; private set; }

    public TechnologyField? Field { get; private set; }

    /// <summary>0 to 100; null when the firm had no score.</summary>
    public decimal? Points { get; private set; }

    /// <summary>1 (best) to 10; null when the firm had no score.</summary>
    public int? Grade { get; private set; }

    public PoolReason Reason { get; private set; }

    /// <summary>Query string of the search that found the firm; empty for hand-picked firms.</summary>
    public string Rule { get; private set; } = "";

    /// <summary>Words of the person who picked it; never personal data.</summary>
    public string Note { get; private set; } = "";

    internal PoolMember Copy() => (PoolMember)MemberwiseClone();

    internal void Take(MemberStanding standing)
    {
        Uscc = standing.Uscc;
        Name = standing.Name;
        Region = standing.Region;
        Field = standing.Field;
        Points = standing.Points;
        Grade = standing.Grade;
    }
}
