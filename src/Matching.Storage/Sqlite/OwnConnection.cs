using Microsoft.Data.Sqlite;

namespace Matching.Storage.Sqlite;

/// <summary>A connection somebody keeps for the statements prepared on it. Of its own, not of the pool: others would get it back with settings they do not know.</summary>
internal static class OwnConnection
{
    /// <param name="mode"><see cref="SqliteOpenMode.ReadWrite"/> makes no file where there is none.</param>
    /// <exception cref="SqliteException">The file cannot be opened.</exception>
    public static SqliteConnection Open(string path, SqliteOpenMode mode = SqliteOpenMode.ReadWriteCreate)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ConnectionString);
        connection.Open();
        SqlitePragmas.Make(connection);
        return connection;
    }
}
