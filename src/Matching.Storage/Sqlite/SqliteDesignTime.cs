using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Matching.Storage.Sqlite;

/// <summary>The context for <c>dotnet ef migrations</c>; it opens no file.</summary>
/// <remarks>After a change of the model, from the root (and the one for PostgreSQL beside it):
/// <c>dotnet ef migrations add &lt;Name&gt; --context MatchingDbContext --project src/Matching.Storage --output-dir Migrations/Sqlite --namespace Matching.Storage.Migrations.Sqlite</c>.</remarks>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<MatchingDbContext>
{
    public MatchingDbContext CreateDbContext(string[] args)
    {
        var builder = new DbContextOptionsBuilder<MatchingDbContext>();
        builder.UseMatchingSqlite("design-time.db");
        return new MatchingDbContext(builder.Options);
    }
}
