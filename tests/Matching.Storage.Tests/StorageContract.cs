namespace Matching.Storage.Tests;

/// <summary>Base of the tests every provider has to pass: each test gets a fresh database.</summary>
public abstract class StorageContract(FreshDatabase database) : IAsyncLifetime
{
    protected FreshDatabase Database { get; } = database;

    protected static CancellationToken NoToken => CancellationToken.None;

    public Task InitializeAsync() => Database.PrepareAsync();

    public async Task DisposeAsync() => await Database.DisposeAsync();
}
