using Matching.Storage.Accounts;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Matching.Storage.Sqlite;

/// <summary>Over a connection and a statement kept for it: making them anew costs several times the reading.</summary>
internal sealed class SqliteAccountReader(IOptions<StorageOptions> options) : IAccountReader, IDisposable
{
    private const string Sql = """
        SELECT "UserName", "DisplayName", "Role", "Tenant", "PasswordHash", "IsDemo", "IsDisabled" FROM accounts WHERE "UserName" = ?
        """;

    private readonly Lock turn = new();
    private SqliteConnection? connection;
    private SqliteStatement? statement;

    public Task<AccountStanding?> FindAsync(string userName, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (turn)
        {
            var isRead = false;
            try
            {
                var found = Read(statement ??= Open(), userName);
                isRead = true;
                return Task.FromResult(found);
            }
            finally
            {
                if (!isRead)
                {
                    Dispose();
                }
            }
        }
    }

    public void Dispose()
    {
        statement?.Dispose();
        connection?.Dispose();
        (statement, connection) = (null, null);
    }

    private static AccountStanding? Read(SqliteStatement statement, string userName)
    {
        statement.BindText(1, userName);
        try
        {
            return statement.Step()
                ? new AccountStanding(
                    statement.Text(0), statement.Text(1), (AccountRole)statement.Int64(2), statement.Text(3), statement.Text(4), statement.Int64(5) != 0, statement.Int64(6) != 0)
                : null;
        }
        finally
        {
            // Lets go of the state it read: the next look sees what was committed meanwhile.
            statement.Reset();
        }
    }

    private SqliteStatement Open()
    {
        connection = OwnConnection.Open(options.Value.SqlitePath, SqliteOpenMode.ReadWrite);
        return new SqliteStatement(connection, Sql);
    }
}
