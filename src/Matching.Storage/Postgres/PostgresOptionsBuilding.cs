using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Matching.Storage.Postgres;

internal static class PostgresOptionsBuilding
{
    private static readonly TimeSpan LongestCommand = TimeSpan.FromMinutes(10);

    /// <summary>Connects with our settings on top of the given ones. Lists of keys travel as one array parameter, whatever their length.</summary>
    /// <remarks>A broken connection is not retried here: it would repeat half a transaction. It surfaces as the <see cref="NpgsqlException"/> it is,
    /// and whoever owns the piece of work (job step, consumer, request) starts it again.</remarks>
    public static DbContextOptionsBuilder UseMatchingPostgres(this DbContextOptionsBuilder builder, string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        connection.ApplicationName ??= "matching";
        return builder.UseNpgsql(connection.ConnectionString, postgres => postgres
            .UseParameterizedCollectionMode(ParameterTranslationMode.Parameter)
            .ExecutionStrategy(dependencies => new NonRetryingExecutionStrategy(dependencies))
            .CommandTimeout((int)LongestCommand.TotalSeconds));
    }
}
