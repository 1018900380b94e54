using Matching.Storage.Accounts;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Matching.Storage.Postgres;

/// <summary>One statement, there and back once.</summary>
internal sealed class PostgresAccountReader(IDbContextFactory<MatchingDbContext> contexts) : IAccountReader
{
    private const string Sql = """
        SELECT "UserName", "DisplayName", "Role", "Tenant", "PasswordHash", "IsDemo", "IsDisabled" FROM accounts WHERE "UserName" = $1
        """;

    public async Task<AccountStanding?> FindAsync(string userName, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(Sql, connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = PostgresText.Storable(userName) } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new AccountStanding(
                reader.GetString(0), reader.GetString(1), (AccountRole)reader.GetInt32(2), reader.GetString(3), reader.GetString(4), reader.GetBoolean(5), reader.GetBoolean(6))
            : null;
    }
}
