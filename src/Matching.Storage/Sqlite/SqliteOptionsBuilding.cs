using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Sqlite;

internal static class SqliteOptionsBuilding
{
    /// <summary>Opens <paramref name="path"/> with our settings. Lists of keys travel as one JSON parameter, whatever their length.</summary>
    public static DbContextOptionsBuilder UseMatchingSqlite(this DbContextOptionsBuilder builder, string path)
    {
        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            ForeignKeys = true,
            Pooling = true,
            DefaultTimeout = 60,
        };
        return builder
            .UseSqlite(connection.ConnectionString, sqlite => sqlite
                .UseParameterizedCollectionMode(ParameterTranslationMode.Parameter)
                .CommandTimeout(60))
            .AddInterceptors(new SqlitePragmas());
    }
}
