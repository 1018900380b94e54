using Npgsql;

namespace Matching.Tests.Servers;

/// <summary>An empty database of one test, removed at its end.</summary>
public sealed class TestDatabase : IDisposable
{
    private readonly string name = $"test_{Guid.NewGuid():N}";

    public TestDatabase()
    {
        Server = PostgresServer.Instance.Ready();
        Server.Run($"CREATE DATABASE {name} TEMPLATE template0");
        ConnectionString = Server.To(name);
    }

    public PostgresServer Server { get; }

    public string ConnectionString { get; }

    public void Dispose()
    {
        using (var pool = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(pool);
        }

        Server.Run($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }
}
