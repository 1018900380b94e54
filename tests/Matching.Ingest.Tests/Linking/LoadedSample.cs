using Matching.Ingest.Tests.Deliveries;

namespace Matching.Ingest.Tests.Linking;

/// <summary>Lists about 300 invented firms, written and loaded once; tests that change them put them back.</summary>
public sealed class LoadedSample : IAsyncLifetime
{
    public LoaderFixture Loader { get; private set; } = null!;

    internal SampleWorld World { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Loader = await LoaderFixture.CreateAsync();
        World = await SampleWorld.WriteAsync(firms: 300, seed: 23);
        foreach (var file in World.Files)
        {
            await World.LoadAsync(Loader, file);
        }
    }

    public async Task DisposeAsync()
    {
        World.Dispose();
        await Loader.DisposeAsync();
    }
}
