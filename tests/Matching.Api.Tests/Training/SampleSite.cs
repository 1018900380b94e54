using Matching.Api.Tests.Site;

namespace Matching.Api.Tests.Training;

/// <summary>The product with the sample lists of the demonstration that were public by the day of the clock, outcomes among them.</summary>
public sealed class SampleSite : LoadedSite
{
    public override async Task InitializeAsync()
    {
        var folder = Path.Combine(Home.DemoListsRoot(), "samples", "demo");
        var lists = File.ReadLines(Path.Combine(folder, "lists.csv")).Skip(1)
            .Select(line => line.Split(','))
            .Where(cells => string.CompareOrdinal(cells[2], "2026-03-10") <= 0);
        foreach (var cells in lists)
        {
            await LoadAsync(cells[0], await File.ReadAllBytesAsync(Path.Combine(folder, cells[0])));
        }

        await ScoreAndIndexAsync();
    }

    private static class Home
    {
        public static string DemoListsRoot() =>
            Features.Home.DemoLists.RootFrom(AppContext.BaseDirectory) ?? throw new DirectoryNotFoundException("samples/demo is not above the tests.");
    }
}
