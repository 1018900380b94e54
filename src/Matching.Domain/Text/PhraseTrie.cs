namespace Matching.Domain.Text;

/// <summary>A set of phrases, each with a number, that finds the ones beginning at a place of a text without making strings.</summary>
/// <remarks>Edges lie in one open-addressed table keyed by node and character: one probe a character, no allocation.
/// Fill it first, read it from many threads afterwards.</remarks>
internal sealed class PhraseTrie
{
    private const int None = -1;

    private long[] keys = NewKeys(1024);
    private int[] targets = new int[1024];
    private int edges;
    private readonly List<int> values = [None];

    /// <summary>Phrases added so far.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a phrase; a phrase added twice keeps its first number.</summary>
    public void Add(ReadOnlySpan<char> phrase, int value)
    {
        var node = 0;
        foreach (var c in phrase)
        {
            node = Follow(node, c) is var next && next != None ? next : Grow(node, c);
        }

        if (values[node] == None)
        {
            values[node] = value;
            Count++;
        }
    }

    public bool TryGet(ReadOnlySpan<char> phrase, out int value)
    {
        var node = 0;
        foreach (var c in phrase)
        {
            node = Follow(node, c);
            if (node == None)
            {
                value = None;
                return false;
            }
        }

        value = values[node];
        return value != None;
    }

    /// <summary>Length of the longest phrase at the start of <paramref name="text"/>; 0 when none begins there.</summary>
    public int Longest(ReadOnlySpan<char> text, out int value)
    {
        var node = 0;
        var length = 0;
        value = None;
        for (var i = 0; i < text.Length; i++)
        {
            node = Follow(node, text[i]);
            if (node == None)
            {
                break;
            }

            if (values[node] != None)
            {
                value = values[node];
                length = i + 1;
            }
        }

        return length;
    }

    /// <summary>Every phrase at the start of <paramref name="text"/>, shortest first, as far as <paramref name="found"/> has room.</summary>
    public int All(ReadOnlySpan<char> text, Span<(int Length, int Value)> found)
    {
        var node = 0;
        var count = 0;
        for (var i = 0; i < text.Length && count < found.Length; i++)
        {
            node = Follow(node, text[i]);
            if (node == None)
            {
                break;
            }

            if (values[node] != None)
            {
                found[count++] = (i + 1, values[node]);
            }
        }

        return count;
    }

    private int Follow(int node, char c)
    {
        var key = Key(node, c);
        var mask = keys.Length - 1;
        for (var slot = Slot(key, mask); ; slot = (slot + 1) & mask)
        {
            if (keys[slot] == key)
            {
                return targets[slot];
            }

            if (keys[slot] == None)
            {
                return None;
            }
        }
    }

    private int Grow(int node, char c)
    {
        if (++edges * 2 > keys.Length)
        {
            Rehash();
        }

        var target = values.Count;
        values.Add(None);
        Store(Key(node, c), target);
        return target;
    }

    private void Rehash()
    {
        var (oldKeys, oldTargets) = (keys, targets);
        keys = NewKeys(oldKeys.Length * 2);
        targets = new int[keys.Length];
        for (var i = 0; i < oldKeys.Length; i++)
        {
            if (oldKeys[i] != None)
            {
                Store(oldKeys[i], oldTargets[i]);
            }
        }
    }

    private void Store(long key, int target)
    {
        var mask = keys.Length - 1;
        var slot = Slot(key, mask);
        while (keys[slot] != None)
        {
            slot = (slot + 1) & mask;
        }

        (keys[slot], targets[slot]) = (key, target);
    }

    private static long Key(int node, char c) => ((long)node << 16) | c;

    private static int Slot(long key, int mask) => (int)(((ulong)key * 0x9E3779B97F4A7C15UL) >> 40) & mask;

    private static long[] NewKeys(int size)
    {
        var keys = new long[size];
        Array.Fill(keys, None);
        return keys;
    }
}
