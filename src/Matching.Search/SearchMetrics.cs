using System.Diagnostics.Metrics;

namespace Matching.Search;

/// <summary>Meter <c>Matching.Search</c>.</summary>
public sealed class SearchMetrics
{
    public const string MeterName = "Matching.Search";

    private readonly Histogram<double> duration;

    public SearchMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        duration = meters.Create(MeterName).CreateHistogram<double>(
            "matching.search.duration", "s", "Time the index took for one answer.");
    }

    /// <param name="kind"><c>search</c> or <c>suggest</c>.</param>
    public void Searched(TimeSpan elapsed, string kind) =>
        duration.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("kind", kind));
}
