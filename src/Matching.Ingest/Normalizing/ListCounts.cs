using Matching.Domain.Libraries;

namespace Matching.Ingest.Normalizing;

/// <summary>What would become of the rows of a list, before the database is asked what is new in it.</summary>
/// <param name="Issues">Rows per code of issue, rejected and understood ones together, by code.</param>
/// <param name="IsComplete">False when the list is longer than was looked at.</param>
public sealed record ListCounts(int Read, int Understood, int Rejected, int Skipped, IReadOnlyDictionary<string, int> Issues, bool IsComplete)
{
    /// <summary>Rows looked at; a longer list takes too long for a page.</summary>
    public const int MostRows = 500_000;
}

/// <summary>Adds rows up.</summary>
internal sealed class ListCounter
{
    private readonly SortedDictionary<string, int> issues = new(StringComparer.Ordinal);
    private int understood;
    private int rejected;
    private int skipped;

    public int Read => understood + rejected + skipped;

    public ListCounts Counts(bool isComplete) => new(Read, understood, rejected, skipped, issues, isComplete);

    public void Add(RowReading reading)
    {
        switch (reading)
        {
            case RowReading.Understood known:
                understood++;
                Add(known.Record.Issues);
                break;
            case RowReading.Rejected refused:
                rejected++;
                Add(refused.Issues);
                break;
            default:
                skipped++;
                break;
        }
    }

    private void Add(IReadOnlyList<RowIssue> found)
    {
        foreach (var issue in found)
        {
            issues[issue.Code] = issues.GetValueOrDefault(issue.Code) + 1;
        }
    }
}
