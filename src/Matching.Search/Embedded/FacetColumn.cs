using System.Buffers;
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

    /// <summary>Adds to <paramref name="counts"/>, indexed by ordinal, the listed firms.</summary>
    public void Count(ReadOnlySpan<ushort> firms, int[] counts)
    {
        var left = firms.Length % 4;
        foreach (var firm in firms[..left])
        {
            counts[ordinals[firm]]++;
        }

        if (firms.Length == left)
        {
            return;
        }

        // Neighbours mostly share their value; four tallies keep one addition from waiting for the last.
        var size = counts.Length;
        var tallies = ArrayPool<int>.Shared.Rent(size * 4);
        var first = tallies.AsSpan(0, size);
        var second = tallies.AsSpan(size, size);
        var third = tallies.AsSpan(size * 2, size);
        var fourth = tallies.AsSpan(size * 3, size);
        tallies.AsSpan(0, size * 4).Clear();
        for (var i = left; i + 3 < firms.Length; i += 4)
        {
            first[ordinals[firms[i]]]++;
            second[ordinals[firms[i + 1]]]++;
            third[ordinals[firms[i + 2]]]++;
            fourth[ordinals[firms[i + 3]]]++;
        }

        for (var ordinal = 0; ordinal < size; ordinal++)
        {
            counts[ordinal] += first[ordinal] + second[ordinal] + third[ordinal] + fourth[ordinal];
        }

        ArrayPool<int>.Shared.Return(tallies);
    }

    private void AddByLookup(bool[] marked, FirmBits target)
    {
        for (var i = 0; i < target.Words.Length; i++)
        {
            ulong word = 0;
            var part = ordinals.AsSpan(i << 6, Math.Min(64, ordinals.Length - (i << 6)));
            for (var bit = 0; bit < part.Length; bit++)
            {
                word |= (marked[part[bit]] ? 1UL : 0UL) << bit;
            }

            target.Words[i] |= word;
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
