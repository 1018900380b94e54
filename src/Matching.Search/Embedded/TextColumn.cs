namespace Matching.Search.Embedded;

/// <summary>The texts of one field for all firms of a segment: folded, one after another, each ended by NUL, with their gram postings.</summary>
/// <remarks>Only folded text is kept; the characters that folding changed are kept beside it, so the original costs a few bytes more.</remarks>
internal sealed class TextColumn
{
    private readonly char[] text;
    private readonly int[] firmStarts;
    private readonly int[] changeStarts;
    private readonly uint[] changes;
    private readonly GramLevel[] levels;

    /// <param name="changes">Per changed character: steps from the last changed one of the firm (high half) and the original (low half).</param>
    public TextColumn(char[] text, int[] firmStarts, int[] changeStarts, uint[] changes, GramScratch scratch)
    {
        this.text = text;
        this.firmStarts = firmStarts;
        this.changeStarts = changeStarts;
        this.changes = changes;
        levels = GramLevelBuilder.Build(text, firmStarts, scratch);
    }

    public int Firms => firmStarts.Length - 1;

    /// <summary>Folded values of a firm, each ended by NUL.</summary>
    public ReadOnlySpan<char> Folded(int firm) => text.AsSpan(firmStarts[firm], firmStarts[firm + 1] - firmStarts[firm]);

    public int StartOf(int firm) => firmStarts[firm];

    /// <summary>The folded value that starts at <paramref name="start"/>, without its end.</summary>
    public ReadOnlySpan<char> ValueAt(int start)
    {
        var rest = text.AsSpan(start);
        return rest[..rest.IndexOf('\0')];
    }

    /// <summary>The values of a firm as they were delivered.</summary>
    public string[] Values(int firm)
    {
        var folded = Folded(firm);
        if (folded.IsEmpty)
        {
            return [];
        }

        var original = folded.ToArray();
        var at = 0;
        foreach (var change in changes.AsSpan(changeStarts[firm], changeStarts[firm + 1] - changeStarts[firm]))
        {
            at += (int)(change >> 16);
            original[at] = (char)change;
        }

        var values = new string[folded.Count('\0')];
        var start = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var length = folded[start..].IndexOf('\0');
            values[i] = new string(original, start, length);
            start += length + 1;
        }

        return values;
    }

    public string Value(int firm) => Values(firm) is [var first, ..] ? first : "";

    /// <summary>Firms with a value that contains the folded <paramref name="word"/>, without those already in <paramref name="known"/>; null when there are none.</summary>
    public FirmBits? Containing(ReadOnlySpan<char> word, FirmBits known, BitsLoan loan)
    {
        if (text.Length == 0)
        {
            return null;
        }

        FirmBits found;
        if (word.Length == 1)
        {
            found = loan.Borrow(Firms);
            levels[0].AddBeginning(word[0], found);
            found.AndNot(known.Words);
        }
        else if (!TryPostings(word, out var postings, out var isExact))
        {
            return null;
        }
        else if (isExact)
        {
            found = loan.Borrow(Firms);
            postings[^1].AddTo(found);
            found.AndNot(known.Words);
        }
        else
        {
            found = Intersect(postings, known, loan);
            foreach (var firm in found)
            {
                if (Folded(firm).IndexOf(word) < 0)
                {
                    found.Remove(firm);
                }
            }
        }

        return found.IsEmpty ? null : found;
    }

    /// <summary>All grams of the word that are kept, shortest first; false when one of them is in no text.</summary>
    /// <param name="isExact">True when the last posting is of the whole word, so that nothing has to be checked.</param>
    private bool TryPostings(ReadOnlySpan<char> word, out List<GramPosting> postings, out bool isExact)
    {
        postings = [];
        isExact = false;
        Span<int> dense = stackalloc int[word.Length];
        for (var gram = 2; gram <= word.Length && gram - 2 < levels.Length; gram++)
        {
            for (var at = 0; at + gram <= word.Length; at++)
            {
                // Slot 'at' still holds the dense ordinal of the shorter gram that begins here.
                if (gram > 2 && (dense[at] < 0 || dense[at + 1] < 0))
                {
                    dense[at] = -1;
                    continue;
                }

                var beginning = gram == 2 ? word[at] : (uint)dense[at];
                if (levels[gram - 2].Find(beginning << 16 | word[at + gram - 1]) is not { } posting)
                {
                    return false;
                }

                dense[at] = posting.DenseOrdinal;
                postings.Add(posting);
                isExact = gram == word.Length;
            }
        }

        return true;
    }

    private FirmBits Intersect(List<GramPosting> postings, FirmBits known, BitsLoan loan)
    {
        postings.Sort(static (left, right) => left.Count.CompareTo(right.Count));
        var target = loan.Borrow(Firms);
        postings[0].AddTo(target);
        target.AndNot(known.Words);
        var other = postings.Count > 1 ? loan.Borrow(Firms) : null;
        foreach (var posting in postings.Skip(1))
        {
            if (posting.Bits is { } bits)
            {
                target.And(bits);
                continue;
            }

            other!.Clear();
            posting.AddTo(other);
            target.And(other.Words);
        }

        return target;
    }
}
