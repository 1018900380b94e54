namespace Matching.Domain.Linkage;

/// <summary>The short way for rows that all print one name and state one code or none, as most rows of lists against a register do.</summary>
internal static class OneNameOneCode
{
    /// <summary>The group the ladder would give them; null when they have to take the ladder.</summary>
    public static DraftGroup? TryForm(IReadOnlyList<LinkUnit> units, NameKeys names)
    {
        var name = units[0].FoldedName;
        if (units.FirstOrDefault(unit => unit.Uscc is not null)?.Uscc is not { } code || !names.IsKey(name))
        {
            return null;
        }

        var founder = new Anchor(code, code.OrganizationCode);
        var text = code.ToString();
        IReadOnlyList<LinkageEvidence> sameCode = [new("uscc", text, text, "same")];
        foreach (var unit in units)
        {
            if (unit.FoldedName != name || unit.FoldedFormerName is not null || (unit.Uscc is { } own ? own != code || !unit.CanFound : !HasOnlyAName(unit)))
            {
                return null;
            }

            if (unit.Uscc is not null)
            {
                founder.Found(new(unit, LinkageRule.CreditCode, LinkageBand.Auto, LinkageScores.CreditCode, sameCode));
            }
        }

        foreach (var unit in units)
        {
            if (unit.Uscc is null)
            {
                if (!founder.FitsRegion(unit.Region) || unit.PublishedOn < founder.FoundedOn)
                {
                    return null;
                }

                var agrees = founder.SharesRegion(unit.Region);
                founder.Members.Add(new(unit, LinkageRule.NameAndRegion, LinkageBand.Auto, agrees ? LinkageScores.NameAndRegion : LinkageScores.NameUnique,
                    [new("name", unit.PrintedName, name, "same"), new("region", unit.Region?.ToString() ?? "", "", agrees ? "same" : "missing")]));
            }
        }

        return new DraftGroup(code.IsFirm ? Firms.UnitKind.Firm : founder.Members.Min(member => member.Unit.Kind), code, IsProvisional: false, founder.Members, founder);
    }

    private static bool HasOnlyAName(LinkUnit unit) =>
        unit is { OrganizationCode: null, CertificateNumber: null, RegistrationNumber: null };
}
