using System.Runtime.InteropServices;

namespace Matching.Domain.Linkage.Register;

/// <summary>Which three characters on end the names of a register hold, and how often: words that are written have some that are well known, a slip in them has none.</summary>
internal sealed class WrittenWords
{
    private const int Length = 3;

    /// <summary>How much rarer, in bits, the best known characters around the slip must be than those of the register's name.</summary>
    private const double LeastBits = 3;

    /// <summary>What was never seen counts as.</summary>
    private const double Unseen = 0.5;

    private readonly Dictionary<ulong, int> counts = [];

    /// <param name="names">Folded names, each as often as it is borne.</param>
    public WrittenWords(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            for (var at = 0; at + Length <= name.Length; at++)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts, Key(name.AsSpan(at)), out _)++;
            }
        }
    }

    /// <summary>Whether the other character at a place is read as a slip: what the register's name has there is written in other names too, what is printed hardly anywhere.</summary>
    /// <param name="printed">A name that differs from <paramref name="registered"/> in the character at <paramref name="place"/> only.</param>
    /// <param name="registered">A name of the register.</param>
    /// <param name="place">Place of the character.</param>
    /// <param name="end">Where the trade words end; of what follows, which is in every name, one character is looked at.</param>
    /// <param name="aside">Names that do not count: those of the register's firm itself, and of a firm that is looked for without itself.</param>
    public bool IsSlip(string printed, string registered, int place, int end, IReadOnlyList<string> aside) =>
        Bits(Before(registered, end), place, aside) - Bits(Before(printed, end), place, aside) >= LeastBits;

    private static ReadOnlySpan<char> Before(string name, int end) => name.AsSpan(0, Math.Min(end + 1, name.Length));

    private double Bits(ReadOnlySpan<char> name, int place, IReadOnlyList<string> aside)
    {
        var most = 0;
        for (var at = Math.Max(0, place - Length + 1); at <= place && at + Length <= name.Length; at++)
        {
            most = Math.Max(most, Count(name.Slice(at, Length), aside));
        }

        return Math.Log2(most + Unseen);
    }

    private int Count(ReadOnlySpan<char> characters, IReadOnlyList<string> aside)
    {
        var count = counts.GetValueOrDefault(Key(characters));
        foreach (var name in aside)
        {
            count -= name.AsSpan().Count(characters);
        }

        return count;
    }

    private static ulong Key(ReadOnlySpan<char> characters) => ((ulong)characters[0] << 32) | ((ulong)characters[1] << 16) | characters[2];
}
