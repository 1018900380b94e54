using Matching.Domain.Codes;

namespace Matching.Domain.Linkage.Register;

/// <summary>Finds the firms of a register a printed name may mean: by equal name, equal core, equal sound, one character, or a name that breaks off.</summary>
/// <remarks>Every way of looking up has a cap: keys that more names share than <see cref="MostPerKey"/> say nothing and are passed over.</remarks>
internal sealed class RegisterIndex
{
    /// <summary>Names one key may lead to.</summary>
    private const int MostPerKey = 48;

    private const int ShortestForOneCharacter = 5;

    private const int MostKeys = 64;

    private const int MostAsked = 160;

    private const int Parts = 2;

    /// <summary>Names whose keys are made in one go.</summary>
    private const int Stretch = 4096;

    private readonly IReadOnlyList<RegisteredFirm> firms;
    private readonly List<Entry> entries = [];
    private readonly KeyTable[] tables;
    private readonly Start[] starts;
    private readonly Lazy<WrittenWords> words;

    /// <param name="asked">Keys that will be looked up, so that others need not be held; null = any may be.</param>
    public RegisterIndex(IReadOnlyList<RegisteredFirm> firms, AskedKeys? asked = null)
    {
        this.firms = firms;
        var spelled = Spell(firms);
        for (var firm = 0; firm < firms.Count; firm++)
        {
            foreach (var (name, isFormer) in spelled[firm])
            {
                entries.Add(new Entry(firm, name, isFormer));
            }
        }

        // Keys are made side by side, stretch by stretch; then each table takes those of its own part, in the order of the names.
        words = new(() => new WrittenWords(entries.Select(entry => entry.Name.Folded)));
        var sorting = Task.Run(Starts);
        var stretches = new List<(ulong Key, int Place)>[(entries.Count + Stretch - 1) / Stretch][];
        Parallel.For(0, stretches.Length, i => stretches[i] = KeysOfStretch(i * Stretch, asked));
        tables = new KeyTable[Parts];
        Parallel.For(0, Parts, part => tables[part] = TableOf(part, stretches));
        starts = sorting.GetAwaiter().GetResult();
    }

    public int Firms => firms.Count;

    public IReadOnlyList<RegisteredFirm> All => firms;

    /// <summary>The nearest firm; null when none is near.</summary>
    /// <param name="stated">Region the row states beside the name.</param>
    /// <param name="besides">A firm that does not count; −1 = all count.</param>
    public RegisterFinding? Find(SpelledName name, RegionCode? stated, int besides = -1)
    {
        var best = new Nearest();
        Span<ulong> keys = stackalloc ulong[MostAsked];
        foreach (var key in keys[..AskedFor(name, keys)])
        {
            Look(key, name, stated, besides, best);
        }

        if (name.IsComparable && name.Form.Length == 0)
        {
            LookByStart(name, stated, besides, best);
        }

        return best.Finding();
    }

    /// <summary>Says beforehand which keys <see cref="Find"/> will look up for a name.</summary>
    public static void Ask(SpelledName name, AskedKeys asked)
    {
        Span<ulong> keys = stackalloc ulong[MostAsked];
        foreach (var key in keys[..AskedFor(name, keys)])
        {
            asked.Add(key);
        }
    }

    /// <summary>Keys a printed name is looked up by.</summary>
    private static int AskedFor(SpelledName name, Span<ulong> keys)
    {
        var count = 0;
        keys[count++] = NameHash.Of('N', name.Folded);
        keys[count++] = NameHash.Of('B', name.Body);
        if (name.HasBody)
        {
            // What looks like its region may be its trade name: 东方之源, 沈阳饭店.
            keys[count++] = NameHash.Of('B', name.Folded);
        }

        keys[count++] = NameHash.Of('P', name.Bare);
        if (name.Bare != name.Folded)
        {
            keys[count++] = NameHash.Of('N', name.Bare);
        }

        if (name.IsComparable)
        {
            keys[count++] = NameHash.Of('C', name.Core);
            keys[count++] = name.SoundKey;
        }

        if (name.Folded.Length >= ShortestForOneCharacter)
        {
            keys[count++] = NameHash.Of('D', name.Folded);
            for (var left = 0; left < name.Folded.Length && count + 1 < keys.Length; left++)
            {
                // One character other: both lack the same place. One more: the row without it is the register's name.
                keys[count++] = NameHash.Without('D', name.Folded, left);
                keys[count++] = NameHash.Without('N', name.Folded, left);
            }
        }

        return count;
    }

