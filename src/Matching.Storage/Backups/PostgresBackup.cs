using System.Diagnostics;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matching.Storage.Backups;

/// <summary>By the server's own programs, <c>pg_dump</c> and <c>pg_restore</c>, which have to be on the search path and of the server's version or later.</summary>
internal sealed class PostgresBackup(IOptions<StorageOptions> options) : IDatabaseBackup
{
    public StorageProvider Provider => StorageProvider.Postgres;

    public string FileName => "matching.dump";

    private NpgsqlConnectionStringBuilder Server => new(options.Value.ConnectionString);

    public Task WriteAsync(string file, CancellationToken cancellationToken) =>
        RunAsync("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", $"--file={file}"], cancellationToken);

    public async Task<string?> WhyNotHereAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(options.Value.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()";
        return (long)(await command.ExecuteScalarAsync(cancellationToken))! == 0
            ? null
            : $"数据库 {Server.Host}:{Server.Port}/{Server.Database} 不是空的，没有改动。请新建一个空数据库，把 Matching__Storage__ConnectionString 指向它。";
    }

    public Task ReadAsync(string file, CancellationToken cancellationToken) =>
        RunAsync("pg_restore", ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", $"--dbname={Server.Database}", file], cancellationToken);

    private async Task RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var server = Server;
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };

        // In the environment, not among the arguments, which other accounts of the machine can read.
        (start.Environment["PGHOST"], start.Environment["PGPORT"]) = (server.Host, $"{server.Port}");
        (start.Environment["PGUSER"], start.Environment["PGPASSWORD"], start.Environment["PGDATABASE"]) = (server.Username, server.Password, server.Database);
        using var process = Start(start);
        var complaint = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new IOException($"{program} 没有成功：{(await complaint).Trim()}");
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new IOException($"找不到 {start.FileName}。请安装 PostgreSQL 客户端（Debian：apt-get install postgresql-client）后再试。", missing);
        }
    }
}
