using Matching.Domain.Libraries;
using Matching.Domain.Text;

namespace Matching.Ingest.Normalizing.Rows;

/// <summary>企业登记基础库: one firm as the register has it.</summary>
internal sealed class RegistryRows : RowNormalizer
{
    private readonly ValueCells values = new();

    public override IReadOnlySet<ListColumn> Typed { get; } = new HashSet<ListColumn>
    {
        ListColumn.FirmName, ListColumn.FormerName, ListColumn.Uscc, ListColumn.RegisteredOn, ListColumn.Capital, ListColumn.Region,
        ListColumn.Province, ListColumn.City, ListColumn.Kind,
    };

    public override NormalizedRecord? Normalize(RowView row)
    {
        var firm = SubjectRows.Read(row, out var codes);
        if (firm is null)
        {
            return null;
        }

        var registered = values.Day(row, ListColumn.RegisteredOn);
        var capital = values.Money(row, ListColumn.Capital);
        var region = values.Region(row);
        var more = row.Beside();
        if (capital is null && row.TextOrNull(ListColumn.Capital) is { } printed)
        {
            more.TryAdd(row.HeaderOf(ListColumn.Capital), printed);
        }

        return new NormalizedRecord
        {
            Library = Library.Registry,
            Sheet = row.Sheet,
            Row = row.Row,
            RecordKey = RecordKeys.Unit(codes, firm.PrintedName),
            Units = [firm],
            State = PublicityState.Announced,
            PrintedNumber = row.TextOrNull(ListColumn.Sequence),
            Kind = row.TextOrNull(ListColumn.Kind),
            Year = registered?.First.Year,
            EventOn = registered is { Precision: DayPrecision.Day } day ? day.First : null,
            AmountCny = capital,
            ListRegion = region,
            More = more,
            Issues = row.Issues,
        };
    }
}
