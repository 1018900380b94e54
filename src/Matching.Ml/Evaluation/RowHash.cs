using System.Text;

namespace Matching.Ml.Evaluation;

/// <summary>Numbers drawn from row keys instead of a random generator: the same rows get the same numbers in any order and on any machine.</summary>
public static class RowHash
{
    /// <summary>64 well-mixed bits of a key and a seed: FNV-1a over UTF-8, finished as SplitMix64.</summary>
    public static ulong Of(string key, long seed)
    {
        ArgumentNullException.ThrowIfNull(key);
        var hash = 14695981039346656037UL;
        foreach (var b in Encoding.UTF8.GetBytes(key))
        {
            hash = (hash ^ b) * 1099511628211UL;
        }

        return Mix(hash ^ Mix((ulong)seed));
    }

    /// <summary>0 up to, not reaching, 1.</summary>
    public static double UnitOf(string key, long seed) => (Of(key, seed) >> 11) * (1.0 / (1UL << 53));

    public static ulong Mix(ulong value)
    {
        var z = value + 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
