using Matching.Domain.Libraries;
using Matching.Ingest.Indexing;
using Matching.Ingest.Linking;
using Matching.Storage.Jobs;

namespace Matching.Ingest.Deliveries;

/// <summary>The steps of a load that this project carries out, one method each. Consumers and the command line call the same.</summary>
/// <remarks>Every method takes the step first; when it is done already, or another process holds it, it does nothing.</remarks>
public sealed class DeliverySteps(ImportJobs jobs, ReadDelivery read, RecordLinker linker, IndexSignal index)
{
    public async Task ReadAsync(Guid jobId, CancellationToken cancellationToken)
    {
        await using var run = await jobs.TryStartAsync(jobId, JobStep.Reading, cancellationToken);
        if (run is null)
        {
            return;
        }

        ReadResult result;
        try
        {
            result = await read.RunAsync(run.DeliveryId, new RowsRead(run), run.Token);
        }
        catch (ReadingTakenOverException)
        {
            // Whoever took over finishes the step.
            return;
        }

        switch (result)
        {
            case ReadResult.Read:
                await run.FinishAsync(cancellationToken);
                break;
            case ReadResult.Refused refused:
                await run.FailAsync(refused.Message, cancellationToken);
                break;
            case var other:
                throw new System.Diagnostics.UnreachableException(other.ToString());
        }
    }

    public async Task LinkAsync(Guid jobId, CancellationToken cancellationToken)
    {
        await using var run = await jobs.TryStartAsync(jobId, JobStep.Linking, cancellationToken);
        if (run is null)
        {
            return;
        }

        await linker.LinkDeliveryAsync(run.DeliveryId, new UnitsLinked(run), run.Token);
        await run.FinishAsync(cancellationToken);
        index.Raise();
    }

    /// <summary>The index follows the changes by itself; the step only wakes it and closes the job.</summary>
    public async Task IndexAsync(Guid jobId, CancellationToken cancellationToken)
    {
        index.Raise();
        await using var run = await jobs.TryStartAsync(jobId, JobStep.Indexing, cancellationToken);
        if (run is not null)
        {
            await run.FinishAsync(cancellationToken);
        }
    }

    private sealed class UnitsLinked(JobRun run) : IProgress<LinkProgress>
    {
        public void Report(LinkProgress value) => run.Report(new JobProgress(value.Done, value.Total));
    }

    private sealed class RowsRead(JobRun run) : IProgress<RowLedger>
    {
        public void Report(RowLedger value) => run.Report(new JobProgress(value.Read, 0));
    }
}
