using System.Globalization;
using Matching.Domain.Libraries;
using Matching.Domain.Text;

namespace Matching.Ingest.Normalizing.Rows;

/// <summary>创投子基金投资: one payment of one fund into one firm.</summary>
internal sealed class VentureRows : RowNormalizer
{
    /// <summary>States before money was paid; such rows are plans, not investments, and are rejected as <c>not-invested</c> so that the sender sees them.</summary>
    private static readonly string[] NotInvested =
        ["储备", "已报合规", "合规审查", "投决", "尽调", "立项", "拟投", "未出资", "待出资"];

    private readonly ValueCells values = new();

    public override IReadOnlySet<ListColumn> Typed { get; } = new HashSet<ListColumn>
    {
        ListColumn.FirmName, ListColumn.FormerName, ListColumn.Uscc, ListColumn.Fund, ListColumn.InvestState, ListColumn.Round, ListColumn.InvestAmount,
        ListColumn.InvestDate, ListColumn.Region, ListColumn.Province, ListColumn.City, ListColumn.Field,
    };

    public override NormalizedRecord? Normalize(RowView row)
    {
        var firm = SubjectRows.Read(row, out var codes);
        var state = row.Text(ListColumn.InvestState);
        var round = row.TextOrNull(ListColumn.Round);
        var day = values.Day(row, ListColumn.InvestDate);
        var amount = values.Money(row, ListColumn.InvestAmount);
        var fund = row.TextOrNull(ListColumn.Fund);
        var printedAmount = row.Text(ListColumn.InvestAmount);
        if (Array.Exists(NotInvested, word => state.StartsWith(word, StringComparison.Ordinal)))
        {
            row.Add("not-invested", IssueSeverity.Error, ListColumn.InvestState, state, $"项目状态为“{state}”，尚未出资，不算投资，不导入");
        }
        else if (fund is null && round is null && day is null && printedAmount.Length == 0)
        {
            row.Add("not-invested", IssueSeverity.Error, row.Has(ListColumn.InvestDate) ? ListColumn.InvestDate : ListColumn.Round, "",
                "没有子基金、轮次、投资时间和投资金额，看不出是一次投资。请至少补上投资时间或金额");
        }

        if (firm is null || row.HasErrors)
        {
            return null;
        }

        var more = row.Beside();
        if (state.Length > 0)
        {
            more.TryAdd(row.HeaderOf(ListColumn.InvestState), state);
        }

        if (amount is null && printedAmount.Length > 0)
        {
            more.TryAdd(row.HeaderOf(ListColumn.InvestAmount), printedAmount);
        }

        var dayText = day?.First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new NormalizedRecord
        {
            Library = Library.Ventures,
            Sheet = row.Sheet,
            Row = row.Row,
            RecordKey = RecordKeys.Join(fund is null ? "" : RecordKeys.Name(fund), RecordKeys.Unit(codes, firm.PrintedName), round, dayText),
            Units = [firm],
            State = States.Of(row),
            PrintedNumber = row.TextOrNull(ListColumn.Sequence),
            Title = fund,
            Kind = round,
            Year = day?.First.Year ?? row.Context.Year,
            EventOn = day is { Precision: DayPrecision.Day } exact ? exact.First : null,
            AmountCny = amount,
            ListRegion = values.Region(row),
            More = more,
            Issues = row.Issues,
        };
    }
}
