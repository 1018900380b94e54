namespace Matching.Search.Embedded;

/// <summary>Numbers keys in order of first sight while a level of grams is being counted. Open addressing, linear probing.</summary>
internal sealed class GramKeys
{
    private int[] slots = new int[1024];
    private uint[] keys = new uint[512];

    public int Count { get; private set; }

    public ReadOnlySpan<uint> Keys => keys.AsSpan(0, Count);

    public int NumberOf(uint key)
    {
        var mask = slots.Length - 1;
        var slot = (int)(key * 0x9E3779B1u >> 7) & mask;
        while (true)
        {
            var number = slots[slot] - 1;
            if (number < 0)
            {
                return Add(key, slot);
            }

            if (keys[number] == key)
            {
                return number;
            }

            slot = (slot + 1) & mask;
        }
    }

    private int Add(uint key, int slot)
    {
        if (Count == keys.Length)
        {
            Grow();
            return NumberOf(key);
        }

        keys[Count] = key;
        slots[slot] = ++Count;
        return Count - 1;
    }

    private void Grow()
    {
        Array.Resize(ref keys, keys.Length * 2);
        slots = new int[keys.Length * 2];
        var mask = slots.Length - 1;
        for (var number = 0; number < Count; number++)
        {
            var slot = (int)(keys[number] * 0x9E3779B1u >> 7) & mask;
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            slots[slot] = number + 1;
        }
    }
}
