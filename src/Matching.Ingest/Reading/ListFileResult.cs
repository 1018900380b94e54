namespace Matching.Ingest.Reading;

/// <summary>Outcome of opening a file.</summary>
public abstract record ListFileResult
{
    public sealed record Opened(ListFile File) : ListFileResult;

    public sealed record Refused(ListFileRefusal Refusal) : ListFileResult;
}
