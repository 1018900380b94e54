namespace Matching.Storage.Bulk;

/// <summary>Inserts many rows at once, past the change tracker. SQLite: one prepared statement.</summary>
public interface IBulkWriter
{
    /// <summary>Inserts <paramref name="rows"/> as mapped in the model, in the order given, inside the context's transaction.</summary>
    /// <remarks>A generated key left at 0 is given by the database and not read back. Rows are taken from the sequence one by one,
    /// so it may be lazy. Open the transaction with <see cref="MatchingDbContext.BeginWriteAsync(CancellationToken)"/>.</remarks>
    /// <returns>Number of rows inserted.</returns>
    /// <exception cref="InvalidOperationException">The context has no open transaction.</exception>
    Task<int> InsertAsync<T>(MatchingDbContext db, IEnumerable<T> rows, CancellationToken cancellationToken)
        where T : class;

    /// <summary>Gives each firm the next change number, in the order given, so that the index takes them up.</summary>
    /// <param name="needsScoring">New value of the flag; null leaves it as it is.</param>
    /// <exception cref="InvalidOperationException">The context has no open transaction.</exception>
    Task MarkFirmsChangedAsync(
        MatchingDbContext db, IReadOnlyCollection<long> firmIds, bool? needsScoring, CancellationToken cancellationToken);
}
