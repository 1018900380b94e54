namespace Matching.Storage.Linkages;

/// <summary>Why a person has to look.</summary>
public enum ReviewReason
{
    /// <summary>The code belongs to a firm of another name.</summary>
    CodeNameConflict = 1,

    /// <summary>More than one firm fits the name.</summary>
    AmbiguousName = 2,

    /// <summary>Two identifiers of one row lead to two firms.</summary>
    IdentifierConflict = 3,

    /// <summary>The alias was not borne at the time of the record.</summary>
    AliasOutOfTime = 4,

    /// <summary>The name is near that of a firm with a code, or of two.</summary>
    NearName = 5,

    /// <summary>A person's judgement cannot be carried out, because the rules have come to say otherwise.</summary>
    JudgementContradicted = 6,

    /// <summary>A firm shows signs of being two.</summary>
    WrongMerge = 7,
}

/// <summary>A doubtful linkage waiting for a person.</summary>
public sealed class ReviewItem
{
    public long Id { get; init; }

    public required long RecordId { get; init; }

    public required int Position { get; init; }

    public required ReviewReason Reason { get; init; }

    /// <summary>JSON array of firm ids that could be meant.</summary>
    public required string Candidates { get; init; }

    /// <summary>Chinese sentence.</summary>
    public required string Text { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; set; }

    public string? ClosedBy { get; set; }

    /// <summary>When a person last looked and did not know; such questions come last.</summary>
    public DateTimeOffset? UnsureAt { get; set; }
}
