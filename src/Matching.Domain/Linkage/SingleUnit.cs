using Matching.Domain.Firms;

namespace Matching.Domain.Linkage;

/// <summary>The short way for a unit that shares no key with any other, as most rows of a register do, and rows of lists that name no firm of it.</summary>
internal static class SingleUnit
{
    /// <summary>The group the ladder would give it; null when it has to take the ladder.</summary>
    public static DraftGroup? TryForm(LinkUnit unit)
    {
        if (unit is { Uscc: null, OrganizationCode: null, Kind: UnitKind.Firm })
        {
            return new DraftGroup(UnitKind.Firm, null, IsProvisional: true, [ProvisionalGroups.Decide(unit)], Anchor: null);
        }

        if (!unit.CanFound || unit.Uscc is not { } uscc)
        {
            return null;
        }

        var code = uscc.ToString();
        return new DraftGroup(uscc.IsFirm ? UnitKind.Firm : unit.Kind, uscc, IsProvisional: false,
            [new(unit, LinkageRule.CreditCode, LinkageBand.Auto, LinkageScores.CreditCode, [new("uscc", code, code, "same")])],
            Anchor: null);
    }
}