    private static IReadOnlyList<(SpelledName Name, bool IsFormer)>[] Spell(IReadOnlyList<RegisteredFirm> firms)
    {
        var spelled = new IReadOnlyList<(SpelledName Name, bool IsFormer)>[firms.Count];
        Parallel.For(0, firms.Count, firm => spelled[firm] = [.. firms[firm].Names.Select(name => Prepared(name.Name, name.IsFormer))]);
        return spelled;
    }

    private static (SpelledName Name, bool IsFormer) Prepared(string folded, bool isFormer)
    {
        var name = SpelledName.Of(folded);
        _ = name.IsComparable ? name.SoundKey : 0;
        return (name, isFormer);
    }

    private List<(ulong Key, int Place)>[] KeysOfStretch(int from, AskedKeys? asked)
    {
        var parts = new List<(ulong Key, int Place)>[Parts];
        for (var part = 0; part < Parts; part++)
        {
            parts[part] = new(Stretch * (asked is null ? 16 : 3) / Parts);
        }

        Span<ulong> keys = stackalloc ulong[MostKeys];
        for (var place = from; place < Math.Min(from + Stretch, entries.Count); place++)
        {
            foreach (var key in keys[..KeysOf(entries[place].Name, keys)])
            {
                if (asked is null || asked.MayHold(key))
                {
                    parts[key % Parts].Add((key, place));
                }
            }
        }

        return parts;
    }

    private static KeyTable TableOf(int part, List<(ulong Key, int Place)>[][] stretches)
    {
        var table = new KeyTable(stretches.Sum(stretch => stretch[part].Count));
        foreach (var stretch in stretches)
        {
            foreach (var (key, place) in stretch[part])
            {
                table.Add(key, place);
            }
        }

        return table;
    }

    /// <summary>Keys a name of the register is found by: whole, without region, core, sound, and whole without each of its characters.</summary>
    private static int KeysOf(SpelledName name, Span<ulong> keys)
    {
        var count = 0;
        keys[count++] = NameHash.Of('N', name.Folded);
        keys[count++] = NameHash.Of('B', name.Body);
        for (var tail = 0; tail + 1 < name.TailStarts.Count; tail++)
        {
            keys[count++] = NameHash.Of('B', name.Folded.AsSpan(name.TailStarts[tail]));
        }

        if (name.Bare != name.Folded)
        {
            keys[count++] = NameHash.Of('P', name.Bare);
        }

        if (name.IsComparable)
        {
            keys[count++] = NameHash.Of('C', name.Core);
            keys[count++] = name.SoundKey;
        }

        if (name.Folded.Length >= ShortestForOneCharacter)
        {
            for (var left = 0; left < name.Folded.Length && count < MostKeys; left++)
            {
                if (left == 0 || name.Folded[left] != name.Folded[left - 1])
                {
                    keys[count++] = NameHash.Without('D', name.Folded, left);
                }
            }
        }

        return count;
    }

    /// <summary>Names in order, with and without their region, to find those that go on where another breaks off.</summary>
    private Start[] Starts()
    {
        var texts = new List<Start>(entries.Count * 2);
        for (var place = 0; place < entries.Count; place++)
        {
            var name = entries[place].Name;
            if (name.IsComparable)
            {
                texts.Add(new(name.Folded, 0, place));
                if (!name.Folded.AsSpan().StartsWith(name.Core))
                {
                    var isEnd = name.CoreFrom + name.Core.Length + name.Form.Length == name.Folded.Length;
                    texts.Add(isEnd ? new(name.Folded, name.CoreFrom, place) : new(string.Concat(name.Core, name.Form), 0, place));
                }
            }
        }

        texts.Sort((left, right) => left.Text.SequenceCompareTo(right.Text) is var order and not 0 ? order : left.Entry.CompareTo(right.Entry));
        return [.. texts];
    }

