using System.Globalization;

namespace Matching.Integration.Tests.Faults;

/// <summary>A seeded plan of what is ended when; the same seed gives the same plan.</summary>
internal sealed class Crashes(int seed, int count, double longestPause) : Disturbance
{
    private readonly Random random = new(seed);
    private readonly List<string> told = [];

    public override string Told => string.Join(", ", told);

    public override async Task CarryOutAsync(Product product)
    {
        var after = 0.0;
        for (var crash = 0; crash < count; crash++)
        {
            var pause = 0.2 + (random.NextDouble() * longestPause);
            var part = product.Parts[random.Next(product.Parts.Count)];
            await Task.Delay(TimeSpan.FromSeconds(pause));
            after += pause;
            told.Add(string.Create(CultureInfo.InvariantCulture, $"{part} {after:0.0} s"));
            await product.CrashAsync(part);
        }
    }
}
