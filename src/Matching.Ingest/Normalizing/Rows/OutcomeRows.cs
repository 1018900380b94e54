using System.Globalization;
using Matching.Domain.Libraries;
using Matching.Domain.Text;

namespace Matching.Ingest.Normalizing.Rows;

/// <summary>推送反馈: what a bank reports about one firm pushed to it.</summary>
internal sealed class OutcomeRows : RowNormalizer
{
    private readonly ValueCells values = new();

    public override IReadOnlySet<ListColumn> Typed { get; } = new HashSet<ListColumn>
    {
        ListColumn.FirmName, ListColumn.Uscc, ListColumn.Bank, ListColumn.OutcomeKind, ListColumn.OutcomeAmount, ListColumn.EventDate, ListColumn.Number,
        ListColumn.Region, ListColumn.Province, ListColumn.City,
    };

    public override NormalizedRecord? Normalize(RowView row)
    {
        var firm = SubjectRows.Read(row, out var codes);
        var kind = row.TextOrNull(ListColumn.OutcomeKind);
        if (kind is null)
        {
            row.Add("outcome-missing", IssueSeverity.Error, ListColumn.OutcomeKind, "", "没有反馈结果。请填写已联系、授信、放款、拒绝等");
        }

        var day = values.Day(row, ListColumn.EventDate);
        var amount = values.Money(row, ListColumn.OutcomeAmount);
        if (firm is null || row.HasErrors)
        {
            return null;
        }

        var bank = row.TextOrNull(ListColumn.Bank);
        return new NormalizedRecord
        {
            Library = Library.Outcomes,
            Sheet = row.Sheet,
            Row = row.Row,
            RecordKey = RecordKeys.Join(bank, RecordKeys.Unit(codes, firm.PrintedName), kind, day?.First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            Units = [firm],
            State = PublicityState.Announced,
            PrintedNumber = row.TextOrNull(ListColumn.Sequence),
            Title = bank,
            Number = row.TextOrNull(ListColumn.Number),
            Kind = kind,
            Year = day?.First.Year,
            EventOn = day is { Precision: DayPrecision.Day } exact ? exact.First : null,
            AmountCny = amount,
            ListRegion = values.Region(row),
            More = row.Beside(),
            Issues = row.Issues,
        };
    }
}
