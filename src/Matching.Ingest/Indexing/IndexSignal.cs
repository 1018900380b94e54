namespace Matching.Ingest.Indexing;

/// <summary>Wakes the index follower of this process. Losing a signal costs half a second, never a change.</summary>
public sealed class IndexSignal : IDisposable
{
    private readonly SemaphoreSlim raised = new(0, 1);

    public void Raise()
    {
        try
        {
            raised.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already raised and not yet seen: one look covers both.
        }
    }

    /// <summary>Returns when the signal is raised, or after <paramref name="atMost"/>.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => raised.WaitAsync(atMost, cancellationToken);

    public void Dispose() => raised.Dispose();
}
