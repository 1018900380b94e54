namespace Matching.Domain.Linkage;

/// <summary>Cuts units into the smallest sets that share no key with each other, so that each can be linked alone.</summary>
internal static class UnitComponents
{
    /// <summary>Sets of places in <paramref name="units"/>, each ascending, ordered by their first place.</summary>
    public static List<List<int>> Split(IReadOnlyList<LinkUnit> units, NameKeys names)
    {
        var sets = new DisjointSets(units.Count);
        var owners = new Dictionary<(char Kind, string Key), int>(units.Count * 3);
        for (var i = 0; i < units.Count; i++)
        {
            var unit = units[i];
            Join(sets, owners, 'U', unit.Uscc?.ToString(), i);
            Join(sets, owners, 'O', unit.EffectiveOrganizationCode?.ToString(), i);
            Join(sets, owners, 'C', unit.CertificateNumber?.ToString(), i);
            Join(sets, owners, 'R', unit.RegistrationNumber?.ToString(), i);
            Join(sets, owners, 'N', names.SharedKeyOf(unit), i);
            Join(sets, owners, 'N', names.FormerKeyOf(unit), i);
        }

        return sets.Lists();
    }

    private static void Join(
        DisjointSets sets, Dictionary<(char Kind, string Key), int> owners, char kind, string? key, int place)
    {
        if (key is null)
        {
            return;
        }

        ref var owner = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(owners, (kind, key), out var known);
        if (known)
        {
            sets.Union(owner, place);
        }
        else
        {
            owner = place;
        }
    }
}
