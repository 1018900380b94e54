using Matching.Storage.Jobs;

namespace Matching.Storage.Scores;

/// <summary>Why all firms are scored anew.</summary>
public enum ScoreRunCause
{
    /// <summary>A person asked for it.</summary>
    Request = 1,

    /// <summary>A new day in Beijing: certificates expire and firms grow older without any list being loaded.</summary>
    NewDay = 2,

    /// <summary>Asked for on the command line.</summary>
    CommandLine = 3,

    /// <summary>A model or a card was put in force, or taken back.</summary>
    NewScorer = 4,
}

/// <summary>One scoring of all firms: who asked for it, how far it is, what came of it. Kept for good; the newest is what the scores in force rest on.</summary>
public sealed class ScoreRun
{
    public required Guid Id { get; init; }

    public required ScoreRunCause Cause { get; init; }

    /// <summary>Account that asked; <c>system</c> for a new day.</summary>
    public required string RequestedBy { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Day the facts are counted on.</summary>
    public required DateOnly AsOf { get; init; }

    public JobState State { get; set; }

    /// <summary>Chinese sentence for people; empty while all is well.</summary>
    public string Message { get; set; } = "";

    /// <summary>Firms seen so far, over both passes, and in all when known (0 = not known).</summary>
    public long Done { get; set; }

    public long Total { get; set; }

    /// <summary>How often a process has taken it up; one that ends its process every time is given up.</summary>
    public int Attempts { get; set; }

    public string? Worker { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Version of the card it scored by; null until done.</summary>
    public string? Card { get; set; }

    public int Scored { get; set; }

    /// <summary>Firms that got another score row; the rest kept theirs.</summary>
    public int Changed { get; set; }

    /// <summary>Scores ended because the firm is gone or is no firm.</summary>
    public int Ended { get; set; }

    /// <summary>Universities, institutes and other units passed by.</summary>
    public int Passed { get; set; }

    /// <summary>Number of scored firms per grade, T1 first, separated by commas; empty until done.</summary>
    public string GradeCounts { get; set; } = "";
}
