using System.Data.Common;
using System.Text;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Domain.Linkage;
using Matching.Storage;
using Matching.Storage.Sql;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Linking;

/// <summary>Writes what every unit of every record in force was linked to: comma-separated text that a spreadsheet program opens as it is.</summary>
public sealed class LinkExport(IDbContextFactory<MatchingDbContext> databases)
{
    // Records are found by delivery through their index; linkages by record and position through theirs.
    private const string Query = """
        SELECT d."FileName", w."Sheet", w."Row", u."Position", r."Library",
               COALESCE(r."PrintedNumber", r."Number", r."ApplicationNumber"), u."PrintedName",
               l."FirmId", f."Uscc", l."Rule", l."Score", l."Band"
        FROM deliveries d
        JOIN normalized_records r ON r."DeliveryId" = d."Id"
        JOIN library_records w ON w."Id" = r."Id"
        JOIN record_units u ON u."RecordId" = r."Id"
        LEFT JOIN linkages l ON l."RecordId" = u."RecordId" AND l."Position" = u."Position" AND l."EndedAt" IS NULL
        LEFT JOIN firms f ON f."Id" = l."FirmId"
        WHERE r."RetractedAt" IS NULL
        ORDER BY d."ReceivedAt", d."Id", r."Id", u."Position"
        """;

    // As known at a moment. The code is that of the rows linked by it then; what the firm is called now plays no part.
    private const string QueryThen = """
        SELECT d."FileName", w."Sheet", w."Row", u."Position", r."Library",
               COALESCE(r."PrintedNumber", r."Number", r."ApplicationNumber"), u."PrintedName",
               l."FirmId", c."Uscc", l."Rule", l."Score", l."Band"
        FROM deliveries d
        JOIN normalized_records r ON r."DeliveryId" = d."Id"
        JOIN library_records w ON w."Id" = r."Id"
        JOIN record_units u ON u."RecordId" = r."Id"
        LEFT JOIN linkages l ON l."RecordId" = u."RecordId" AND l."Position" = u."Position"
            AND l."At" <= @at AND (l."EndedAt" IS NULL OR l."EndedAt" > @at)
        LEFT JOIN (
            SELECT n."FirmId", MIN(m."Uscc") AS "Uscc" FROM linkages n
            JOIN record_units m ON m."RecordId" = n."RecordId" AND m."Position" = n."Position"
            WHERE n."Rule" = 1 AND n."At" <= @at AND (n."EndedAt" IS NULL OR n."EndedAt" > @at)
            GROUP BY n."FirmId") c ON c."FirmId" = l."FirmId"
        WHERE r."RecordedAt" <= @at AND (r."RetractedAt" IS NULL OR r."RetractedAt" > @at)
        ORDER BY d."ReceivedAt", d."Id", r."Id", u."Position"
        """;

    /// <summary>One line per record in force and unit, by delivery as received, then as printed. Rows not linked yet have empty fields from the firm on.</summary>
    /// <param name="writer">Should write UTF-8; the byte-order mark is written here, because spreadsheet programs ask for it.</param>
    /// <returns>Number of lines without the header.</returns>
    public Task<long> WriteAsync(TextWriter writer, CancellationToken cancellationToken) => WriteAsync(writer, null, cancellationToken);

    /// <summary>The same, as it was known at a moment.</summary>
    /// <param name="knownAt">Null for now.</param>
    public async Task<long> WriteAsync(TextWriter writer, DateTimeOffset? knownAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(writer);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = knownAt is null ? Query : QueryThen;
        if (knownAt is { } moment)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@at", db.Moment(moment));
            command.Parameters.Add(parameter);
        }

        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await writer.WriteAsync(LinkLine.Head);
        var lines = 0L;
        var line = new StringBuilder();
        while (await row.ReadAsync(cancellationToken))
        {
            AddLine(line.Clear(), row);
            await writer.WriteAsync(line, cancellationToken);
            lines++;
        }

        await writer.FlushAsync(cancellationToken);
        return lines;
    }

    private static void AddLine(StringBuilder line, DbDataReader row) => LinkLine.AddTo(
        line,
        row.GetString(0),
        row.GetString(1),
        row.GetInt32(2),
        row.GetInt32(3),
        (Library)row.GetInt32(4),
        row.IsDBNull(5) ? null : row.GetString(5),
        row.GetString(6),
        row.IsDBNull(7)
            ? null
            : new(
                new FirmId(row.GetInt64(7)),
                row.IsDBNull(8) ? null : row.GetString(8),
                (LinkageRule)row.GetInt32(9),
                row.GetDouble(10),
                (LinkageBand)row.GetInt32(11)));
}
