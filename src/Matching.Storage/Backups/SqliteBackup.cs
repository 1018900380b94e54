using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Matching.Storage.Backups;

internal sealed class SqliteBackup(IOptions<StorageOptions> options) : IDatabaseBackup
{
    public StorageProvider Provider => StorageProvider.Sqlite;

    public string FileName => "matching.db";

    public async Task WriteAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(options.Value.SqlitePath))
        {
            throw new IOException($"没有数据库 {options.Value.SqlitePath}，没有可备份的内容。请用 --data 指明数据目录。");
        }

        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = options.Value.SqlitePath, Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $file";
        command.Parameters.AddWithValue("$file", file);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public Task<string?> WhyNotHereAsync(CancellationToken cancellationToken) => Task.FromResult(
        File.Exists(options.Value.SqlitePath) ? $"{options.Value.SqlitePath} 已有数据库，没有改动。请停止系统，换一个空的数据目录，或先把原目录改名。" : null);

    public async Task ReadAsync(string file, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Value.DataFolder);
        var unfinished = options.Value.SqlitePath + ".restoring";
        await using (var from = File.OpenRead(file))
        await using (var into = File.Create(unfinished))
        {
            await from.CopyToAsync(into, cancellationToken);
        }

        File.Move(unfinished, options.Value.SqlitePath);
    }
}
