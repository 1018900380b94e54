namespace Matching.Domain.Linkage;

/// <summary>What two units may share.</summary>
public enum LinkKeyKind
{
    CreditCode,
    OrganizationCode,
    CertificateNumber,
    RegistrationNumber,
    Name,
}

/// <summary>A value units are looked up by. Units that share no key, directly or through others, never influence each other.</summary>
public readonly record struct LinkKey(LinkKeyKind Kind, string Value)
{
    /// <summary>Keys of a unit; names without a trade name are none, a former name counts as a name.</summary>
    public static IEnumerable<LinkKey> Of(LinkUnit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        if (unit.Uscc is { } uscc)
        {
            yield return new(LinkKeyKind.CreditCode, uscc.ToString());
        }

        if (unit.EffectiveOrganizationCode is { } organization)
        {
            yield return new(LinkKeyKind.OrganizationCode, organization.ToString());
        }

        if (unit.CertificateNumber is { } certificate)
        {
            yield return new(LinkKeyKind.CertificateNumber, certificate.ToString());
        }

        if (unit.RegistrationNumber is { } registration)
        {
            yield return new(LinkKeyKind.RegistrationNumber, registration.ToString());
        }

        // Bodies that are no firms are told apart by their whole name, however plain.
        if (unit.Kind != Firms.UnitKind.Firm || NameTraits.Of(unit.FoldedName).IsTelling)
        {
            yield return new(LinkKeyKind.Name, unit.FoldedName);
        }

        if (unit.FoldedFormerName is { } former && NameTraits.Of(former).IsTelling)
        {
            yield return new(LinkKeyKind.Name, former);
        }
    }
}
