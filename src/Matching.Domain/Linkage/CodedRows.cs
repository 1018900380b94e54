namespace Matching.Domain.Linkage;

/// <summary>Rows that state one code, parted into those whose name is the code's firm and those that contradict it.</summary>
/// <remarks>A valid code does not prove the right firm: lists print codes of other firms beside right names.
/// Names count as one when they fold alike, share the trade name, differ by one character, are joined by a
/// stated former name, or share a certificate or registration number.</remarks>
internal sealed class CodedRows
{
    /// <summary>A code beside more names than this is a filler: its names are not compared in pairs, and only the register says whose it is.</summary>
    private const int MostNamesCompared = 64;

    /// <summary>Rows whose name is believed; empty when no name outweighs the others.</summary>
    public List<LinkUnit> Believed { get; } = [];

    public List<LinkUnit> Contradicting { get; } = [];

    public static CodedRows Part(IReadOnlyList<LinkUnit> rows, NameKeys names, IReadOnlyList<Renaming> renamings)
    {
        var parted = new CodedRows();
        var bearing = rows.Where(row => names.KeyOf(row) is not null).ToList();
        var classes = Classes(bearing, renamings, names);
        var believed = Heaviest(classes);
        foreach (var row in rows)
        {
            // A name that says nothing cannot contradict the code.
            var isBelieved = classes.Count <= 1 || names.KeyOf(row) is null || (believed?.Contains(row.FoldedName) ?? false);
            (isBelieved ? parted.Believed : parted.Contradicting).Add(row);
        }

        if (classes.Count > 1 && believed is null)
        {
            parted.Contradicting.AddRange(parted.Believed);
            parted.Believed.Clear();
        }

        return parted;
    }

    private static List<NameClass> Classes(List<LinkUnit> rows, IReadOnlyList<Renaming> renamings, NameKeys names)
    {
        var spellings = rows.Select(row => row.FoldedName)
            .Concat(renamings.SelectMany(renaming => new[] { renaming.From, renaming.To }))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        if (rows.TrueForAll(row => row.FoldedName == rows[0].FoldedName))
        {
            return rows.Count == 0 ? [] : [new NameClass(rows)];
        }

        var place = spellings.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i);
        var sets = new DisjointSets(spellings.Count);
        foreach (var renaming in renamings)
        {
            sets.Union(place[renaming.From], place[renaming.To]);
        }

        JoinByNumber(rows, place, sets);
        JoinBySpelling(spellings, place, sets, names);
        return [.. rows.GroupBy(row => sets.Find(place[row.FoldedName])).Select(group => new NameClass([.. group]))];
    }

    private static void JoinBySpelling(List<string> spellings, Dictionary<string, int> place, DisjointSets sets, NameKeys names)
    {
        if (spellings.Count > MostNamesCompared)
        {
            return;
        }

        foreach (var left in spellings)
        {
            foreach (var right in spellings)
            {
                if (string.CompareOrdinal(left, right) < 0
                    && sets.Find(place[left]) != sets.Find(place[right])
                    && NameAgreement.Compare(left, right, names.TraitsOf) != NameVerdict.Different)
                {
                    sets.Union(place[left], place[right]);
                }
            }
        }
    }

    private static void JoinByNumber(List<LinkUnit> rows, Dictionary<string, int> place, DisjointSets sets)
    {
        var owners = new Dictionary<string, int>();
        foreach (var row in rows)
        {
            foreach (var number in new[] { row.CertificateNumber?.ToString(), row.RegistrationNumber?.ToString() })
            {
                if (number is not null && !owners.TryAdd(number, place[row.FoldedName]))
                {
                    sets.Union(owners[number], place[row.FoldedName]);
                }
            }
        }
    }

    private static NameClass? Heaviest(List<NameClass> classes)
    {
        var ranked = classes.OrderByDescending(names => names.Weight).ToList();
        return ranked.Count switch
        {
            0 => null,
            1 => ranked[0],
            > MostNamesCompared when ranked[0].Weight.Registered == default => null,
            _ => ranked[0].Weight.CompareTo(ranked[1].Weight) > 0 ? ranked[0] : null,
        };
    }

    private sealed class NameClass(List<LinkUnit> rows)
    {
        private readonly HashSet<string> names = [.. rows.Select(row => row.FoldedName)];

        /// <summary>The register first, then how many rows say so, then who said so first.</summary>
        public (DateOnly Registered, int Rows, int FirstSaid) Weight { get; } =
        (
            rows.Where(row => row.IsRegistryRow).Select(row => row.PublishedOn).DefaultIfEmpty().Max(),
            rows.Count,
            -rows.Min(row => row.PublishedOn).DayNumber
        );

        public bool Contains(string name) => names.Contains(name);
    }
}
