using System.Globalization;
using Matching.Domain.Codes;
using Matching.Domain.Libraries;

namespace Matching.Ingest.Normalizing.Rows;

/// <summary>科技型中小企业评价: one firm, one registration number, one year.</summary>
internal sealed class TechSmeRows : RowNormalizer
{
    private readonly ValueCells values = new();

    public override IReadOnlySet<ListColumn> Typed { get; } = new HashSet<ListColumn>
    {
        ListColumn.FirmName, ListColumn.FormerName, ListColumn.Uscc, ListColumn.SmeNumber, ListColumn.SmeState, ListColumn.Region, ListColumn.Province,
        ListColumn.City, ListColumn.Year, ListColumn.Batch, ListColumn.EventDate,
    };

    public override NormalizedRecord? Normalize(RowView row)
    {
        var firm = SubjectRows.Read(row, out var codes);
        var number = row.TextOrNull(ListColumn.SmeNumber);
        int? numberYear = null;
        if (number is not null)
        {
            if (SmeRegistrationNumber.TryParse(number, out var parsed))
            {
                number = parsed.ToString();
                numberYear = parsed.Year;
            }
            else
            {
                // Positions 11 and 12 are not confirmed by a published text, so an odd number is told, never refused.
                row.Add("sme-number-form", IssueSeverity.Notice, ListColumn.SmeNumber, number, $"“{number}”不像入库登记编号（18 位，前 4 位为年份）。已照原样保留，请核对");
            }
        }

        var state = row.Text(ListColumn.SmeState);
        if (state.StartsWith('未') || state.StartsWith('不') || state.Contains("未通过", StringComparison.Ordinal) || state.Contains("不通过", StringComparison.Ordinal))
        {
            row.Add("not-passed", IssueSeverity.Error, ListColumn.SmeState, state, $"评价状态为“{state}”，没有入库，不导入");
        }

        var day = values.Day(row, ListColumn.EventDate);
        var year = numberYear ?? ValueCells.Year(row) ?? day?.First.Year;
        if (firm is null || row.HasErrors)
        {
            return null;
        }

        var byFirm = RecordKeys.Join(RecordKeys.Unit(codes, firm.PrintedName), year?.ToString(CultureInfo.InvariantCulture));
        var validity = year is { } known ? ValidityRules.SmeNumber(known) : default;
        return new NormalizedRecord
        {
            Library = Library.TechSmes,
            Sheet = row.Sheet,
            Row = row.Row,
            RecordKey = number ?? byFirm,
            OtherKeys = number is null ? [] : [byFirm],
            Units = [firm],
            State = States.Of(row, state),
            PrintedNumber = row.TextOrNull(ListColumn.Sequence),
            Title = "科技型中小企业",
            Number = number,
            Year = year,
            Batch = row.TextOrNull(ListColumn.Batch) ?? row.Context.Batch,
            EventOn = day is { Precision: Domain.Text.DayPrecision.Day } exact ? exact.First : null,
            ValidFrom = year is null ? null : validity.From,
            ValidUntil = year is null ? null : validity.Until,
            ListRegion = values.Region(row),
            More = row.Beside(),
            Issues = row.Issues,
        };
    }
}
