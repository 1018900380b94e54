using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Postgres;

/// <summary>Hands the PostgreSQL context to everybody who asks for the context of the product.</summary>
internal sealed class PostgresContexts(IDbContextFactory<PostgresDbContext> contexts) : IDbContextFactory<MatchingDbContext>
{
    public MatchingDbContext CreateDbContext() => contexts.CreateDbContext();
}
