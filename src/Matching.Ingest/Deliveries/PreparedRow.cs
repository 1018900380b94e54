using System.Text.Json;
using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing;
using Matching.Storage.Records;

namespace Matching.Ingest.Deliveries;

/// <summary>A row with all that can be worked out before the tables are asked: its cells as kept, the hashes it is known by, its units.</summary>
/// <param name="KeyHash">0 for a row that is no record.</param>
/// <param name="OtherKeys">Hashes of <see cref="NormalizedRecord.OtherKeys"/>.</param>
/// <param name="Units">Units of an understood row; their record gets its number when the row is kept.</param>
internal sealed record PreparedRow(NormalizedRow Row, string Cells, long KeyHash, IReadOnlyList<long> OtherKeys, long ContentHash, IReadOnlyList<StoredUnit> Units)
{
    public static PreparedRow Of(NormalizedRow row, RecordHash hash)
    {
        var cells = JsonSerializer.Serialize(row.Raw.Cells, DeliveryChunk.Json);
        return row.Reading is RowReading.Understood { Record: var record }
            ? new PreparedRow(
                row, cells, hash.OfKey(record), record.OtherKeys.Count == 0 ? [] : [.. record.OtherKeys.Select(key => hash.OfKey(record.Library, key))], hash.OfContent(record), [.. record.Units.Select(unit => UnitOf(unit, record))])
            : new PreparedRow(row, cells, 0, [], 0, []);
    }

    internal static StoredUnit UnitOf(UnitMention unit, NormalizedRecord record)
    {
        var isOnlyUnit = record.Units.Count == 1;
        var name = FirmName.Parse(unit.PrintedName);
        var formerName = unit.FormerName ?? name.FormerName;
        return new StoredUnit
        {
            RecordId = 0,
            Position = unit.Position,
            Role = unit.Role,
            PrintedName = unit.PrintedName,
            FoldedName = FirmName.Fold(unit.PrintedName),
            Kind = UnitKinds.Classify(unit.PrintedName, unit.Uscc),
            Uscc = unit.Uscc?.ToString(),
            OrganizationCode = (unit.OrganizationCode ?? unit.Uscc?.OrganizationCode)?.ToString(),
            RegistrationNumber = unit.RegistrationNumber?.ToString(),
            CertificateNumber = isOnlyUnit && record.Number is not null && CertificateNumber.TryParse(record.Number, out var certificate) ? certificate.ToString() : null,
            FormerName = formerName,
            FoldedFormerName = formerName is null ? null : FirmName.Fold(formerName),

            // A list's region speaks of the row's own firm, not of partners named beside it.
            Region = ((isOnlyUnit ? record.ListRegion : null) ?? name.PrefixRegion)?.Value,
        };
    }
}
