namespace Matching.Domain.Finding;

/// <summary>Places by key, many for one, in eight bytes a place: the other half of the key picks the part and the slot.</summary>
/// <remarks>Open addressing in parts that grow one by one, so that no single addition pays for all. Two keys may meet in 40 bits;
/// what is found is compared anyway. A key of more than <see cref="MostPerKey"/> places says nothing: it is marked crowded for good and finds none.</remarks>
internal sealed class KeySlots
{
    /// <summary>Places one key may lead to.</summary>
    public const int MostPerKey = 48;

    private const int Parts = 256;
    private const int Smallest = 64;
    private const ulong Empty = 0;
    private const uint Gone = uint.MaxValue;
    private const uint Crowded = uint.MaxValue - 1;

    private readonly Part[] parts;

    /// <param name="expected">Keys to come; room for them is made at once.</param>
    public KeySlots(long expected)
    {
        var each = (int)Math.Clamp(expected / Parts * 10 / 8, Smallest, int.MaxValue / 16);
        parts = [.. Enumerable.Range(0, Parts).Select(_ => new Part { Slots = new ulong[each] })];
    }

    public long Bytes => parts.Sum(part => part.Slots.LongLength * sizeof(ulong));

    public void Add(ulong key, int place)
    {
        var part = PartOf(key);
        if ((part.Taken + 1) * 10L > part.Slots.Length * 8L)
        {
            part.Grow();
        }

        part.Add(MarkOf(key), (uint)place);
    }

    public void Remove(ulong key, int place) => PartOf(key).Remove(MarkOf(key), (uint)place);

    /// <returns>Number of places written to <paramref name="into"/>, which holds <see cref="MostPerKey"/>; 0 too for a crowded key.</returns>
    public int Find(ulong key, Span<int> into)
    {
        var part = PartOf(key);
        var mark = MarkOf(key);
        var count = 0;
        for (var slot = part.SlotOf(mark); part.Slots[slot] != Empty; slot = part.Next(slot))
        {
            if ((uint)(part.Slots[slot] >> 32) != mark)
            {
                continue;
            }

            var place = ~(uint)part.Slots[slot];
            if (place == Crowded)
            {
                return 0;
            }

            if (place != Gone && count < into.Length)
            {
                into[count++] = (int)place;
            }
        }

        return count;
    }

    /// <remarks>Never 0, so that a slot whose place is gone is not taken for an empty one.</remarks>
    private static uint MarkOf(ulong key) => (uint)(key ^ (key >> 29)) | 1;

    private Part PartOf(ulong key) => parts[(int)((key * 0x9E3779B97F4A7C15UL) >> 56)];

    /// <summary>A slot is the mark above the inverted place, so that zero is an empty slot.</summary>
    private sealed class Part
    {
        public required ulong[] Slots { get; set; }

        /// <summary>Slots that are not empty, places that are gone included.</summary>
        public int Taken { get; private set; }

        public int SlotOf(uint mark) => (int)((mark * (ulong)Slots.Length) >> 32);

        public int Next(int slot) => slot + 1 == Slots.Length ? 0 : slot + 1;

        public void Add(uint mark, uint place)
        {
            var (free, count) = (-1, 0);
            var slot = SlotOf(mark);
            for (; Slots[slot] != Empty; slot = Next(slot))
            {
                var there = ~(uint)Slots[slot];
                if (there == Gone)
                {
                    free = free < 0 ? slot : free;
                }
                else if ((uint)(Slots[slot] >> 32) == mark)
                {
                    if (there == Crowded || there == place)
                    {
                        return;
                    }

                    count++;
                }
            }

            if (free < 0)
            {
                free = slot;
                Taken++;
            }

            Slots[free] = ((ulong)mark << 32) | ~(count >= MostPerKey ? Crowded : place);
        }

        public void Remove(uint mark, uint place)
        {
            for (var slot = SlotOf(mark); Slots[slot] != Empty; slot = Next(slot))
            {
                if (Slots[slot] == (((ulong)mark << 32) | ~place))
                {
                    Slots[slot] = ((ulong)mark << 32) | ~Gone;
                    return;
                }
            }
        }

        public void Grow()
        {
            var old = Slots;
            var staying = old.Count(slot => slot != Empty && ~(uint)slot != Gone);
            Slots = new ulong[Math.Max(Smallest, (int)(staying * 1.6) + 1)];
            Taken = staying;
            foreach (var slot in old)
            {
                if (slot == Empty || ~(uint)slot == Gone)
                {
                    continue;
                }

                var to = SlotOf((uint)(slot >> 32));
                while (Slots[to] != Empty)
                {
                    to = Next(to);
                }

                Slots[to] = slot;
            }
        }
    }
}
