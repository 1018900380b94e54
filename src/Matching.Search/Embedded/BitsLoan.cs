using System.Collections.Concurrent;

namespace Matching.Search.Embedded;

/// <summary>Sets borrowed for the length of one search and given back together, so that searches leave no garbage behind.</summary>
internal sealed class BitsLoan : IDisposable
{
    private static readonly ConcurrentDictionary<int, ConcurrentBag<FirmBits>> Idle = new();

    private readonly List<FirmBits> borrowed = [];

    /// <summary>An empty set for a segment of <paramref name="firms"/> firms.</summary>
    public FirmBits Borrow(int firms)
    {
        FirmBits? bits = null;
        if (firms == Segment.MaxFirms && Idle.TryGetValue(firms, out var idle) && idle.TryTake(out bits))
        {
            bits.Clear();
        }

        bits ??= new FirmBits(firms);
        borrowed.Add(bits);
        return bits;
    }

    public void Dispose()
    {
        foreach (var bits in borrowed)
        {
            // Only full segments repeat their size often enough to be worth keeping.
            if (bits.Firms == Segment.MaxFirms)
            {
                Idle.GetOrAdd(bits.Firms, static _ => []).Add(bits);
            }
        }

        borrowed.Clear();
    }
}
