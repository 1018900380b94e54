namespace Matching.Domain.Finding;

/// <summary>Names in order, to find those that go on where another breaks off. Kept in small blocks, so that one more name moves a few hundred at most.</summary>
internal sealed class NameStarts(NameStarts.Reader read)
{
    private const int MostPerBlock = 512;

    private readonly List<List<Start>> blocks = [];

    /// <summary>Reads the text of a start.</summary>
    public delegate ReadOnlySpan<char> Reader(Start start);

    /// <param name="Entry">Place of the name.</param>
    /// <param name="From">Characters of the name that are left out in front.</param>
    public readonly record struct Start(int Entry, byte From);

    public long Bytes => blocks.Sum(block => (long)block.Capacity * 8);

    /// <summary>Fills an empty order at once.</summary>
    public void Fill(List<Start> starts)
    {
        starts.Sort(Compare);
        for (var from = 0; from < starts.Count; from += MostPerBlock * 3 / 4)
        {
            blocks.Add(starts.GetRange(from, Math.Min(MostPerBlock * 3 / 4, starts.Count - from)));
        }
    }

    public void Add(Start start)
    {
        if (blocks.Count == 0)
        {
            blocks.Add([start]);
            return;
        }

        var at = Math.Max(0, BlockBefore(start));
        var block = blocks[at];
        var place = block.BinarySearch(start, Comparer<Start>.Create(Compare));
        if (place >= 0)
        {
            return;
        }

        block.Insert(~place, start);
        if (block.Count > MostPerBlock)
        {
            blocks.Insert(at + 1, block.GetRange(block.Count / 2, block.Count - (block.Count / 2)));
            block.RemoveRange(block.Count / 2, block.Count - (block.Count / 2));
        }
    }

    public void Remove(Start start)
    {
        var at = BlockBefore(start);
        if (at < 0)
        {
            return;
        }

        var place = blocks[at].BinarySearch(start, Comparer<Start>.Create(Compare));
        if (place >= 0)
        {
            blocks[at].RemoveAt(place);
            if (blocks[at].Count == 0)
            {
                blocks.RemoveAt(at);
            }
        }
    }

    /// <returns>Number of names that begin with <paramref name="text"/>, written to <paramref name="into"/>; 0 too when there are more than it holds.</returns>
    public int Find(ReadOnlySpan<char> text, Span<int> into)
    {
        var (low, high) = (0, blocks.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = read(blocks[middle][0]).SequenceCompareTo(text) < 0 ? (middle + 1, high) : (low, middle);
        }

        var count = 0;
        for (var at = Math.Max(0, low - 1); at < blocks.Count; at++)
        {
            var block = blocks[at];
            for (var place = at < low ? LowerBound(block, text) : 0; place < block.Count; place++)
            {
                if (!read(block[place]).StartsWith(text))
                {
                    return count;
                }

                if (count == into.Length)
                {
                    return 0;
                }

                into[count++] = block[place].Entry;
            }
        }

        return count;
    }

    private int LowerBound(List<Start> block, ReadOnlySpan<char> text)
    {
        var (low, high) = (0, block.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = read(block[middle]).SequenceCompareTo(text) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>The last block that begins at or before a start; −1 when none does.</summary>
    private int BlockBefore(Start start)
    {
        var (low, high) = (0, blocks.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Compare(blocks[middle][0], start) <= 0 ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }

    private int Compare(Start left, Start right)
    {
        var order = read(left).SequenceCompareTo(read(right));
        return order != 0 ? order : left.Entry != right.Entry ? left.Entry.CompareTo(right.Entry) : left.From.CompareTo(right.From);
    }
}
