using System.Runtime.InteropServices;

namespace Matching.Domain.Linkage.Register;

/// <summary>Places by key, many for one.</summary>
internal sealed class KeyTable(int expected)
{
    private readonly Dictionary<ulong, int> heads = new(expected);
    private readonly List<(int Place, int Next)> chain = new(expected);

    public void Add(ulong key, int place)
    {
        ref var head = ref CollectionsMarshal.GetValueRefOrAddDefault(heads, key, out var isKnown);
        chain.Add((place, isKnown ? head : -1));
        head = chain.Count - 1;
    }

    /// <summary>Places of a key.</summary>
    /// <returns>Number written to <paramref name="into"/>; 0 too when there are more than it holds.</returns>
    public int Find(ulong key, Span<int> into)
    {
        if (!heads.TryGetValue(key, out var at))
        {
            return 0;
        }

        var count = 0;
        for (; at >= 0; at = chain[at].Next)
        {
            if (count == into.Length)
            {
                return 0;
            }

            into[count++] = chain[at].Place;
        }

        return count;
    }
}
