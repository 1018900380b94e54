using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;

namespace Matching.Domain.Linkage;

/// <summary>One unit of a record in force, with everything the ladder looks at. Compared by reference: a set holds each unit once.</summary>
public sealed class LinkUnit
{
    public required UnitKey Key { get; init; }

    public required Library Library { get; init; }

    public required UnitKind Kind { get; init; }

    public required string PrintedName { get; init; }

    /// <summary><c>FirmName.Fold</c> of the printed name: equal for spellings of one legal name.</summary>
    public required string FoldedName { get; init; }

    public Uscc? Uscc { get; init; }

    /// <summary>Stated by the list; positions 9–17 where a credit code is stated.</summary>
    public OrganizationCode? OrganizationCode { get; init; }

    public RegistrationNumber? RegistrationNumber { get; init; }

    public CertificateNumber? CertificateNumber { get; init; }

    /// <summary>Fold of a former name the row itself states; null when none.</summary>
    public string? FoldedFormerName { get; init; }

    /// <summary>The list's region, else the one in the name; null when neither tells.</summary>
    public RegionCode? Region { get; init; }

    public required DateOnly PublishedOn { get; init; }

    /// <summary>Year the row speaks of: a list of 2024 may print the name a firm bore in 2021.</summary>
    public int? Year { get; init; }

    /// <summary>Day of the event: foundation on a registry row, the change itself on a rename.</summary>
    public DateOnly? EventOn { get; init; }

    /// <summary>Earliest day whose name the row may print.</summary>
    public DateOnly NameFrom =>
        Year is { } year && year < PublishedOn.Year ? new DateOnly(year, 1, 1) : PublishedOn;

    /// <summary>Day the former name ended, as late as it can have been.</summary>
    public DateOnly RenamedOn => Library == Library.Renames && EventOn is { } day ? day : PublishedOn;

    public bool IsRegistryRow => Library == Library.Registry;

    /// <summary>Universities, hospitals and offices never meet firms; an institute may turn out to be a registered firm.</summary>
    internal bool IsNeverFirm => Kind is UnitKind.University or UnitKind.Hospital or UnitKind.Government;

    /// <summary>Codes of schools and offices found no firm.</summary>
    internal bool CanFound => Kind == UnitKind.Firm || Uscc is { IsFirm: true } or { IsCooperative: true };

    internal OrganizationCode? EffectiveOrganizationCode => Uscc is { } code ? code.OrganizationCode : OrganizationCode;
}
