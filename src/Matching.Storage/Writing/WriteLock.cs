namespace Matching.Storage.Writing;

/// <summary>One writer at a time inside the process. SQLite allows one writer per file; waiting here is fair and holds no thread.</summary>
/// <remarks>Other processes on the same file are kept apart by SQLite itself (busy timeout). Not re-entrant: who holds a
/// <see cref="WriteTransaction"/> saves through the context that opened it.</remarks>
public sealed class WriteLock : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);

    public async Task<Turn> EnterAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        return new Turn(turn);
    }

    public void Dispose() => turn.Dispose();

    /// <summary>The right to write; disposing it twice gives it back once.</summary>
    public sealed class Turn : IDisposable
    {
        private SemaphoreSlim? held;

        internal Turn(SemaphoreSlim held) => this.held = held;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}
