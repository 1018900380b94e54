using Matching.Domain.Firms;
using Matching.Domain.Libraries;

namespace Matching.Storage.Records;

/// <summary>One unit a record names, with the keys linking looks it up by. Key (RecordId, Position).</summary>
public sealed class StoredUnit
{
    /// <summary>Given when the record is.</summary>
    public required long RecordId { get; set; }

    public required int Position { get; init; }

    public required UnitRole Role { get; init; }

    public required string PrintedName { get; init; }

    /// <summary><c>FirmName.Fold</c> of the printed name; indexed.</summary>
    public required string FoldedName { get; init; }

    public required UnitKind Kind { get; init; }

    /// <summary>Indexed; null when the list states none that passes its check.</summary>
    public string? Uscc { get; init; }

    /// <summary>Stated, or positions 9–17 of the credit code; indexed.</summary>
    public string? OrganizationCode { get; init; }

    public string? RegistrationNumber { get; init; }

    /// <summary>High-tech certificate number of the record, repeated here because certificates link; indexed.</summary>
    public string? CertificateNumber { get; init; }

    public string? FormerName { get; init; }

    /// <summary>Fold of the former name; indexed.</summary>
    public string? FoldedFormerName { get; init; }

    /// <summary>Best region known for linking: the list's, else the one in the name; GB/T 2260 value.</summary>
    public int? Region { get; init; }

    internal StoredUnit TakenOverBy(long recordId) => new()
    {
        RecordId = recordId,
        Position = Position,
        Role = Role,
        PrintedName = PrintedName,
        FoldedName = FoldedName,
        Kind = Kind,
        Uscc = Uscc,
        OrganizationCode = OrganizationCode,
        RegistrationNumber = RegistrationNumber,
        CertificateNumber = CertificateNumber,
        FormerName = FormerName,
        FoldedFormerName = FoldedFormerName,
        Region = Region,
    };
}
