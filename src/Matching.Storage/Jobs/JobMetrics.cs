using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Matching.Storage.Jobs;

/// <summary>Meter and activity source <c>Matching.Jobs</c>: how long steps take and how they end.</summary>
public sealed class JobMetrics
{
    public const string Name = "Matching.Jobs";

    private static readonly ActivitySource Activities = new(Name);

    private readonly Histogram<double> duration;

    public JobMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        duration = meters.Create(Name).CreateHistogram<double>(
            "matching.job.step.duration", "s", "Time one try at a step of a load took.", advice: new() { HistogramBucketBoundaries = [0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 3600] });
    }

    internal Measurement Start(Guid jobId, Guid deliveryId, JobStep step)
    {
        // A step is an act of its own; the message that asked for it is its parent where there is one.
        var activity = Activities.StartActivity($"job {step}", ActivityKind.Internal);
        activity?.SetTag("matching.job.id", jobId).SetTag("matching.delivery.id", deliveryId).SetTag("matching.job.step", step.ToString());
        return new Measurement(duration, step, activity);
    }

    /// <summary>One try at a step; measured when it is disposed.</summary>
    internal sealed class Measurement(Histogram<double> duration, JobStep step, Activity? activity) : IDisposable
    {
        private readonly long since = Stopwatch.GetTimestamp();

        /// <summary><c>done</c>, <c>failed</c> (told to a person), <c>lost</c> (another process has it) or <c>given-back</c> (tried again).</summary>
        public string Outcome { get; set; } = "given-back";

        public void Dispose()
        {
            duration.Record(
                Stopwatch.GetElapsedTime(since).TotalSeconds, new("matching.job.step", step.ToString()), new KeyValuePair<string, object?>("matching.job.outcome", Outcome));
            activity?.SetTag("matching.job.outcome", Outcome);
            activity?.SetStatus(Outcome == "done" ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
            activity?.Dispose();
        }
    }
}
