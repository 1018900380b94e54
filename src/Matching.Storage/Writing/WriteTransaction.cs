using Microsoft.EntityFrameworkCore.Storage;

namespace Matching.Storage.Writing;

/// <summary>A transaction together with the right to write. Disposed without commit it rolls back.</summary>
/// <remarks>Keep it short (20,000 rows or so): everybody else who writes, the audit log included, waits meanwhile.</remarks>
public sealed class WriteTransaction : IAsyncDisposable
{
    private readonly IDbContextTransaction transaction;
    private readonly WriteLock.Turn? turn;

    internal WriteTransaction(IDbContextTransaction transaction, WriteLock.Turn? turn)
    {
        this.transaction = transaction;
        this.turn = turn;
    }

    public Task CommitAsync(CancellationToken cancellationToken) => transaction.CommitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
        }
        finally
        {
            turn?.Dispose();
        }
    }
}
