namespace Matching.Storage.Tests.Sqlite;

/// <summary>A SQLite file in a folder of its own, gone afterwards.</summary>
public sealed class FreshSqlite : FreshDatabase
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("matching-storage-").FullName;

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { ["Matching:Storage:DataFolder"] = Folder };

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
