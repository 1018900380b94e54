using System.Diagnostics.Metrics;

namespace Matching.Ingest.Indexing;

/// <summary>Meter <c>Matching.Index</c>: how far the index has come and how long it takes to follow.</summary>
public sealed class IndexMetrics
{
    private readonly Histogram<double> applied;
    private readonly Counter<long> firms;
    private long change = -1;

    public IndexMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create("Matching.Index");
        applied = meter.CreateHistogram<double>("matching.index.apply.duration", "s", "Time from finding changed firms to searches seeing them.");
        firms = meter.CreateCounter<long>("matching.index.firms", "{firm}", "Firms written to the index or taken out of it, after the first filling.");
        meter.CreateObservableGauge<long>("matching.index.change", () => change < 0 ? [] : [new Measurement<long>(change)], "{change}", "Change number the index has come to.");
    }

    /// <param name="upTo">Change number the index has come to.</param>
    public void Reached(long upTo) => change = upTo;

    public void Applied(int count, TimeSpan took)
    {
        firms.Add(count);
        applied.Record(took.TotalSeconds);
    }
}
