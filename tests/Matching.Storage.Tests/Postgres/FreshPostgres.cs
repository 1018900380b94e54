using Matching.Tests.Servers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

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

    /// <summary>The services of a process configured with that connection string.</summary>
    public static ServiceProvider BuildOn(string connectionString, string folder) => new ServiceCollection()
        .AddLogging()
        .AddMatchingStorage(new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Matching:Storage:DataFolder", folder),
            new("Matching:Storage:Provider", "Postgres"),
            new("Matching:Storage:ConnectionString", connectionString),
        ]).Build())
        .BuildServiceProvider();

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
