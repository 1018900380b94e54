using System.Globalization;
using Matching.Domain.Codes;
using Matching.Domain.Libraries;
using Matching.Domain.Text;

namespace Matching.Ingest.Normalizing.Rows;

/// <summary>高新技术企业: one firm, one certificate, three years.</summary>
internal sealed class HighTechRows : RowNormalizer
{
    private readonly ValueCells values = new();

    public override IReadOnlySet<ListColumn> Typed { get; } = new HashSet<ListColumn>
    {
        ListColumn.FirmName, ListColumn.FormerName, ListColumn.Uscc, ListColumn.CertificateNumber, ListColumn.Field, ListColumn.Region,
        ListColumn.Province, ListColumn.City, ListColumn.Year, ListColumn.Batch, ListColumn.EventDate, ListColumn.Change, ListColumn.Period, ListColumn.ValidUntil,
    };

    public override NormalizedRecord? Normalize(RowView row)
    {
        var firm = SubjectRows.Read(row, out var codes);
        var certificate = ReadCertificate(row);
        var issued = values.Day(row, ListColumn.EventDate);
        var issuedOn = issued is { Precision: DayPrecision.Day } day ? day.First : (DateOnly?)null;
        var year = certificate?.Year ?? issued?.First.Year ?? ValueCells.Year(row);
        var (from, until) = ReadValidity(row, issuedOn, year);
        var field = ReadField(row);
        var change = row.Text(ListColumn.Change);
        if (firm is null || row.HasErrors)
        {
            return null;
        }

        var byFirm = RecordKeys.Join(RecordKeys.Unit(codes, firm.PrintedName), year?.ToString(CultureInfo.InvariantCulture));
        var more = row.Beside();
        if (change.Length > 0)
        {
            more.TryAdd(row.HeaderOf(ListColumn.Change), change);
        }

        return new NormalizedRecord
        {
            Library = Library.HighTechFirms,
            Sheet = row.Sheet,
            Row = row.Row,
            RecordKey = certificate?.ToString() ?? byFirm,
            OtherKeys = certificate is null ? [] : [byFirm],
            Units = [firm],
            State = States.Of(row, change),
            PrintedNumber = row.TextOrNull(ListColumn.Sequence),
            Title = "高新技术企业证书",
            Number = certificate?.ToString(),
            Year = year,
            Batch = row.TextOrNull(ListColumn.Batch) ?? row.Context.Batch,
            EventOn = issuedOn,
            ValidFrom = from,
            ValidUntil = until,
            Field = field,
            ListRegion = values.Region(row),
            More = more,
            Issues = row.Issues,
        };
    }

    private static CertificateNumber? ReadCertificate(RowView row)
    {
        var text = row.Text(ListColumn.CertificateNumber);
        if (text.Length == 0)
        {
            return null;
        }

        if (CertificateNumber.TryParse(text, out var certificate))
        {
            return certificate;
        }

        var found = text.Length == CertificateNumber.Length ? "写法不对" : string.Create(CultureInfo.InvariantCulture, $"有 {text.Length} 位");
        row.Add("certificate-number", IssueSeverity.Warning, ListColumn.CertificateNumber, text,
            $"“{text}”{found}，证书编号应为 {CertificateNumber.Length} 位，如 GR202442001234，已按空白处理");
        return null;
    }

    /// <summary>What the list prints goes before the general rule.</summary>
    private (DateOnly? From, DateOnly? Until) ReadValidity(RowView row, DateOnly? issuedOn, int? year)
    {
        if (values.Period(row, ListColumn.Period) is { } period)
        {
            return (period.From, period.Until);
        }

        var last = values.Day(row, ListColumn.ValidUntil);
        if (year is not { } known)
        {
            return (issuedOn, last?.Last.AddDays(1));
        }

        var (from, until) = ValidityRules.Default.Certificate(issuedOn, known);
        return (from, last?.Last.AddDays(1) ?? until);
    }

    private static TechnologyField? ReadField(RowView row)
    {
        var text = row.Text(ListColumn.Field);
        if (text.Length == 0)
        {
            return null;
        }

        if (TechnologyFields.TryParse(text, out var field))
        {
            return field;
        }

        row.Add("field-unknown", IssueSeverity.Notice, ListColumn.Field, text, $"“{text}”不是八大技术领域之一，未归类。请按《国家重点支持的高新技术领域》填写");
        return null;
    }
}
