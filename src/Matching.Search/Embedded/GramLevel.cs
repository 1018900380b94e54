namespace Matching.Search.Embedded;

/// <summary>Postings of all grams of one length over one column: for each gram the firms whose text holds it.</summary>
/// <remarks>Frequent grams are kept as bits ("dense"), the others as rising lists. A gram of two is keyed by its characters;
/// a longer one by the dense ordinal of its beginning and its last character, for only grams both of whose
/// parts are dense are worth keeping: any other is found faster by reading the texts of its rarer part.</remarks>
internal sealed class GramLevel
{
    /// <summary>A gram in at least one of this many firms is dense: bits then take no more room than a list.</summary>
    public const int DenseShare = 16;

    private readonly uint[] keys;
    private readonly int[] starts;
    private readonly ushort[] lists;
    private readonly int[] denseGrams;
    private readonly ulong[][] denseBits;
    private readonly int[] denseCounts;

    public GramLevel(uint[] keys, int[] starts, ushort[] lists, int[] denseGrams, ulong[][] denseBits, int[] denseCounts)
    {
        this.keys = keys;
        this.starts = starts;
        this.lists = lists;
        this.denseGrams = denseGrams;
        this.denseBits = denseBits;
        this.denseCounts = denseCounts;
    }

    public bool HasDense => denseGrams.Length > 0;

    /// <summary>The gram with this key; null when no text holds it.</summary>
    public GramPosting? Find(uint key)
    {
        var gram = Array.BinarySearch(keys, key);
        return gram < 0 ? null : At(gram);
    }

    /// <summary>Adds the firms of every gram that begins with <paramref name="first"/>; level two only.</summary>
    public void AddBeginning(char first, FirmBits target)
    {
        var gram = Array.BinarySearch(keys, (uint)first << 16);
        for (gram = gram < 0 ? ~gram : gram; gram < keys.Length && keys[gram] >> 16 == first; gram++)
        {
            At(gram).AddTo(target);
        }
    }

    private GramPosting At(int gram)
    {
        if (starts[gram] < starts[gram + 1])
        {
            return new GramPosting(-1, null, lists, starts[gram], starts[gram + 1] - starts[gram]);
        }

        var dense = Array.BinarySearch(denseGrams, gram);
        return new GramPosting(dense, denseBits[dense], lists, 0, denseCounts[dense]);
    }
}

/// <summary>The firms of one gram.</summary>
/// <param name="DenseOrdinal">Number among the dense grams of its level; −1 when kept as a list.</param>
internal readonly record struct GramPosting(int DenseOrdinal, ulong[]? Bits, ushort[] Lists, int Start, int Count)
{
    public bool IsDense => DenseOrdinal >= 0;

    public ReadOnlySpan<ushort> List => Lists.AsSpan(Start, Count);

    public void AddTo(FirmBits target)
    {
        if (Bits is not null)
        {
            target.Or(Bits);
            return;
        }

        foreach (var firm in List)
        {
            target.Add(firm);
        }
    }
}
