using Matching.Domain.Firms;

namespace Matching.Storage.Firms;

/// <summary>A firm or other unit: identity and the few columns lists need. Everything else is folded from its records at read.</summary>
public sealed class Firm
{
    public required long Id { get; init; }

    public required UnitKind Kind { get; set; }

    /// <summary>Name in use now.</summary>
    public required string Name { get; set; }

    /// <summary>Unique among firms not merged away.</summary>
    public string? Uscc { get; set; }

    /// <summary>No code known: made from names only.</summary>
    public bool IsProvisional { get; set; }

    /// <summary>The firm this one turned out to be; ids are never reused, old ones redirect.</summary>
    public long? MergedInto { get; set; }

    /// <summary>When its last record was taken back; null while it has any. A retired firm leaves the index and is not scored.</summary>
    public DateTimeOffset? RetiredAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Number of the newest change; the index follows this. Indexed.</summary>
    public long ChangeNumber { get; set; }

    /// <summary>True from a change of its records until it has been scored.</summary>
    public bool NeedsScoring { get; set; }
}
