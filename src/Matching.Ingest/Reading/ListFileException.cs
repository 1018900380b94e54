namespace Matching.Ingest.Reading;

/// <summary>A file that opened well turned out damaged or oversized while its rows were read.</summary>
/// <remarks>Whoever reads must give up the whole file: nothing of it may stay half-loaded.</remarks>
public sealed class ListFileException : Exception
{
    public ListFileException(ListFileRefusal refusal, Exception? inner = null)
        : base(refusal.Message, inner) => Refusal = refusal;

    public ListFileException()
        : this(new ListFileRefusal.Truncated(""))
    {
    }

    public ListFileException(string message)
        : base(message) => Refusal = new ListFileRefusal.Truncated("");

    public ListFileException(string message, Exception innerException)
        : base(message, innerException) => Refusal = new ListFileRefusal.Truncated("");

    public ListFileRefusal Refusal { get; }
}
