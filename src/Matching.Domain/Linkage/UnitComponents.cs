using System.Runtime.InteropServices;
using Matching.Domain.Linkage.Register;

namespace Matching.Domain.Linkage;

/// <summary>Cuts units into the smallest sets that share no key with each other, so that each can be linked alone.</summary>
/// <remarks>Keys are held as hashes. Two that meet in one put two sets into one, which changes no link: inside a set the keys themselves are compared.</remarks>
internal static class UnitComponents
{
    private const int MostKeys = 6;

    /// <summary>Sets of places in <paramref name="units"/>, each ascending, ordered by their first place.</summary>
    public static List<List<int>> Split(IReadOnlyList<LinkUnit> units, NameKeys names)
    {
        var keys = new ulong[units.Count * MostKeys];
        Parallel.For(0, units.Count, i => Fill(keys.AsSpan(i * MostKeys, MostKeys), units[i], names));
        var sets = new DisjointSets(units.Count);
        var owners = new Dictionary<ulong, int>(units.Count * 2);
        for (var i = 0; i < units.Count; i++)
        {
            foreach (var key in keys.AsSpan(i * MostKeys, MostKeys))
            {
                if (key == 0)
                {
                    break;
                }

                ref var owner = ref CollectionsMarshal.GetValueRefOrAddDefault(owners, key, out var isKnown);
                if (isKnown)
                {
                    sets.Union(owner, i);
                }
                else
                {
                    owner = i;
                }
            }
        }

        return sets.Lists();
    }

    /// <summary>The unit's keys one after the other; 0 ends them.</summary>
    private static void Fill(Span<ulong> keys, LinkUnit unit, NameKeys names)
    {
        var count = 0;
        Add(keys, ref count, 'U', unit.Uscc?.ToString());
        Add(keys, ref count, 'O', unit.EffectiveOrganizationCode?.ToString());
        Add(keys, ref count, 'C', unit.CertificateNumber?.ToString());
        Add(keys, ref count, 'R', unit.RegistrationNumber?.ToString());
        Add(keys, ref count, 'N', names.SharedKeyOf(unit));
        Add(keys, ref count, 'N', names.FormerKeyOf(unit));
    }

    private static void Add(Span<ulong> keys, ref int count, char kind, string? key)
    {
        if (key is not null)
        {
            keys[count++] = NameHash.Of(kind, key);
        }
    }
}
