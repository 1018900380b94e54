namespace Matching.Storage.Preparing;

/// <summary>What making a database ready needs to know of its provider.</summary>
internal interface IProviderGround
{
    /// <summary>Sees to it that the database exists and keeps other processes from preparing it until disposed, or until this process dies.</summary>
    /// <exception cref="DatabaseUnavailableException">Nobody answers; it may come.</exception>
    /// <exception cref="DatabaseUnusableException">It answers and refuses; waiting would not help.</exception>
    Task<IAsyncDisposable> EnterAsync(CancellationToken cancellationToken);

    /// <summary>Names of the tables that are there, without those of the provider and of Entity Framework.</summary>
    Task<IReadOnlyList<string>> TablesAsync(MatchingDbContext db, CancellationToken cancellationToken);

    /// <summary>Puts the rules in place that the database itself holds: append-only tables, published pools.</summary>
    Task GuardAsync(MatchingDbContext db, CancellationToken cancellationToken);
}
