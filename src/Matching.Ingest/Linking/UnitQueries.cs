using System.Data.Common;
using System.Runtime.CompilerServices;
using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Domain.Linkage;
using Matching.Storage;
using Matching.Storage.Sql;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Linking;

/// <summary>Reads units with the linkages they have. Each look-up by key walks the index on that column of record_units.</summary>
internal sealed class UnitQueries(MatchingDbContext db)
{
    private const string Columns = """
        SELECT u."RecordId", u."Position", u."Kind", u."PrintedName", u."FoldedName", u."Uscc", u."OrganizationCode",
               u."RegistrationNumber", u."CertificateNumber", u."FoldedFormerName", u."Region",
               r."Library", r."PublishedOn", r."Year", r."EventOn", r."RetractedAt" IS NULL,
               l."Id", l."FirmId", l."Rule", l."Band", r."KeyHash", l."Score"
        """;

    private const string Joins = """

        JOIN normalized_records r ON r."Id" = u."RecordId"
        LEFT JOIN linkages l ON l."RecordId" = u."RecordId" AND l."Position" = u."Position" AND l."EndedAt" IS NULL
        """;

    /// <summary>Every unit in force, and every unit whose linkage outlived its record.</summary>
    public IAsyncEnumerable<LinkedUnit> AllAsync(CancellationToken cancellationToken) =>
        ReadAsync($"""{Columns} FROM record_units u{Joins} WHERE r."RetractedAt" IS NULL OR l."Id" IS NOT NULL""", null, cancellationToken);

    /// <summary>Units of all records that speak of the same things as the delivery's: its own, and those it replaced, withdrew or gave back.</summary>
    public IAsyncEnumerable<LinkedUnit> OfDeliveryAsync(Guid deliveryId, CancellationToken cancellationToken) =>
        ReadAsync(
            $"""
            {Columns} FROM record_units u{Joins}
            WHERE r."Id" IN (
                SELECT other."Id" FROM normalized_records own JOIN normalized_records other ON other."KeyHash" = own."KeyHash"
                WHERE own."DeliveryId" = @value)
            """,
            deliveryId,
            cancellationToken);

    /// <summary>Units in force of some records.</summary>
    public IAsyncEnumerable<LinkedUnit> OfRecordsAsync(IEnumerable<long> recordIds, CancellationToken cancellationToken) =>
        ReadAsync(
            $"""{Columns} FROM record_units u{Joins} WHERE u."RecordId" {db.Among("@value")} AND r."RetractedAt" IS NULL""",
            db.KeyList(recordIds),
            cancellationToken);

    /// <summary>All units in force of every <paramref name="nth"/> firm by id.</summary>
    public IAsyncEnumerable<LinkedUnit> SampleAsync(long nth, CancellationToken cancellationToken) =>
        ReadAsync(
            $"""
            {Columns} FROM linkages l
            JOIN record_units u ON u."RecordId" = l."RecordId" AND u."Position" = l."Position"
            JOIN normalized_records r ON r."Id" = u."RecordId"
            WHERE l."EndedAt" IS NULL AND r."RetractedAt" IS NULL AND l."FirmId" % @value = 0
            ORDER BY l."FirmId", u."RecordId", u."Position"
            """,
            nth,
            cancellationToken);

    /// <summary>Units of the records that speak of any of the things, in force or linked until now.</summary>
    public IAsyncEnumerable<LinkedUnit> ByRecordKeyAsync(IEnumerable<long> keyHashes, CancellationToken cancellationToken) =>
        ReadAsync(
            $"""{Columns} FROM record_units u{Joins} WHERE r."KeyHash" {db.Among("@value")} AND (r."RetractedAt" IS NULL OR l."Id" IS NOT NULL)""",
            db.KeyList(keyHashes),
            cancellationToken);

    /// <summary>Units in force with any of the keys, all of one kind.</summary>
    public IAsyncEnumerable<LinkedUnit> ByKeyAsync(LinkKeyKind kind, IEnumerable<string> values, CancellationToken cancellationToken)
    {
        var among = db.Among("@value");
        var condition = kind switch
        {
            LinkKeyKind.CreditCode => $"""u."Uscc" {among}""",
            LinkKeyKind.OrganizationCode => $"""u."OrganizationCode" {among}""",
            LinkKeyKind.CertificateNumber => $"""u."CertificateNumber" {among}""",
            LinkKeyKind.RegistrationNumber => $"""u."RegistrationNumber" {among}""",
            LinkKeyKind.Name => $"""(u."FoldedName" {among} OR u."FoldedFormerName" {among})""",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a key"),
        };
        return ReadAsync(
            $"""{Columns} FROM record_units u{Joins} WHERE {condition} AND r."RetractedAt" IS NULL""",
            db.KeyList(values),
            cancellationToken);
    }

    /// <summary>Units linked to any of the firms, in force or not.</summary>
    public IAsyncEnumerable<LinkedUnit> OfFirmsAsync(IEnumerable<FirmId> firms, CancellationToken cancellationToken) =>
        ReadAsync(
            $"""
            {Columns} FROM linkages l
            JOIN record_units u ON u."RecordId" = l."RecordId" AND u."Position" = l."Position"
            JOIN normalized_records r ON r."Id" = u."RecordId"
            WHERE l."EndedAt" IS NULL AND l."FirmId" {db.Among("@value")}
            """,
            db.KeyList(firms.Select(firm => firm.Value)),
            cancellationToken);

    private async IAsyncEnumerable<LinkedUnit> ReadAsync(
        string sql, object? value, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        if (value is not null)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@value";
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            yield return new LinkedUnit(UnitOf(row), row.GetInt64(20), row.GetBoolean(15), LinkageOf(row));
        }
    }

    private static LinkUnit UnitOf(DbDataReader row) => new()
    {
        Key = new UnitKey(row.GetInt64(0), row.GetInt32(1)),
        Kind = (UnitKind)row.GetInt32(2),
        PrintedName = row.GetString(3),
        FoldedName = row.GetString(4),
        Uscc = Uscc.TryParse(Text(row, 5), out var code) ? code : null,
        OrganizationCode = OrganizationCode.TryParse(Text(row, 6), out var organization) ? organization : null,
        RegistrationNumber = RegistrationNumber.TryParse(Text(row, 7), out var registration) ? registration : null,
        CertificateNumber = CertificateNumber.TryParse(Text(row, 8), out var certificate) ? certificate : null,
        FoldedFormerName = Text(row, 9),
        Region = row.IsDBNull(10) ? null : new RegionCode(row.GetInt32(10)),
        Library = (Library)row.GetInt32(11),
        PublishedOn = row.GetDay(12),
        Year = row.IsDBNull(13) ? null : row.GetInt32(13),
        EventOn = row.IsDBNull(14) ? null : row.GetDay(14),
    };

    private static CurrentLinkage? LinkageOf(DbDataReader row) => row.IsDBNull(16)
        ? null
        : new(row.GetInt64(16), new FirmId(row.GetInt64(17)), (LinkageRule)row.GetInt32(18), (LinkageBand)row.GetInt32(19), row.GetDouble(21));

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
