using System.Numerics;
using System.Runtime.Intrinsics;

namespace Matching.Search.Embedded;

/// <summary>Ordinals of one facet for all firms of a segment.</summary>
internal sealed class FacetColumn(FacetDictionary dictionary, ushort[] ordinals)
{
    /// <summary>Up to this many wanted ordinals, comparing them one by one with vectors beats a look-up per firm.</summary>
    private const int FewOrdinals = 6;

    public FacetDictionary Dictionary { get; } = dictionary;

    public int KeyOf(int firm) => Dictionary.KeyOf(ordinals[firm]);

    /// <summary>Adds the firms whose ordinal is marked.</summary>
    public void AddMarked(bool[] marked, FirmBits target)
    {
        if (marked.AsSpan().Count(true) > FewOrdinals)
        {
            AddByLookup(marked, target);
            return;
        }

        for (var ordinal = 0; ordinal < marked.Length; ordinal++)
        {
            if (marked[ordinal])
            {
                AddEqual((ushort)ordinal, target);
            }
        }
    }

    /// <summary>Adds to <paramref name="counts"/>, indexed by ordinal, the firms of the set.</summary>
    public void Count(FirmBits firms, int[] counts)
    {
        var words = firms.Words;
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            var first = i << 6;
            if (word == ulong.MaxValue)
            {
                foreach (var ordinal in ordinals.AsSpan(first, 64))
                {
                    counts[ordinal]++;
                }

                continue;
            }

            for (; word != 0; word &= word - 1)
            {
                counts[ordinals[first + BitOperations.TrailingZeroCount(word)]]++;
            }
        }
    }

    private void AddByLookup(bool[] marked, FirmBits target)
    {
        for (var firm = 0; firm < ordinals.Length; firm++)
        {
            // A value first seen after the question was asked is not among the marked ones.
            if (ordinals[firm] < marked.Length && marked[ordinals[firm]])
            {
                target.Add(firm);
            }
        }
    }

    private void AddEqual(ushort ordinal, FirmBits target)
    {
        var wanted = Vector256.Create(ordinal);
        var firm = 0;
        for (; firm + 64 <= ordinals.Length; firm += 64)
        {
            ulong word = 0;
            for (var part = 0; part < 64; part += Vector256<ushort>.Count)
            {
                var same = Vector256.Equals(Vector256.LoadUnsafe(ref ordinals[firm + part]), wanted);
                word |= (ulong)same.ExtractMostSignificantBits() << part;
            }

            target.Words[firm >> 6] |= word;
        }

        for (; firm < ordinals.Length; firm++)
        {
            if (ordinals[firm] == ordinal)
            {
                target.Add(firm);
            }
        }
    }
}
