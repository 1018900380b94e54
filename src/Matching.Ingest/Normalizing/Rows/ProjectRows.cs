using System.Globalization;
using Matching.Domain.Calendar;
using Matching.Domain.Codes;
using Matching.Domain.Libraries;
using Matching.Domain.Text;

namespace Matching.Ingest.Normalizing.Rows;

/// <summary>科技计划项目: one project, its lead unit and those that cooperate.</summary>
internal sealed class ProjectRows : RowNormalizer
{
    private readonly ValueCells values = new();

    public override IReadOnlySet<ListColumn> Typed { get; } = new HashSet<ListColumn>
    {
        ListColumn.Title, ListColumn.Number, ListColumn.ApplicationNumber, ListColumn.LeadUnit, ListColumn.CooperatingUnit, ListColumn.Kind,
        ListColumn.Money, ListColumn.Period, ListColumn.EventDate, ListColumn.Year, ListColumn.Region, ListColumn.Province, ListColumn.City,
        ListColumn.Uscc, ListColumn.Field, ListColumn.Level, ListColumn.State,
    };

    public override NormalizedRecord? Normalize(RowView row)
    {
        var title = row.TextOrNull(ListColumn.Title);
        var number = row.TextOrNull(ListColumn.Number);
        var application = row.TextOrNull(ListColumn.ApplicationNumber);
        var units = ReadUnits(row);
        if (title is null && number is null && application is null)
        {
            row.Add("title-missing", IssueSeverity.Error, ListColumn.Title, "", "没有项目名称，也没有项目编号。请至少补上一项");
        }

        if (units.Count == 0)
        {
            row.Add("units-missing", IssueSeverity.Error, ListColumn.LeadUnit, "", "没有承担单位。请补上承担单位全称");
        }

        var eventDay = values.Day(row, ListColumn.EventDate);
        Validity? period = ReadPeriod(row);
        var amount = ReadMoney(row);
        var year = ValueCells.Year(row) ?? eventDay?.First.Year ?? period?.From?.Year;
        if (row.HasErrors)
        {
            return null;
        }

        var byTitle = title is null
            ? null
            : RecordKeys.Join(RecordKeys.Title(title), year?.ToString(CultureInfo.InvariantCulture), RecordKeys.Name(units[0].PrintedName));
        var kind = row.TextOrNull(ListColumn.Kind) ?? row.Section.Label ?? row.Context.Kind;
        _ = TechnologyFields.TryParse(row.Text(ListColumn.Field), out var field);
        var more = row.Beside();
        if (row.Text(ListColumn.State) is { Length: > 0 } state)
        {
            more.TryAdd(row.HeaderOf(ListColumn.State), state);
        }

        return new NormalizedRecord
        {
            Library = Library.Projects,
            Sheet = row.Sheet,
            Row = row.Row,
            RecordKey = number ?? application ?? byTitle!,
            OtherKeys = [.. new[] { number is null ? null : application, number is null && application is null ? null : byTitle }.OfType<string>()],
            Units = units,
            State = States.Of(row, row.Text(ListColumn.State)),
            PrintedNumber = row.TextOrNull(ListColumn.Sequence) ?? number,
            Title = title,
            Number = number,
            ApplicationNumber = application,
            Kind = kind,
            Level = LevelOf(row, kind),
            Year = year,
            Batch = row.Context.Batch,
            EventOn = eventDay is { Precision: DayPrecision.Day } day ? day.First : null,
            ValidFrom = period?.From,
            ValidUntil = period?.Until,
            AmountCny = amount,
            Field = Enum.IsDefined(field) ? field : null,
            ListRegion = values.Region(row),
            More = more,
            Issues = row.Issues,
        };
    }

    private static List<UnitMention> ReadUnits(RowView row)
    {
        var units = new List<UnitMention>();
        UnitCells.AddAll(row, ListColumn.LeadUnit, UnitRole.LeadUnit, units);
        if (units.Count == 1 && CodeCells.Read(row) is { Any: true } codes)
        {
            units[0] = UnitCells.Mention(1, UnitRole.LeadUnit, units[0].PrintedName, codes);
        }

        UnitCells.AddAll(row, ListColumn.CooperatingUnit, UnitRole.CooperatingUnit, units);
        return units;
    }

    private Validity? ReadPeriod(RowView row)
    {
        var period = values.Period(row, ListColumn.Period);
        if (period is null && row.Text(ListColumn.Period) is { Length: > 0 } text)
        {
            row.Add("period-unreadable", IssueSeverity.Warning, ListColumn.Period, text, $"“{text}”不是起止时间，已按空白处理。应写成 2023-01至2025-12");
        }

        return period;
    }

    /// <summary>Columns of one grant by year or month add up.</summary>
    private decimal? ReadMoney(RowView row)
    {
        decimal? sum = null;
        foreach (var mapping in row.Shape.Columns)
        {
            if (mapping.Column == ListColumn.Money && values.Money(row, mapping.Index, mapping.Header) is { } amount)
            {
                sum = (sum ?? 0) + amount;
            }
        }

        return sum;
    }

    private AuthorityLevel LevelOf(RowView row, string? kind) =>
        values.Level(row.Text(ListColumn.Level), kind, row.Context.Title) is var level && level != AuthorityLevel.Unknown ? level : row.Context.Level;
}
