using Matching.Domain.Codes;
using Matching.Domain.Libraries;
using Matching.Domain.Text;

namespace Matching.Ingest.Normalizing.Rows;

/// <summary>更名: the firm under its new name, with the name it had.</summary>
internal sealed class RenameRows : RowNormalizer
{
    private readonly ValueCells values = new();

    public override IReadOnlySet<ListColumn> Typed { get; } = new HashSet<ListColumn>
    {
        ListColumn.FormerName, ListColumn.NewName, ListColumn.Uscc, ListColumn.CertificateNumber, ListColumn.EventDate, ListColumn.Region,
        ListColumn.Province, ListColumn.City, ListColumn.Year,
    };

    public override NormalizedRecord? Normalize(RowView row)
    {
        var former = UnitCells.Name(row, ListColumn.FormerName);
        var name = UnitCells.Name(row, ListColumn.NewName);
        var codes = CodeCells.Read(row);
        if (former.Length == 0)
        {
            row.Add("former-name-missing", IssueSeverity.Error, ListColumn.FormerName, "", "没有变更前名称。请补上原企业全称");
        }

        if (name.Length == 0)
        {
            row.Add("new-name-missing", IssueSeverity.Error, ListColumn.NewName, "", "没有变更后名称。请补上现企业全称");
        }

        if (former.Length > 0 && former == name)
        {
            row.Add("names-equal", IssueSeverity.Error, ListColumn.NewName, name, "变更前后的名称相同。请核对两列是否填错");
        }

        var day = values.Day(row, ListColumn.EventDate);
        if (row.HasErrors)
        {
            return null;
        }

        return new NormalizedRecord
        {
            Library = Library.Renames,
            Sheet = row.Sheet,
            Row = row.Row,
            RecordKey = RecordKeys.Join(RecordKeys.Name(former), RecordKeys.Name(name)),
            Units = [UnitCells.Mention(1, UnitRole.Subject, name, codes, former)],
            State = States.Of(row),
            PrintedNumber = row.TextOrNull(ListColumn.Sequence),
            Number = CertificateNumber.TryParse(row.Text(ListColumn.CertificateNumber), out var certificate) ? certificate.ToString() : null,
            Year = day?.First.Year ?? ValueCells.Year(row),
            Batch = row.Context.Batch,
            EventOn = day is { Precision: DayPrecision.Day } exact ? exact.First : null,
            ListRegion = values.Region(row),
            More = row.Beside(),
            Issues = row.Issues,
        };
    }
}
