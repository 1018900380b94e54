using System.Numerics;
using System.Runtime.InteropServices;

namespace Matching.Search.Embedded;

/// <summary>A set of the firms of one segment, one bit each.</summary>
internal sealed class FirmBits
{
    public FirmBits(int firms)
    {
        Firms = firms;
        Words = new ulong[WordsFor(firms)];
    }

    public int Firms { get; }

    public ulong[] Words { get; }

    public static int WordsFor(int firms) => (firms + 63) >> 6;

    public bool this[int firm] => (Words[firm >> 6] >> (firm & 63) & 1) != 0;

    public void Add(int firm) => Words[firm >> 6] |= 1UL << (firm & 63);

    public void Remove(int firm) => Words[firm >> 6] &= ~(1UL << (firm & 63));

    public void Clear() => Array.Clear(Words);

    public void Fill()
    {
        Clear();
        Invert();
    }

    public void Invert()
    {
        for (var i = 0; i < Words.Length; i++)
        {
            Words[i] = ~Words[i];
        }

        if ((Firms & 63) != 0)
        {
            Words[^1] &= (1UL << (Firms & 63)) - 1;
        }
    }

    public FirmBits Copy()
    {
        var copy = new FirmBits(Firms);
        copy.CopyFrom(this);
        return copy;
    }

    public void CopyFrom(FirmBits other) => Array.Copy(other.Words, Words, Words.Length);

    public void And(ReadOnlySpan<ulong> other)
    {
        var vectors = Vectors(Words);
        var others = Vectors(other);
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] &= others[i];
        }

        for (var i = vectors.Length * Vector<ulong>.Count; i < Words.Length; i++)
        {
            Words[i] &= other[i];
        }
    }

    public void AndNot(ReadOnlySpan<ulong> other)
    {
        var vectors = Vectors(Words);
        var others = Vectors(other);
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] = Vector.AndNot(vectors[i], others[i]);
        }

        for (var i = vectors.Length * Vector<ulong>.Count; i < Words.Length; i++)
        {
            Words[i] &= ~other[i];
        }
    }

    public void Or(ReadOnlySpan<ulong> other)
    {
        var vectors = Vectors(Words);
        var others = Vectors(other);
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] |= others[i];
        }

        for (var i = vectors.Length * Vector<ulong>.Count; i < Words.Length; i++)
        {
            Words[i] |= other[i];
        }
    }

    public int Count()
    {
        var count = 0;
        foreach (var word in Words)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    public bool IsEmpty => !Words.AsSpan().ContainsAnyExcept(0UL);

    /// <summary>Writes the firms in rising order.</summary>
    /// <returns>How many were written.</returns>
    public int List(Span<ushort> target)
    {
        var count = 0;
        for (var i = 0; i < Words.Length; i++)
        {
            for (var rest = Words[i]; rest != 0; rest &= rest - 1)
            {
                target[count++] = (ushort)((i << 6) + BitOperations.TrailingZeroCount(rest));
            }
        }

        return count;
    }

    /// <summary>Firms in rising order: <c>foreach (var firm in bits)</c>.</summary>
    public Walk GetEnumerator() => new(Words);

    private static Span<Vector<ulong>> Vectors(ulong[] words) => MemoryMarshal.Cast<ulong, Vector<ulong>>(words.AsSpan());

    private static ReadOnlySpan<Vector<ulong>> Vectors(ReadOnlySpan<ulong> words) => MemoryMarshal.Cast<ulong, Vector<ulong>>(words);

    internal struct Walk(ulong[] words)
    {
        private ulong rest = words.Length > 0 ? words[0] : 0;
        private int at;

        public int Current { get; private set; }

        public bool MoveNext()
        {
            while (rest == 0)
            {
                if (++at >= words.Length)
                {
                    return false;
                }

                rest = words[at];
            }

            Current = (at << 6) + BitOperations.TrailingZeroCount(rest);
            rest &= rest - 1;
            return true;
        }
    }
}
