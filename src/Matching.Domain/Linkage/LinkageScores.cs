namespace Matching.Domain.Linkage;

/// <summary>Share of a rule's links expected to be right, 0 to 1.</summary>
/// <remarks>Prior estimates of the sure rungs (exact rules against a register of 200,000 firms came out at .998);
/// a linker that measures its own precision writes its own figures into the linkage instead.</remarks>
public static class LinkageScores
{
    public const double CreditCode = 0.999;

    /// <summary>Same code, same trade name, another region, form or one character.</summary>
    public const double CreditCodeNameDiffers = 0.99;

    public const double OrganizationCode = 0.998;

    public const double CertificateNumber = 0.995;

    public const double RegistrationNumber = 0.995;

    public const double NameAndRegion = 0.998;

    /// <summary>No region on one side, but a single coded firm bears the name.</summary>
    public const double NameUnique = 0.98;

    public const double DatedAlias = 0.97;

    /// <summary>The unit founds a provisional firm or joins one by equal name.</summary>
    public const double Provisional = 0.9;

    public const double NonFirm = 0.99;

    /// <summary>Waits for a person: as likely as not.</summary>
    public const double Review = 0.5;

    /// <summary>A person decided.</summary>
    public const double Judged = 1.0;
}
