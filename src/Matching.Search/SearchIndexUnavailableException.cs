namespace Matching.Search;

/// <summary>The index cannot answer now: it is being filled, or the cluster is away. Becomes 503 with a hint when to try again.</summary>
public sealed class SearchIndexUnavailableException(string message, TimeSpan retryAfter, Exception? innerException = null)
    : Exception(message, innerException)
{
    public TimeSpan RetryAfter { get; } = retryAfter;
}
