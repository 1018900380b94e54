namespace Matching.Ingest.Samples;

/// <summary>Seeded numbers that are the same on every machine: SplitMix64, integer arithmetic and no library of the system.</summary>
/// <remarks>One stream per purpose, so that a change in one list leaves the others byte for byte as they were.</remarks>
internal sealed class SampleRandom
{
    private ulong state;

    private SampleRandom(ulong state) => this.state = state;

    public static SampleRandom For(int seed, string purpose)
    {
        // FNV-1a of the purpose keeps streams of one seed apart.
        var hash = 14695981039346656037UL;
        foreach (var c in purpose)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return new SampleRandom(hash ^ ((ulong)(uint)seed * 0x9E3779B97F4A7C15UL));
    }

    /// <summary>0 to <paramref name="limit"/> − 1.</summary>
    public int Next(int limit) => (int)((NextBits() >> 33) % (ulong)limit);

    public int Between(int low, int high) => low + Next(high - low + 1);

    /// <summary>0 up to, not reaching, 1.</summary>
    public double NextUnit() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => NextUnit() < probability;

    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    /// <summary>Bell-shaped, mean 0, deviation 1, within ±6: the sum of twelve uniform numbers needs no logarithm.</summary>
    public double NextNormal()
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++)
        {
            sum += NextUnit();
        }

        return sum;
    }

    public DateOnly Day(DateOnly first, DateOnly last) => first.AddDays(Next(last.DayNumber - first.DayNumber + 1));

    private ulong NextBits()
    {
        state += 0x9E3779B97F4A7C15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
