namespace Matching.Domain.Linkage.Register;

/// <summary>Which keys will be asked for, as bits: a register need not hold the others. Some keys pass that nobody asks for; none that is asked for is left out.</summary>
internal sealed class AskedKeys
{
    private const int Bits = 26;

    private readonly long[] bits = new long[1 << (Bits - 6)];

    public void Add(ulong key)
    {
        var place = Place(key);
        Interlocked.Or(ref bits[place >> 6], 1L << (int)(place & 63));
    }

    public bool MayHold(ulong key)
    {
        var place = Place(key);
        return (bits[place >> 6] & (1L << (int)(place & 63))) != 0;
    }

    // FNV leaves the high bits of short texts weak; they are mixed first.
    private static long Place(ulong key) => (long)((key * 0x9E3779B97F4A7C15UL) >> (64 - Bits));
}
