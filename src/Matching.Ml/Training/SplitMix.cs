namespace Matching.Ml.Training;

/// <summary>The finaliser of SplitMix64 (Steele, Lea, Flood 2014): a hash of a number, the only source of chance in training.</summary>
public static class SplitMix
{
    public static ulong Mix(ulong x)
    {
        unchecked
        {
            var z = x + 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>A number of [0, 1) for the item <paramref name="i"/> of stream <paramref name="stream"/>.</summary>
    public static double Unit(ulong seed, ulong stream, ulong i) => (Mix(Mix(unchecked((seed * 1_000_003) + stream)) + i) >> 11) * (1.0 / (1UL << 53));
}
