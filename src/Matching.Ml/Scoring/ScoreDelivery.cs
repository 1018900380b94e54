using MassTransit;
using Matching.Domain.Calendar;
using Matching.Storage.Jobs;

namespace Matching.Ml.Scoring;

/// <summary>Scores the firms a delivery touched once its units are linked; the job then asks for the index.</summary>
public sealed class ScoreDelivery(ScoreFirms score, ImportJobs jobs, TimeProvider clock) : IConsumer<DeliveryLinked>
{
    public Task Consume(ConsumeContext<DeliveryLinked> context) => RunAsync(context.Message.JobId, context.CancellationToken);

    /// <summary>The step itself, for the consumer and for a load without a bus. Does nothing when the step is done or held elsewhere.</summary>
    public async Task RunAsync(Guid jobId, CancellationToken cancellationToken)
    {
        await using var run = await jobs.TryStartAsync(jobId, JobStep.Scoring, cancellationToken);
        if (run is null)
        {
            return;
        }

        await score.RunAsync(BeijingTime.Today(clock), ScoreScope.NeedingScore, new FirmsScoredSoFar(run), run.Token);
        await run.FinishAsync(cancellationToken);
    }

    private sealed class FirmsScoredSoFar(JobRun run) : IProgress<ScoreProgress>
    {
        public void Report(ScoreProgress value) => run.Report(new JobProgress(value.Done, value.Total));
    }
}
