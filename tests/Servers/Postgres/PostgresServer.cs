using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Matching.Tests.Servers;

/// <summary>A PostgreSQL of this test process: a throw-away cluster on loopback, started at first use, gone with the process however it ends.</summary>
/// <remarks><c>MATCHING_TEST_POSTGRES</c> (a connection string of an account that may create databases) names another server to use instead.</remarks>
public sealed class PostgresServer
{
    private const string OtherServer = "MATCHING_TEST_POSTGRES";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly Lazy<PostgresServer> Shared = new(() => new PostgresServer());

    /// <summary>Starts a cluster of its own; <see cref="Instance"/> is the one tests share.</summary>
    public PostgresServer()
    {
        if (Environment.GetEnvironmentVariable(OtherServer) is { Length: > 0 } given)
        {
            ConnectionString = given;
            return;
        }

        var port = LoopbackPort.Free();
        ConnectionString = Loopback(port);
        Keeper = Start(port);
    }

    private PostgresServer(int port)
    {
        ConnectionString = Loopback(port);
        Keeper = Start(port);
    }

    public static PostgresServer Instance => Shared.Value;

    /// <summary>Why there is no server here; null when there is one.</summary>
    public static string? WhyNot { get; } = Environment.GetEnvironmentVariable(OtherServer) is { Length: > 0 } || Programs is not null
        ? null
        : "PostgreSQL is not installed (Debian: apt-get install postgresql), and MATCHING_TEST_POSTGRES names no other.";

    /// <summary>For an account that may create databases.</summary>
    public string ConnectionString { get; }

    /// <summary>The shell that holds the cluster; its end of input ends the cluster. Null for a server of others.</summary>
    public Process? Keeper { get; }

    /// <summary>Why no server of one's own can be started; null when one can.</summary>
    public static string? WhyNoOwn { get; } = Programs is not null ? null : "PostgreSQL is not installed (Debian: apt-get install postgresql).";

    private static string? Programs => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql")
            .Select(folder => Path.Combine(folder, "bin"))
            .Where(bin => File.Exists(Path.Combine(bin, "initdb")))
            .Order(StringComparer.Ordinal)
            .LastOrDefault()
        : null;

    /// <summary>Connection string of another database on the server.</summary>
    public string To(string database) => new NpgsqlConnectionStringBuilder(ConnectionString) { Database = database }.ConnectionString;

    /// <summary>A server of one test that comes up on <paramref name="port"/>, where nobody listened before.</summary>
    public static PostgresServer ComingUpOn(int port) => new(port);

    /// <summary>How to reach a server of ours on that port, whether it is up or not.</summary>
    public static string Loopback(int port) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = "matching",
        Password = "throw-away",
        Database = "postgres",
        MaxPoolSize = 40,
        Timeout = 15,
    }.ConnectionString;

    /// <summary>Ends a server of one test and removes its folder.</summary>
    public void Stop()
    {
        Keeper?.StandardInput.Close();
        Keeper?.WaitForExit();
    }

    public void Run(string sql)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static Process Start(int port)
    {
        var programs = Programs ?? throw new InvalidOperationException("PostgreSQL is not installed.");

        // The server refuses to run as root, so root hands it to the account that Debian makes for it.
        var other = Environment.UserName == "root" ? "runuser -u postgres -- " : "";
        var script = $"""
            set -e
            folder=$(mktemp -d /tmp/matching-postgres-XXXXXX)
            [ "$(id -u)" -ne 0 ] || chown postgres "$folder"
            cd "$folder"
            trap 'rm -rf "$folder"' EXIT
            echo throw-away > "$folder/password"; [ "$(id -u)" -ne 0 ] || chown postgres "$folder/password"
            {other}{programs}/initdb -D "$folder/data" -U matching -A scram-sha-256 --pwfile="$folder/password" -E UTF8 --locale=C -N >/dev/null
            {other}{programs}/postgres -D "$folder/data" -p {port} -k "$folder" -c listen_addresses=127.0.0.1 \
              -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300 -c shared_buffers=64MB >"$folder/log" 2>&1 &
            server=$!
            read -r _ || true
            [ "$(id -u)" -ne 0 ] || server=$(head -1 "$folder/data/postmaster.pid")
            kill -QUIT "$server" 2>/dev/null || true
            while kill -0 "$server" 2>/dev/null; do sleep 0.05; done
            """;
        var start = new ProcessStartInfo("bash") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(script);
        return Process.Start(start)!;
    }

    /// <summary>Waits until the server answers; call before the first connection.</summary>
    public PostgresServer Ready()
    {
        if (isReady)
        {
            return this;
        }

        lock (Shared)
        {
            var since = Stopwatch.GetTimestamp();
            while (!isReady)
            {
                try
                {
                    Run("SELECT 1");
                    isReady = true;
                }
                catch (NpgsqlException) when (Stopwatch.GetElapsedTime(since) < Patience && Keeper is not { HasExited: true })
                {
                    Keeper?.WaitForExit(TimeSpan.FromMilliseconds(100));
                }
            }
        }

        return this;
    }

    private volatile bool isReady;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"PostgreSQL of process {Environment.ProcessId}");
}
