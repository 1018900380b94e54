namespace Matching.Search.Embedded;

/// <summary>All values of one column in ordinal order: finds values that equal a word or begin with it.</summary>
internal sealed class TermOrder
{
    private readonly TextColumn column;
    private readonly int[] starts;
    private readonly ushort[] firms;

    public TermOrder(TextColumn column)
    {
        this.column = column;
        var found = new List<int>(column.Firms);
        var heads = new List<ulong>(column.Firms);
        var owners = new List<ushort>(column.Firms);
        for (var firm = 0; firm < column.Firms; firm++)
        {
            var values = column.Folded(firm);
            for (var at = 0; at < values.Length;)
            {
                found.Add(column.StartOf(firm) + at);
                heads.Add(Head(values[at..]));
                owners.Add((ushort)firm);
                at += values[at..].IndexOf('\0') + 1;
            }
        }

        var order = new int[found.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        var keys = heads.ToArray();
        Array.Sort(keys, order);
        SortWithinEqualHeads(keys, order, found);
        starts = Array.ConvertAll(order, value => found[value]);
        firms = Array.ConvertAll(order, value => owners[value]);
    }

    /// <summary>Firms with a value that begins with <paramref name="word"/>; null when there are none.</summary>
    public FirmBits? Beginning(ReadOnlySpan<char> word, BitsLoan loan) => Within(FirstFrom(word), FirstPast(word, wholeValue: false), loan);

    /// <summary>Firms with a value that is exactly <paramref name="word"/>; null when there are none.</summary>
    public FirmBits? Equal(ReadOnlySpan<char> word, BitsLoan loan) => Within(FirstFrom(word), FirstPast(word, wholeValue: true), loan);

    private FirmBits? Within(int from, int until, BitsLoan loan)
    {
        if (from == until)
        {
            return null;
        }

        var found = loan.Borrow(column.Firms);
        foreach (var firm in firms.AsSpan(from, until - from))
        {
            found.Add(firm);
        }

        return found;
    }

    private int FirstFrom(ReadOnlySpan<char> word)
    {
        var low = 0;
        var high = starts.Length;
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (column.ValueAt(starts[middle]).SequenceCompareTo(word) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>First value that comes after all that equal the word, or after all that begin with it.</summary>
    private int FirstPast(ReadOnlySpan<char> word, bool wholeValue)
    {
        var low = 0;
        var high = starts.Length;
        while (low < high)
        {
            var middle = (low + high) >> 1;
            var value = column.ValueAt(starts[middle]);
            if (!wholeValue && value.Length > word.Length)
            {
                value = value[..word.Length];
            }

            if (value.SequenceCompareTo(word) <= 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>The first four characters as one number that sorts like them.</summary>
    private static ulong Head(ReadOnlySpan<char> value)
    {
        ulong head = 0;
        var ended = false;
        for (var i = 0; i < 4; i++)
        {
            ended |= i >= value.Length || value[i] == '\0';
            head = head << 16 | (ended ? '\0' : value[i]);
        }

        return head;
    }

    private void SortWithinEqualHeads(ulong[] keys, int[] order, List<int> found)
    {
        for (var start = 0; start < keys.Length;)
        {
            var end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                order.AsSpan(start, end - start).Sort((left, right) =>
                    column.ValueAt(found[left]).SequenceCompareTo(column.ValueAt(found[right])) is var byText and not 0
                        ? byText
                        : left.CompareTo(right));
            }

            start = end;
        }
    }
}
