using Matching.Ingest.Linking;
using Matching.Ingest.Tests.Deliveries;

namespace Matching.Ingest.Tests.Linking;

/// <summary>Generated lists of all libraries in shuffled orders, and all at once: the same firms come out.</summary>
public sealed class SampleOrderTests : IAsyncLifetime
{
    private SampleWorld world = null!;

    public async Task InitializeAsync() => world = await SampleWorld.WriteAsync(firms: 80, seed: 31);

    public Task DisposeAsync()
    {
        world.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Any_order_of_lists_and_all_at_once_end_in_the_same_groups()
    {
        var files = world.Files.ToArray();
        string atOnce;
        await using (var loader = await LoaderFixture.CreateAsync())
        {
            foreach (var file in files)
            {
                await world.LoadAsync(loader, file, isLinked: false);
            }

            await loader.Get<RecordLinker>().LinkAllAsync(null, CancellationToken.None);
            atOnce = SampleWorld.Groups(await SampleWorld.PlacesAsync(loader));
        }

        foreach (var seed in new[] { 1, 2, 3 })
        {
            new Random(seed).Shuffle(files);
            await using var loader = await LoaderFixture.CreateAsync();
            foreach (var file in files)
            {
                await world.LoadAsync(loader, file);
            }

            Assert.Equal(atOnce, SampleWorld.Groups(await SampleWorld.PlacesAsync(loader)));
        }
    }
}
