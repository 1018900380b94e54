using System.Globalization;
using Matching.Domain.Libraries;
using Matching.Domain.Pushes;
using Matching.Domain.Text;

namespace Matching.Ingest.Normalizing.Rows;

/// <summary>推送反馈: what a bank reports about one firm pushed to it, one dated outcome a row.</summary>
internal sealed class OutcomeRows : RowNormalizer
{
    private readonly ValueCells values = new();

    public override IReadOnlySet<ListColumn> Typed { get; } = new HashSet<ListColumn>
    {
        ListColumn.FirmName, ListColumn.Uscc, ListColumn.Bank, ListColumn.OutcomeKind, ListColumn.OutcomeAmount, ListColumn.ApprovedAmount, ListColumn.DrawnAmount,
        ListColumn.Rate, ListColumn.Term, ListColumn.RefusalReason, ListColumn.PushDate, ListColumn.EventDate, ListColumn.Number,
        ListColumn.Region, ListColumn.Province, ListColumn.City,
    };

    public override NormalizedRecord? Normalize(RowView row)
    {
        var firm = SubjectRows.Read(row, out var codes);
        var printed = row.TextOrNull(ListColumn.OutcomeKind);
        var isKnown = OutcomeWords.TryRead(printed, out var kind);
        if (printed is null)
        {
            row.Add("outcome-missing", IssueSeverity.Error, ListColumn.OutcomeKind, "", "没有反馈结果。请填写已联系、授信、放款、拒绝等");
        }
        else if (!isKnown)
        {
            row.Add("outcome-unknown", IssueSeverity.Warning, ListColumn.OutcomeKind, printed,
                $"“{printed}”不是认识的反馈结果，保留原文，不进入统计和训练。应写成已联系、有需求、无需求、已申请、已授信、已放款、拒绝、逾期或已结清");
        }

        var day = values.Day(row, ListColumn.EventDate);
        var amount = Amount(row, kind) ?? values.Money(row, ListColumn.OutcomeAmount);
        var more = row.Beside();
        Keep(more, row);
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
            RecordKey = RecordKeys.Join(bank, RecordKeys.Unit(codes, firm.PrintedName), printed, day?.First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            Units = [firm],
            State = PublicityState.Announced,
            PrintedNumber = row.TextOrNull(ListColumn.Sequence),
            Title = bank,
            Number = row.TextOrNull(ListColumn.Number),
            Kind = printed,
            Year = day?.First.Year,
            EventOn = day is { Precision: DayPrecision.Day } exact ? exact.First : null,
            AmountCny = amount,
            ListRegion = values.Region(row),
            More = more,
            Issues = row.Issues,
        };
    }

    /// <summary>A row of a loan that was drawn prints both amounts; each outcome states its own.</summary>
    private decimal? Amount(RowView row, OutcomeKind kind) => kind switch
    {
        OutcomeKind.Approved => values.Money(row, ListColumn.ApprovedAmount),
        OutcomeKind.Drawn or OutcomeKind.Overdue or OutcomeKind.Repaid => values.Money(row, ListColumn.DrawnAmount),
        _ => null,
    };

    private void Keep(Dictionary<string, string> more, RowView row)
    {
        if (values.Day(row, ListColumn.PushDate) is { Precision: DayPrecision.Day } pushed)
        {
            more[PushOutcome.PushedOnLabel] = pushed.First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        if (Number(row, ListColumn.Rate, "rate-unreadable", "年利率", "3.45", ["%", "％"]) is { } rate)
        {
            more[PushOutcome.RateLabel] = rate;
        }

        if (Number(row, ListColumn.Term, "term-unreadable", "期限", "12", ["个月", "月"]) is { } term)
        {
            more[PushOutcome.TermLabel] = term;
        }

        if (row.TextOrNull(ListColumn.RefusalReason) is { } reason)
        {
            more[PushOutcome.ReasonLabel] = PersonalData.Mask(reason);
        }
    }

    private static string? Number(RowView row, ListColumn column, string code, string what, string example, ReadOnlySpan<string> units)
    {
        if (row.TextOrNull(column) is not { } text)
        {
            return null;
        }

        var digits = text;
        foreach (var unit in units)
        {
            digits = digits.EndsWith(unit, StringComparison.Ordinal) ? digits[..^unit.Length].TrimEnd() : digits;
        }

        if (decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return number.ToString("0.####", CultureInfo.InvariantCulture);
        }

        row.Add(code, IssueSeverity.Warning, column, text, $"{what}“{text}”不是数字，已按空白处理。应写成 {example}");
        return null;
    }
}
