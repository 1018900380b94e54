namespace Matching.Storage.Scores;

/// <summary>What was done with a version of the point card.</summary>
public enum CardAct
{
    Added = 1,

    /// <summary>Put in force, for the first time or again.</summary>
    Activated = 2,
}

/// <summary>One line of the history of point cards. Append-only: which card scored when, who answered for it and why is read from it.</summary>
public sealed class CardStep
{
    public long Id { get; init; }

    public required CardAct Act { get; init; }

    public required string Version { get; init; }

    /// <summary>SHA-256 of the card's JSON as UTF-8, lower-case hex; empty for steps of before hashes were kept.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The version in force until then; null for an addition and for the first card.</summary>
    public string? Before { get; init; }

    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Reason { get; init; }
}
