using Matching.Domain.Codes;

namespace Matching.Domain.Linkage;

/// <summary>Universities, institutes, hospitals and offices: one unit per folded name, parted by code where a name has two.</summary>
internal static class NonFirmGroups
{
    private const int ShortestName = 3;

    public static IEnumerable<DraftGroup> Form(IEnumerable<LinkUnit> units)
    {
        foreach (var sameName in units.GroupBy(NameKey).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var codes = sameName.Select(unit => unit.Uscc).OfType<Uscc>().Distinct().Count();
            foreach (var group in sameName.GroupBy(unit => codes > 1 ? unit.Uscc : null))
            {
                var members = group.Select(Decide).ToList();
                yield return new DraftGroup(
                    members.Min(member => member.Unit.Kind),
                    group.Select(unit => unit.Uscc).FirstOrDefault(code => code is not null),
                    IsProvisional: false,
                    members,
                    Anchor: null);
            }
        }
    }

    /// <summary>无, /, 其他 and the like are no names: such rows stay alone.</summary>
    private static string NameKey(LinkUnit unit) => unit.FoldedName.Length >= ShortestName
        ? unit.FoldedName
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{unit.FoldedName} {unit.Key.RecordId} {unit.Key.Position}");

    private static LinkDecision Decide(LinkUnit unit) =>
        new(unit, LinkageRule.NonFirm, LinkageBand.NonFirm, LinkageScores.NonFirm, [new("name", unit.PrintedName, unit.FoldedName, "same")]);
}
