namespace Matching.Search.Embedded;

/// <summary>One number per firm with all firms presorted by it: highest first, ties by lower id, firms without the number last.</summary>
internal sealed class SortColumn
{
    /// <summary>Stands for "not known".</summary>
    public const long None = long.MinValue;

    private readonly long[] keys;
    private readonly ushort[] order;

    public SortColumn(long[] keys)
    {
        this.keys = keys;
        order = new ushort[keys.Length];
        var sorting = new long[keys.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = (ushort)i;

            // ~ turns the order round without overflow.
            sorting[i] = ~keys[i];
        }

        Array.Sort(sorting, order);
        SortTies(sorting);
    }

    public ReadOnlySpan<ushort> Order => order;

    public long this[int firm] => keys[firm];

    /// <summary>Amounts and points as whole millionths, so that they are compared exactly; amounts beyond 9.2 trillion count as that.</summary>
    public static long KeyOf(decimal? value) => value switch
    {
        null => None,
        > 9_000_000_000_000m => 9_000_000_000_000_000_000,
        < -9_000_000_000_000m => -9_000_000_000_000_000_000,
        { } number => (long)decimal.Round(number * 1_000_000m),
    };

    public static long KeyOf(DateOnly? value) => value?.DayNumber ?? None;

    /// <summary>Value of a <see cref="KeyOf(decimal?)"/>.</summary>
    public decimal? Number(int firm) => keys[firm] == None ? null : keys[firm] / 1_000_000m;

    /// <summary>Value of a <see cref="KeyOf(DateOnly?)"/>.</summary>
    public DateOnly? Day(int firm) => keys[firm] == None ? null : DateOnly.FromDayNumber((int)keys[firm]);

    /// <summary>First place in <see cref="Order"/> whose key is at or below <paramref name="key"/>.</summary>
    public int FirstAtOrBelow(long key)
    {
        var low = 0;
        var high = order.Length;
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (keys[order[middle]] > key)
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

    /// <summary>Adds the firms whose key is known and within the closed interval.</summary>
    public void AddWithin(long from, long until, FirmBits target)
    {
        from = Math.Max(from, None + 1);
        for (var place = FirstAtOrBelow(until); place < order.Length && keys[order[place]] >= from; place++)
        {
            target.Add(order[place]);
        }
    }

    private void SortTies(long[] sorted)
    {
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                order.AsSpan(start, end - start).Sort();
            }

            start = end;
        }
    }
}
