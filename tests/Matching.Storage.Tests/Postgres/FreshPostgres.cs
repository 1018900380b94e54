using Matching.Tests.Servers;

namespace Matching.Storage.Tests.Postgres;

/// <summary>A PostgreSQL database of its own, gone afterwards.</summary>
public sealed class FreshPostgres : FreshDatabase
{
    // Made when first asked for: the class is constructed before it is known whether its tests run.
    private readonly Lazy<TestDatabase> database = new(() => new TestDatabase());

    public string Folder { get; } = Directory.CreateTempSubdirectory("matching-storage-").FullName;

    public string ConnectionString => database.Value.ConnectionString;

    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Matching:Storage:DataFolder"] = Folder,
        ["Matching:Storage:ConnectionString"] = database.Value.ConnectionString,
    };

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (database.IsValueCreated)
        {
            database.Value.Dispose();
        }

        Directory.Delete(Folder, recursive: true);
    }
}
