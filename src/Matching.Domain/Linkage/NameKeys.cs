using System.Collections.Concurrent;

namespace Matching.Domain.Linkage;

/// <summary>Decides which names may be looked up at all: those with a trade name of their own that not too many units bear.</summary>
internal sealed class NameKeys
{
    private readonly HashSet<string> crowded = [];
    private readonly HashSet<string> formers = [];
    private readonly Dictionary<string, int> bearers;

    // Components are linked side by side.
    private readonly ConcurrentDictionary<string, NameTraits> traits = new();

    public NameKeys(IReadOnlyList<LinkUnit> units, int mostUnitsPerName)
    {
        bearers = new Dictionary<string, int>(units.Count);
        foreach (var unit in units)
        {
            var count = bearers[unit.FoldedName] = bearers.GetValueOrDefault(unit.FoldedName) + 1;
            if (count > mostUnitsPerName)
            {
                crowded.Add(unit.FoldedName);
            }

            if (unit.FoldedFormerName is { } former)
            {
                formers.Add(former);
            }
        }
    }

    public IReadOnlyList<string> Crowded => [.. crowded.Order(StringComparer.Ordinal)];

    /// <summary>Name to look the unit up by; null when the name says nothing.</summary>
    public string? KeyOf(LinkUnit unit) => IsKey(unit.FoldedName) ? unit.FoldedName : null;

    /// <summary>As <see cref="KeyOf"/>, but null for a name that nobody else bears: it joins nothing and need not be taken apart.</summary>
    public string? SharedKeyOf(LinkUnit unit) =>
        bearers[unit.FoldedName] > 1 || formers.Contains(unit.FoldedName) ? KeyOf(unit) : null;

    public string? FormerKeyOf(LinkUnit unit) =>
        unit.FoldedFormerName is { } former && former != unit.FoldedName && IsKey(former) ? former : null;

    public NameTraits TraitsOf(string foldedName) => traits.GetOrAdd(foldedName, NameTraits.Of);

    public bool IsKey(string foldedName)
    {
        if (crowded.Contains(foldedName))
        {
            return false;
        }

        return TraitsOf(foldedName).IsTelling;
    }
}
