using Matching.Domain.Linkage;

namespace Matching.Storage.Linkages;

/// <summary>A linkage as kept. A change of mind ends the row and adds another; rows are never rewritten otherwise.</summary>
public sealed class StoredLinkage
{
    public long Id { get; init; }

    public required long RecordId { get; init; }

    public required int Position { get; init; }

    public required long FirmId { get; init; }

    public required LinkageRule Rule { get; init; }

    public required LinkageBand Band { get; init; }

    public required double Score { get; init; }

    /// <summary>JSON array of <see cref="LinkageEvidence"/>.</summary>
    public required string Evidence { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Account of a person, or the linker's version.</summary>
    public required string By { get; init; }

    public DateTimeOffset? EndedAt { get; set; }
}
