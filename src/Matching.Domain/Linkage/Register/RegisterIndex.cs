using Matching.Domain.Codes;

namespace Matching.Domain.Linkage.Register;

/// <summary>Finds the firms of a register a printed name may mean: by equal name, equal core, equal sound, one character, or a name that breaks off.</summary>
/// <remarks>Every way of looking up has a cap: keys that more names share than <see cref="MostPerKey"/> say nothing and are passed over.</remarks>
internal sealed class RegisterIndex
{
    /// <summary>Names one key may lead to.</summary>
    private const int MostPerKey = 48;

    private const int ShortestForOneCharacter = 5;

    private readonly IReadOnlyList<RegisteredFirm> firms;
    private readonly List<Entry> entries = [];
    private readonly Dictionary<ulong, int> heads;
    private readonly List<(int Entry, int Next)> chain = [];
    private readonly (string Text, int Entry)[] starts;

    public RegisterIndex(IReadOnlyList<RegisteredFirm> firms)
    {
        this.firms = firms;
        heads = new Dictionary<ulong, int>(firms.Count * 18);
        var texts = new List<(string Text, int Entry)>(firms.Count * 2);
        var spelled = Spell(firms);
        for (var firm = 0; firm < firms.Count; firm++)
        {
            foreach (var (name, isFormer) in spelled[firm])
            {
                Add(new Entry(firm, name, isFormer), texts);
            }
        }

        starts = [.. texts];
        Array.Sort(starts, (left, right) => string.CompareOrdinal(left.Text, right.Text) is var order and not 0 ? order : left.Entry.CompareTo(right.Entry));
    }

    public int Firms => firms.Count;

    public IReadOnlyList<RegisteredFirm> All => firms;

    /// <summary>The nearest firm; null when none is near.</summary>
    /// <param name="stated">Region the row states beside the name.</param>
    /// <param name="besides">A firm that does not count; −1 = all count.</param>
    public RegisterFinding? Find(SpelledName name, RegionCode? stated, int besides = -1)
    {
        var best = new Nearest();
        Look(NameHash.Of('N', name.Folded), name, stated, besides, best);
        Look(NameHash.Of('B', name.Body), name, stated, besides, best);
        if (name.IsComparable)
        {
            Look(NameHash.Of('C', name.Core), name, stated, besides, best);
            Look(NameHash.Of('S', name.Sound), name, stated, besides, best);
            if (name.Form.Length == 0)
            {
                LookByStart(name, stated, besides, best);
            }
        }

        if (name.Folded.Length >= ShortestForOneCharacter)
        {
            for (var left = 0; left < name.Folded.Length; left++)
            {
                // One character other: both lack the same place. One more: the row without it is the register's name.
                Look(NameHash.Without('D', name.Folded, left), name, stated, besides, best);
                Look(NameHash.Without('N', name.Folded, left), name, stated, besides, best);
            }

            Look(NameHash.Of('D', name.Folded), name, stated, besides, best);
        }

        return best.Finding();
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
        _ = name.IsComparable ? name.Sound : "";
        return (name, isFormer);
    }

    private void Add(Entry entry, List<(string Text, int Entry)> texts)
    {
        var place = entries.Count;
        entries.Add(entry);
        var name = entry.Name;
        Chain(NameHash.Of('N', name.Folded), place);
        Chain(NameHash.Of('B', name.Body), place);
        for (var left = 0; left < name.Folded.Length && name.Folded.Length >= ShortestForOneCharacter; left++)
        {
            if (left == 0 || name.Folded[left] != name.Folded[left - 1])
            {
                Chain(NameHash.Without('D', name.Folded, left), place);
            }
        }

        if (!name.IsComparable)
        {
            return;
        }

        Chain(NameHash.Of('C', name.Core), place);
        Chain(NameHash.Of('S', name.Sound), place);
        texts.Add((name.Folded, place));
        if (!name.Folded.StartsWith(name.Core, StringComparison.Ordinal))
        {
            texts.Add((name.Core + name.Form, place));
        }
    }

    private void Chain(ulong key, int place)
    {
        ref var head = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(heads, key, out var isKnown);
        chain.Add((place, isKnown ? head : -1));
        head = chain.Count - 1;
    }

    private void Look(ulong key, SpelledName name, RegionCode? stated, int besides, Nearest best)
    {
        if (!heads.TryGetValue(key, out var at) || Length(at) > MostPerKey)
        {
            return;
        }

        for (; at >= 0; at = chain[at].Next)
        {
            Judge(entries[chain[at].Entry], name, stated, besides, best);
        }
    }

    private int Length(int at)
    {
        var length = 0;
        for (; at >= 0 && length <= MostPerKey; at = chain[at].Next)
        {
            length++;
        }

        return length;
    }

    /// <summary>Names that go on where the printed one breaks off.</summary>
    private void LookByStart(SpelledName name, RegionCode? stated, int besides, Nearest best)
    {
        foreach (var text in name.Folded == name.Core ? (string[])[name.Folded] : [name.Folded, name.Core])
        {
            var from = LowerBound(text);
            var to = from;
            while (to < starts.Length && to - from <= MostPerKey && starts[to].Text.StartsWith(text, StringComparison.Ordinal))
            {
                to++;
            }

            for (; to - from <= MostPerKey && from < to; from++)
            {
                Judge(entries[starts[from].Entry], name, stated, besides, best);
            }
        }
    }

    private int LowerBound(string text)
    {
        var (low, high) = (0, starts.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(starts[middle].Text, text) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void Judge(Entry entry, SpelledName name, RegionCode? stated, int besides, Nearest best)
    {
        if (entry.Firm == besides || SpellingComparison.Of(name, entry.Name) is not { } spelling)
        {
            return;
        }

        // Two regions in the names themselves that contradict each other are two firms' names.
        var standing = RegionAgreement.Contradict(name.Region, entry.Name.Region)
            ? Standing.Contradicting
            : Standings.Of(stated ?? name.Region, firms[entry.Firm].Regions);
        best.Offer(entry.Firm, entry.Name.Folded, new RegisterLevel(spelling, standing, RegisterLevel.SizeOf(name), entry.IsFormer));
    }

    private sealed record Entry(int Firm, SpelledName Name, bool IsFormer);

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
