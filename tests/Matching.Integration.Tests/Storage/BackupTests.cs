using System.Globalization;
using Matching.Domain.Libraries;
using Matching.Ingest.Samples;
using Matching.Storage.Backups;
using Matching.Tests.Servers;

namespace Matching.Integration.Tests.Storage;

/// <summary>What is backed up and restored elsewhere is the same, byte for byte where it is exported; what is not whole, or has no empty place, is refused.</summary>
public abstract class BackupContract : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matching-backup-");

    private string Backup => Path.Combine(folder.FullName, "backup");

    /// <summary>Connection string of a new, empty database; null for a SQLite file.</summary>
    protected abstract string? NewDatabase();

    public Task InitializeAsync() => Task.CompletedTask;

    public virtual Task DisposeAsync()
    {
        folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Restored_elsewhere_all_is_as_it_was()
    {
        await using var store = await LoadedAsync();
        var before = await store.ExportAsync();
        var note = await store.Get<SystemBackup>().CreateAsync(Backup, CancellationToken.None);
        Assert.True(note.Deliveries > 0);

        await using var other = new LoadedStore(NewDatabase());
        other.Clock.Advance(store.Clock.GetUtcNow() - other.Clock.GetUtcNow());
        Assert.IsType<RestoreResult.Restored>(await other.Get<SystemBackup>().RestoreAsync(Backup, CancellationToken.None));
        await other.PrepareAsync();
        var after = await other.ExportAsync();
        Assert.All(before, part => Assert.True(part.Value == after[part.Key], $"{part.Key} differ"));

        // a second restore finds the place taken and changes nothing
        Assert.IsType<RestoreResult.Refused>(await other.Get<SystemBackup>().RestoreAsync(Backup, CancellationToken.None));
        Assert.Equal(before["links"], (await other.ExportAsync())["links"]);
    }

    [Fact]
    public async Task A_back_up_that_is_not_whole_is_refused_and_the_place_stays_empty()
    {
        await using var store = await LoadedAsync();
        var note = await store.Get<SystemBackup>().CreateAsync(Backup, CancellationToken.None);
        await Assert.ThrowsAsync<IOException>(() => store.Get<SystemBackup>().CreateAsync(Backup, CancellationToken.None));

        await using var other = new LoadedStore(NewDatabase());
        await using (var file = File.OpenWrite(Path.Combine(Backup, note.DatabaseFile)))
        {
            file.Seek(-1, SeekOrigin.End);
            file.WriteByte(0x5A);
            file.WriteByte(0x5A);
        }

        var damaged = Assert.IsType<RestoreResult.Refused>(await other.Get<SystemBackup>().RestoreAsync(Backup, CancellationToken.None));
        Assert.Contains("损坏", damaged.Message, StringComparison.Ordinal);
        File.Delete(Path.Combine(Backup, "backup.json"));
        Assert.IsType<RestoreResult.Refused>(await other.Get<SystemBackup>().RestoreAsync(Backup, CancellationToken.None));
        await other.PrepareAsync();
        Assert.Equal("", (await other.ExportAsync())["firms"]);
    }

    private async Task<LoadedStore> LoadedAsync()
    {
        var lists = Path.Combine(folder.FullName, "lists");
        await SampleLists.WriteAsync(lists, 120, seed: 3);
        var store = new LoadedStore(NewDatabase());
        await store.PrepareAsync();
        foreach (var line in (await File.ReadAllLinesAsync(Path.Combine(lists, "lists.csv"))).Skip(1).Take(24))
        {
            var cells = line.Split(',');
            Assert.True(LibraryCatalog.TryFind(cells[1], out var info), line);
            await store.LoadAsync(Path.Combine(lists, cells[0]), info.Library, DateOnly.ParseExact(cells[2], "yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        return store;
    }
}

public sealed class SqliteBackupTests : BackupContract
{
    protected override string? NewDatabase() => null;
}

[NeedsPostgres]
public sealed class PostgresBackupTests : BackupContract
{
    private readonly List<TestDatabase> databases = [];

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        databases.ForEach(database => database.Dispose());
    }

    protected override string? NewDatabase()
    {
        databases.Add(new TestDatabase());
        return databases[^1].ConnectionString;
    }
}
