namespace Matching.Storage.Audit;

/// <summary>One look or act, chained to the one before by hash. Rows are only ever added.</summary>
public sealed class AuditEntry
{
    /// <summary>Gapless from 1.</summary>
    public required long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Actor { get; init; }

    public required string Role { get; init; }

    /// <summary>Bank or office of the actor; empty for the department.</summary>
    public required string Tenant { get; init; }

    /// <summary>Kebab-case verb: <c>firm-viewed</c>, <c>firms-searched</c>, <c>pool-published</c>, …</summary>
    public required string Action { get; init; }

    /// <summary>Id of what was looked at or changed.</summary>
    public required string Subject { get; init; }

    /// <summary>JSON with counts and versions; never personal data.</summary>
    public required string Detail { get; init; }

    public required string PreviousHash { get; init; }

    /// <summary>SHA-256 over the other fields, lower-case hex.</summary>
    public required string Hash { get; init; }
}
