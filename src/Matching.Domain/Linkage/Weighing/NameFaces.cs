using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Domain.Linkage.Register;

namespace Matching.Domain.Linkage.Weighing;

/// <summary>Faces of all groups that can be weighed: universities, institutes and offices are told apart by whole names.</summary>
internal static class NameFaces
{
    /// <summary>Faces of one group that are looked at; a code that stands beside more names than this is a question of its own.</summary>
    private const int MostPerGroup = 24;

    /// <returns>By group, ascending.</returns>
    public static IReadOnlyList<NameFace> Of(LadderResult ladder)
    {
        var made = new List<NameFace>?[ladder.Groups.Count];
        Parallel.For(0, made.Length, place =>
        {
            var group = ladder.Groups[place];
            if (group.Kind == UnitKind.Firm)
            {
                made[place] = Of(group, place);
            }
        });

        var faces = new List<NameFace>(made.Length);
        foreach (var one in made)
        {
            faces.AddRange(one ?? []);
        }

        return faces;
    }

    /// <summary>The firm's code, or the one its rows print though their names are another's.</summary>
    private static string? CodeOf(LinkGroup group) =>
        group.Uscc?.ToString() ?? group.Members.Select(member => member.Unit.Uscc?.ToString() ?? member.Unit.OrganizationCode?.ToString()).FirstOrDefault(code => code is not null);

    /// <summary>The list a row stands in as a number, where lists of its library name a firm once; else 0.</summary>
    private static long ListOf(LinkUnit unit) => unit.Library.Info().NamesFirmOnce
        ? ((long)unit.Library << 48) | ((long)unit.PublishedOn.DayNumber << 16) | (uint)(unit.Year ?? 0)
        : 0;

    private static List<NameFace> Of(LinkGroup group, int place)
    {
        var (code, faces) = (CodeOf(group), new List<NameFace>(1));
        if (group.Members is [{ Unit: { FoldedFormerName: null } only }])
        {
            Add(only.FoldedName, only.Region?.Value ?? 0, ListOf(only) is var list and not 0 ? [list] : []);
            return faces;
        }

        var names = new SortedSet<(string Name, int Region)>();
        foreach (var member in group.Members)
        {
            var region = member.Unit.Region?.Value ?? 0;
            names.Add((member.Unit.FoldedName, region));
            if (member.Unit.FoldedFormerName is { } former)
            {
                names.Add((former, region));
            }
        }

        long[] lists = [.. group.Members.Select(member => ListOf(member.Unit)).Where(list => list != 0).Distinct()];
        foreach (var (name, region) in names.Take(MostPerGroup))
        {
            Add(name, region, lists);
        }

        return faces;

        void Add(string name, int region, long[] lists)
        {
            var spelled = SpelledName.Of(name);
            if (IsTelling(spelled))
            {
                var where = region > 0 ? new RegionCode(region) : spelled.Region ?? group.Uscc?.RegistrationRegion;
                faces.Add(new NameFace(place, code, spelled, where, lists));
            }
        }
    }

    /// <summary>A name with a region is registered once; one without may be all trade words.</summary>
    private static bool IsTelling(SpelledName name) =>
        name.TradeNameLength >= 2 && ((name.HasBody && name.Region is { IsNation: false }) || NameTraits.Of(name.Folded).IsTelling);
}
