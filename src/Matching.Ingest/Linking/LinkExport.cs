using System.Buffers;
using System.Data.Common;
using System.Globalization;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Domain.Linkage;
using Matching.Storage;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Linking;

/// <summary>Writes what every unit of every record in force was linked to: comma-separated text that a spreadsheet program opens as it is.</summary>
public sealed class LinkExport(IDbContextFactory<MatchingDbContext> databases)
{
    private const string Header = "delivery,sheet,row,position,library,number,name,firm,uscc,rule,score,band";

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

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    private static readonly SearchValues<char> FormulaStarts = SearchValues.Create("=+-@\t\r");

    /// <summary>One line per record in force and unit, by delivery as received, then as printed. Rows not linked yet have empty fields from the firm on.</summary>
    /// <param name="writer">Should write UTF-8; the byte-order mark is written here, because spreadsheet programs ask for it.</param>
    /// <returns>Number of lines without the header.</returns>
    public async Task<long> WriteAsync(TextWriter writer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(writer);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = Query;
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await writer.WriteAsync('\uFEFF');
        await writer.WriteAsync(Header + "\r\n");
        var lines = 0L;
        while (await row.ReadAsync(cancellationToken))
        {
            await writer.WriteAsync(Line(row));
            lines++;
        }

        await writer.FlushAsync(cancellationToken);
        return lines;
    }

    private static string Line(DbDataReader row)
    {
        var isLinked = !row.IsDBNull(7);
        return string.Join(
            ',',
            Cell(row.GetString(0)),
            Cell(row.GetString(1)),
            Number(row.GetInt32(2)),
            Number(row.GetInt32(3)),
            ((Library)row.GetInt32(4)).Info().Code,
            row.IsDBNull(5) ? "" : Cell(row.GetString(5)),
            Cell(row.GetString(6)),
            isLinked ? new FirmId(row.GetInt64(7)).ToString() : "",
            row.IsDBNull(8) ? "" : row.GetString(8),
            isLinked ? RuleName((LinkageRule)row.GetInt32(9)) : "",
            isLinked ? row.GetDouble(10).ToString("0.###", CultureInfo.InvariantCulture) : "",
            isLinked ? BandName((LinkageBand)row.GetInt32(11)) : "") + "\r\n";
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A cell that a spreadsheet program would run as a formula gets an apostrophe before it.</summary>
    private static string Cell(string text)
    {
        var safe = text.Length > 0 && FormulaStarts.Contains(text[0]) ? "'" + text : text;
        return safe.AsSpan().ContainsAny(Quoted) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static string RuleName(LinkageRule rule) => rule switch
    {
        LinkageRule.CreditCode => "credit-code",
        LinkageRule.OrganizationCode => "organization-code",
        LinkageRule.CertificateNumber => "certificate-number",
        LinkageRule.RegistrationNumber => "registration-number",
        LinkageRule.NameAndRegion => "name-and-region",
        LinkageRule.DatedAlias => "dated-alias",
        LinkageRule.Provisional => "provisional",
        LinkageRule.NonFirm => "non-firm",
        LinkageRule.Judged => "judged",
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "not a rule"),
    };

    private static string BandName(LinkageBand band) => band switch
    {
        LinkageBand.Auto => "auto",
        LinkageBand.Review => "review",
        LinkageBand.Provisional => "provisional",
        LinkageBand.NonFirm => "non-firm",
        _ => throw new ArgumentOutOfRangeException(nameof(band), band, "not a band"),
    };
}
