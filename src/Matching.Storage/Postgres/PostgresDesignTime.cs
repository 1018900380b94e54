using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Matching.Storage.Postgres;

/// <summary>The context for <c>dotnet ef migrations</c>; it opens no connection.</summary>
/// <remarks>After a change of the model, from the root, beside the one for SQLite:
/// <c>dotnet ef migrations add &lt;Name&gt; --context PostgresDbContext --project src/Matching.Storage --output-dir Migrations/Postgres --namespace Matching.Storage.Migrations.Postgres</c>.</remarks>
internal sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresDbContext>
{
    public PostgresDbContext CreateDbContext(string[] args)
    {
        var builder = new DbContextOptionsBuilder<PostgresDbContext>();
        builder.UseMatchingPostgres("Host=design-time");
        return new PostgresDbContext(builder.Options);
    }
}
