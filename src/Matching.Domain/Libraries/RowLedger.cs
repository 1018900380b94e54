namespace Matching.Domain.Libraries;

/// <summary>How the rows of a delivery ended. The parts add up to <see cref="Read"/>, always.</summary>
public sealed record RowLedger(int Read, int Accepted, int Unchanged, int Superseded, int Withdrawn, int Skipped, int Rejected)
{
    public static RowLedger Empty { get; } = new(0, 0, 0, 0, 0, 0, 0);

    public bool AddsUp => Read == Accepted + Unchanged + Superseded + Withdrawn + Skipped + Rejected;

    public RowLedger Plus(RowLedger other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(
            Read + other.Read,
            Accepted + other.Accepted,
            Unchanged + other.Unchanged,
            Superseded + other.Superseded,
            Withdrawn + other.Withdrawn,
            Skipped + other.Skipped,
            Rejected + other.Rejected);
    }

    public RowLedger Count(RowOutcome outcome) => outcome switch
    {
        RowOutcome.Accepted => this with { Read = Read + 1, Accepted = Accepted + 1 },
        RowOutcome.Unchanged => this with { Read = Read + 1, Unchanged = Unchanged + 1 },
        RowOutcome.Superseded => this with { Read = Read + 1, Superseded = Superseded + 1 },
        RowOutcome.Withdrawn => this with { Read = Read + 1, Withdrawn = Withdrawn + 1 },
        RowOutcome.Skipped => this with { Read = Read + 1, Skipped = Skipped + 1 },
        RowOutcome.Rejected => this with { Read = Read + 1, Rejected = Rejected + 1 },
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "not a row outcome"),
    };
}
