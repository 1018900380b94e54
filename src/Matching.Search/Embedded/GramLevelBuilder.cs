namespace Matching.Search.Embedded;

/// <summary>Makes the gram levels of one column, shortest first.</summary>
internal static class GramLevelBuilder
{
    /// <summary>Longest gram kept. Longer words are found through the grams inside them and checked on the text.</summary>
    public const int LongestGram = 6;

    /// <summary>In small segments everything is a list.</summary>
    private const int SmallestDenseCount = 64;

    /// <param name="text">Values one after another, each ended by NUL.</param>
    /// <param name="firmStarts">Where each firm's text starts, and the end of the last.</param>
    public static GramLevel[] Build(char[] text, int[] firmStarts, GramScratch scratch)
    {
        scratch.MakeRoomFor(text.Length + 1);
        var levels = new List<GramLevel>();
        for (var gram = 2; gram <= LongestGram; gram++)
        {
            var level = BuildLevel(gram, text, firmStarts, scratch.NumberAt, scratch.DenseAt);
            levels.Add(level);
            if (!level.HasDense)
            {
                break;
            }
        }

        return [.. levels];
    }

    private static GramLevel BuildLevel(int gram, char[] text, int[] firmStarts, int[] numberAt, ushort[] denseAt)
    {
        var firms = firmStarts.Length - 1;
        var numbers = new GramKeys();
        var lastFirm = new List<int>();
        var counts = new List<int>();
        for (var firm = 0; firm < firms; firm++)
        {
            for (var at = firmStarts[firm]; at < firmStarts[firm + 1]; at++)
            {
                if (!TryKey(gram, text, denseAt, at, firmStarts[^1], out var key))
                {
                    numberAt[at] = -1;
                    continue;
                }

                var number = numbers.NumberOf(key);
                numberAt[at] = number;
                if (number == counts.Count)
                {
                    counts.Add(1);
                    lastFirm.Add(firm);
                }
                else if (lastFirm[number] != firm)
                {
                    lastFirm[number] = firm;
                    counts[number]++;
                }
            }
        }

        return Fill(gram, numbers, counts, text, firmStarts, numberAt, denseAt);
    }

    private static bool TryKey(int gram, char[] text, ushort[] denseAt, int at, int end, out uint key)
    {
        if (gram == 2)
        {
            // The pair of a value's last character and its end lets a single character be found by pairs alone.
            key = at + 1 < end ? (uint)text[at] << 16 | text[at + 1] : 0;
            return text[at] != '\0';
        }

        if (denseAt[at] == 0 || denseAt[at + 1] == 0)
        {
            key = 0;
            return false;
        }

        key = (uint)(denseAt[at] - 1) << 16 | text[at + gram - 1];
        return true;
    }

    private static GramLevel Fill(
        int gram, GramKeys numbers, List<int> counts, char[] text, int[] firmStarts, int[] numberAt, ushort[] denseAt)
    {
        var firms = firmStarts.Length - 1;
        var keys = numbers.Keys.ToArray();
        var numberOfRank = new int[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            numberOfRank[i] = i;
        }

        Array.Sort(keys, numberOfRank);

        var denseFrom = Math.Max(SmallestDenseCount, firms / GramLevel.DenseShare);
        var starts = new int[keys.Length + 1];
        var cursors = new int[keys.Length];
        var denseGrams = new List<int>();
        var denseCounts = new List<int>();
        var position = 0;
        for (var rank = 0; rank < keys.Length; rank++)
        {
            var number = numberOfRank[rank];
            starts[rank] = position;
            if (counts[number] >= denseFrom && denseGrams.Count < ushort.MaxValue - 1)
            {
                // Below zero: −1 − dense ordinal.
                cursors[number] = -1 - denseGrams.Count;
                denseGrams.Add(rank);
                denseCounts.Add(counts[number]);
            }
            else
            {
                cursors[number] = position;
                position += counts[number];
            }
        }

        starts[^1] = position;
        var lists = new ushort[position];
        var denseBits = new ulong[denseGrams.Count][];
        for (var i = 0; i < denseBits.Length; i++)
        {
            denseBits[i] = new ulong[FirmBits.WordsFor(firms)];
        }

        Distribute(gram, cursors, lists, denseBits, text, firmStarts, numberAt, denseAt);
        return new GramLevel(keys, starts, lists, [.. denseGrams], denseBits, [.. denseCounts]);
    }

    private static void Distribute(
        int gram, int[] cursors, ushort[] lists, ulong[][] denseBits, char[] text, int[] firmStarts, int[] numberAt, ushort[] denseAt)
    {
        var lastFirm = new int[cursors.Length];
        Array.Fill(lastFirm, -1);
        for (var firm = 0; firm < firmStarts.Length - 1; firm++)
        {
            for (var at = firmStarts[firm]; at < firmStarts[firm + 1]; at++)
            {
                var number = numberAt[at];
                denseAt[at] = 0;
                if (number < 0)
                {
                    continue;
                }

                var cursor = cursors[number];
                if (cursor < 0)
                {
                    var dense = -1 - cursor;
                    denseBits[dense][firm >> 6] |= 1UL << (firm & 63);
                    denseAt[at] = text[at + gram - 1] == '\0' ? (ushort)0 : (ushort)(dense + 1);
                }
                else if (lastFirm[number] != firm)
                {
                    lastFirm[number] = firm;
                    lists[cursor] = (ushort)firm;
                    cursors[number] = cursor + 1;
                }
            }
        }

        denseAt[firmStarts[^1]] = 0;
    }
}
