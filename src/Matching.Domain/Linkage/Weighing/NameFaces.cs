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
        var lists = ladder.Groups.SelectMany(group => group.Members).Select(member => ListOf(member.Unit)).OfType<(Library, DateOnly, int?)>().Distinct().Order()
            .Select((list, number) => (list, number)).ToDictionary(pair => pair.list, pair => pair.number);
        var made = new List<NameFace>?[ladder.Groups.Count];
        Parallel.For(0, made.Length, place =>
        {
            var group = ladder.Groups[place];
            if (group.Kind == UnitKind.Firm)
            {
                made[place] = Of(group, place, lists);
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

    /// <summary>The list a row stands in, where lists of its library name a firm once.</summary>
    private static (Library Library, DateOnly PublishedOn, int? Year)? ListOf(LinkUnit unit) =>
        unit.Library is Library.TechSmes or Library.HighTechFirms ? (unit.Library, unit.PublishedOn, unit.Year) : null;

    private static List<NameFace> Of(LinkGroup group, int place, Dictionary<(Library, DateOnly, int?), int> lists)
    {
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

        int[] own = [.. group.Members.Select(member => ListOf(member.Unit)).OfType<(Library, DateOnly, int?)>().Select(list => lists[list]).Distinct().Order()];
        var code = CodeOf(group);
        var faces = new List<NameFace>(1);
        foreach (var (name, region) in names.Take(MostPerGroup))
        {
            if (NameTraits.Of(name).IsTelling)
            {
                var spelled = SpelledName.Of(name);
                var where = region > 0 ? new RegionCode(region) : spelled.Region ?? group.Uscc?.RegistrationRegion;
                faces.Add(new NameFace(place, code, spelled, where, own));
            }
        }

        return faces;
    }
}
