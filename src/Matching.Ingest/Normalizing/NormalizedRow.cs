using Matching.Domain.Libraries;

namespace Matching.Ingest.Normalizing;

/// <summary>One printed row and what became of it so far. Every row of a file appears exactly once, in order.</summary>
/// <param name="Raw">The row as printed, personal data replaced.</param>
/// <param name="Corrects">Number of the returned row that this one corrects, as it says itself; null when it says none.</param>
public sealed record NormalizedRow(LibraryRecord Raw, RowReading Reading, long? Corrects = null);

/// <summary>What normalising made of a row.</summary>
public abstract record RowReading
{
    /// <summary>The row is no record.</summary>
    public sealed record Skipped(SkipKind Kind) : RowReading;

    /// <summary>The row is a record but cannot be used; every reason is listed.</summary>
    public sealed record Rejected(IReadOnlyList<RowIssue> Issues) : RowReading;

    /// <summary>The row was understood; lesser issues are in the record.</summary>
    public sealed record Understood(NormalizedRecord Record) : RowReading;
}