    private void Look(ulong key, SpelledName name, RegionCode? stated, int besides, Nearest best)
    {
        Span<int> places = stackalloc int[MostPerKey];
        foreach (var place in places[..tables[key % Parts].Find(key, places)])
        {
            Judge(entries[place], name, stated, besides, best);
        }
    }

    /// <summary>Names that go on where the printed one breaks off.</summary>
    private void LookByStart(SpelledName name, RegionCode? stated, int besides, Nearest best)
    {
        LookByStart(name.Folded, name, stated, besides, best);
        if (!name.Core.SequenceEqual(name.Folded))
        {
            LookByStart(name.Core, name, stated, besides, best);
        }
    }

    private void LookByStart(ReadOnlySpan<char> text, SpelledName name, RegionCode? stated, int besides, Nearest best)
    {
        var from = LowerBound(text);
        var to = from;
        while (to < starts.Length && to - from <= MostPerKey && starts[to].Text.StartsWith(text))
        {
            to++;
        }

        for (; to - from <= MostPerKey && from < to; from++)
        {
            Judge(entries[starts[from].Entry], name, stated, besides, best);
        }
    }

    private int LowerBound(ReadOnlySpan<char> text)
    {
        var (low, high) = (0, starts.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = starts[middle].Text.SequenceCompareTo(text) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void Judge(Entry entry, SpelledName name, RegionCode? stated, int besides, Nearest best)
    {
        if (entry.Firm == besides || SpellingComparison.Of(name, entry.Name) is not { } spelling)
        {
            return;
        }

        // Two regions in the names themselves that contradict each other are two firms' names, unless what looks like one is the register's trade name.
        var contradicts = RegionAgreement.Contradict(name.Region, entry.Name.Region);
        var region = contradicts && entry.Name.GoesOnAs(name) ? null : name.Region;
        var standing = contradicts && region is not null
            ? Standing.Contradicting
            : Standings.Of(stated ?? region, firms[entry.Firm].Regions);
        if (spelling == Spelling.OtherCharacterOfTradeWords && IsSlip(name.Folded, entry, besides))
        {
            spelling = Spelling.SlipInTradeWords;
        }

        best.Offer(entry.Firm, entry.Name.Folded, new RegisterLevel(spelling, standing, RegisterLevel.SizeOf(name), entry.IsFormer));
    }

    /// <summary>Whether the other character in the trade words is read as a slip.</summary>
    private bool IsSlip(string printed, Entry entry, int besides)
    {
        var registered = entry.Name.Folded;
        var aside = firms[entry.Firm].Names.Concat(besides < 0 ? [] : firms[besides].Names).Select(name => name.Name);
        return words.Value.IsSlip(printed, registered, printed.AsSpan().CommonPrefixLength(registered), entry.Name.TradeWordsTo, [.. aside]);
    }

    private readonly record struct Entry(int Firm, SpelledName Name, bool IsFormer);

    /// <summary>A name, or its end from the core on.</summary>
    private readonly record struct Start(string Whole, int From, int Entry)
    {
        public ReadOnlySpan<char> Text => Whole.AsSpan(From);
    }

    /// <summary>Keeps the nearest firm and the cost of the next.</summary>
    private sealed class Nearest
    {
        private int firm = -1;
        private string name = "";
        private RegisterLevel level;
        private int next = int.MaxValue;
        private int nextFirm = -1;

        public void Offer(int offered, string offeredName, RegisterLevel offeredLevel)
        {
            var cost = offeredLevel.Cost;
            if (offered == firm)
            {
                if (cost < level.Cost || (cost == level.Cost && string.CompareOrdinal(offeredName, name) < 0))
                {
                    (name, level) = (offeredName, offeredLevel);
                }

                return;
            }

            if (firm < 0 || cost < level.Cost || (cost == level.Cost && offered < firm))
            {
                if (firm >= 0)
                {
                    (next, nextFirm) = (level.Cost, firm);
                }

                (firm, name, level) = (offered, offeredName, offeredLevel);
            }
            else if (cost < next || (cost == next && offered < nextFirm))
            {
                (next, nextFirm) = (cost, offered);
            }
        }

        public RegisterFinding? Finding() =>
            firm < 0 ? null : new RegisterFinding(firm, name, level, next - level.Cost >= RegisterFinding.ClearLead ? -1 : nextFirm);
    }
}
