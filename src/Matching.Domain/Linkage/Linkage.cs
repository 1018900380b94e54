using Matching.Domain.Firms;

namespace Matching.Domain.Linkage;

/// <summary>One unit of one stored record.</summary>
public readonly record struct UnitKey(long RecordId, int Position) : IComparable<UnitKey>
{
    public int CompareTo(UnitKey other) =>
        RecordId != other.RecordId ? RecordId.CompareTo(other.RecordId) : Position.CompareTo(other.Position);
}

/// <summary>The rung of the ladder that joined a record to its firm.</summary>
public enum LinkageRule
{
    CreditCode = 1,
    OrganizationCode = 2,
    CertificateNumber = 3,
    RegistrationNumber = 4,
    NameAndRegion = 5,
    DatedAlias = 6,

    /// <summary>A name near the name of one firm with a code, and of no other.</summary>
    RegisterName = 7,

    /// <summary>No rung held: the record founds, or joins by equal name and region, a provisional firm.</summary>
    Provisional = 8,

    /// <summary>A university, institute or office, kept by its name and never scored.</summary>
    NonFirm = 9,

    /// <summary>A person decided.</summary>
    Judged = 10,

    /// <summary>The parts of the name, weighed together, speak for one firm.</summary>
    Weighed = 11,
}

/// <summary>How sure a linkage is, and who has to look at it.</summary>
public enum LinkageBand
{
    Auto = 1,
    Review = 2,
    Provisional = 3,
    NonFirm = 4,
}

/// <summary>One observation that spoke for or against a linkage, readable by a person.</summary>
/// <param name="Field">What was compared: uscc, name, region, certificate …</param>
/// <param name="Left">Value on the record.</param>
/// <param name="Right">Value on the firm's side.</param>
/// <param name="Verdict">same / differs / alias / missing …</param>
public sealed record LinkageEvidence(string Field, string Left, string Right, string Verdict);

/// <summary>A record's unit joined to a firm, and why.</summary>
/// <param name="Score">0 to 1: how often links of this rule are right, as measured; 1 for a person's judgement.</param>
public sealed record Linkage(
    UnitKey Unit,
    FirmId FirmId,
    LinkageRule Rule,
    LinkageBand Band,
    double Score,
    IReadOnlyList<LinkageEvidence> Evidence);
