namespace Matching.Benchmarks.Ranking;

/// <summary>Looks at the memory of this process every few milliseconds and keeps the most it saw.</summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly Timer timer;
    private long most = Environment.WorkingSet;

    public PeakMemory() => timer = new Timer(_ => most = Math.Max(most, Environment.WorkingSet), null, 20, 20);

    public long Bytes => most;

    public void Dispose() => timer.Dispose();
}
