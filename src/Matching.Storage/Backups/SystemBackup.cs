using System.Security.Cryptography;
using System.Text.Json;
using Matching.Storage.Deliveries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Matching.Storage.Backups;

/// <summary>Backs up what cannot be made again: the tables, the delivered files and the keys. Index, cache and messages follow from the tables.</summary>
public sealed class SystemBackup
{
    private readonly IDatabaseBackup database;
    private readonly IDbContextFactory<MatchingDbContext> contexts;
    private readonly DeliveryStore deliveries;
    private readonly IOptions<StorageOptions> options;
    private readonly TimeProvider clock;

    internal SystemBackup(
        IDatabaseBackup database, IDbContextFactory<MatchingDbContext> contexts, DeliveryStore deliveries, IOptions<StorageOptions> options, TimeProvider clock) =>
        (this.database, this.contexts, this.deliveries, this.options, this.clock) = (database, contexts, deliveries, options, clock);

    /// <summary>Writes a back-up while the system goes on working.</summary>
    /// <param name="folder">New or empty.</param>
    /// <exception cref="IOException">The folder is in use, or the database cannot be read.</exception>
    public async Task<BackupNote> CreateAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        if (Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new IOException($"{folder} 不是空目录，没有写入。请换一个新目录，旧备份不会被覆盖。");
        }

        // Tables first: a delivered file is there before any row speaks of it, so none can be missing afterwards.
        var file = Path.Combine(folder, database.FileName);
        await database.WriteAsync(file, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var migrations = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        foreach (var part in Folders)
        {
            Copy(part, Within(folder, part), cancellationToken);
        }

        var note = new BackupNote(
            database.Provider, clock.GetUtcNow(), migrations, database.FileName, await HashAsync(file, cancellationToken), FilesIn(Within(folder, options.Value.DeliveryFolder)));
        await File.WriteAllTextAsync(Path.Combine(folder, BackupNote.FileName), JsonSerializer.Serialize(note), cancellationToken);
        return note;
    }

    /// <summary>Fills an empty place from a back-up, after checking that the back-up is whole.</summary>
    public async Task<RestoreResult> RestoreAsync(string folder, CancellationToken cancellationToken)
    {
        var noteFile = Path.Combine(folder, BackupNote.FileName);
        if (!File.Exists(noteFile) || JsonSerializer.Deserialize<BackupNote>(await File.ReadAllTextAsync(noteFile, cancellationToken)) is not { } note)
        {
            return new RestoreResult.Refused($"{folder} 不是完整的备份（没有 {BackupNote.FileName}）。请选择备份命令写完的目录。");
        }

        if (note.Provider != database.Provider)
        {
            return new RestoreResult.Refused($"这是 {note.Provider} 的备份，当前配置的是 {database.Provider}。请按备份的数据库类型配置后再恢复。");
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (note.Migrations.Except(db.Database.GetMigrations()).FirstOrDefault() is { } unknown)
        {
            return new RestoreResult.Refused($"备份来自更新的版本（{unknown}）。请用相同或更新版本的程序恢复。");
        }

        var file = Path.Combine(folder, note.DatabaseFile);
        if (!File.Exists(file) || await HashAsync(file, cancellationToken) != note.DatabaseHash || FilesIn(Within(folder, options.Value.DeliveryFolder)) != note.Deliveries)
        {
            return new RestoreResult.Refused($"{folder} 的内容与备份时不一致，可能缺失或损坏，没有恢复。请用另一份备份。");
        }

        if (await database.WhyNotHereAsync(cancellationToken) is { } taken)
        {
            return new RestoreResult.Refused(taken);
        }

        foreach (var part in Folders)
        {
            Copy(Within(folder, part), part, cancellationToken);
        }

        // The tables last: until they are there, the place still counts as empty and the restore can be run again.
        await database.ReadAsync(file, cancellationToken);
        await using var restored = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var hash in await restored.Deliveries.Select(delivery => delivery.ContentHash).Distinct().ToListAsync(cancellationToken))
        {
            if (!deliveries.Has(hash))
            {
                throw new IOException($"恢复后缺少名单文件 {hash}，备份不完整。请用另一份备份恢复到新的目录。");
            }
        }

        return new RestoreResult.Restored(note);
    }

    private string[] Folders => [options.Value.DeliveryFolder, options.Value.KeyFolder];

    /// <summary>Where a folder of the system lies in a back-up.</summary>
    private static string Within(string backup, string part) => Path.Combine(backup, Path.GetFileName(part));

    private static void Copy(string from, string into, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(from))
        {
            return;
        }

        // Files on their way in are nobody's yet and may be gone before they are copied.
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(Path.GetDirectoryName(file)) != "incoming"))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var target = Path.Combine(into, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    private static int FilesIn(string folder) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count() : 0;

    private static async Task<string> HashAsync(string file, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
    }
}
