using Matching.Domain.Linkage.Judgements;

namespace Matching.Storage.Linkages.Journal;

/// <summary>What a kept line of the journal says.</summary>
public enum JournalKind
{
    Judged = 1,
    Confirmed = 2,
    Retracted = 3,
    FirmMerged = 4,
    FirmSplit = 5,
    FirmRetired = 6,
}

/// <summary>A line of the journal of links as kept (<see cref="JournalEntry"/>). The table is append-only by trigger on both databases.</summary>
public sealed class StoredJournalEntry
{
    public long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Account of a person, or the linker's version.</summary>
    public required string By { get; init; }

    public required JournalKind Kind { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>Judged: what was said; 0 otherwise.</summary>
    public Judgement Judgement { get; init; }

    /// <summary>Judged: how far it reaches; 0 otherwise.</summary>
    public JudgedScope Scope { get; init; }

    public bool IsCodeChange { get; init; }

    public bool NeedsSecond { get; init; }

    /// <summary>Judged: row on the left.</summary>
    public long? LeftRecordId { get; init; }

    public int? LeftPosition { get; init; }

    public long? LeftKeyHash { get; init; }

    public string? LeftName { get; init; }

    /// <summary>Judged: row on the right; null when the row was judged to stand as it is.</summary>
    public long? RightRecordId { get; init; }

    public int? RightPosition { get; init; }

    public long? RightKeyHash { get; init; }

    public string? RightName { get; init; }

    /// <summary>Firm of the left row when it was judged; or the firm that merged, split off or was retired.</summary>
    public long? FirmId { get; init; }

    /// <summary>Firm of the right row when it was judged; or the firm merged into or split from.</summary>
    public long? OtherFirmId { get; init; }

    /// <summary>Confirmed and Retracted: line spoken of.</summary>
    public long? EntryId { get; init; }

    /// <summary>Question of the review queue that the judgement answers; null for one given elsewhere.</summary>
    public long? ReviewItemId { get; init; }
}
