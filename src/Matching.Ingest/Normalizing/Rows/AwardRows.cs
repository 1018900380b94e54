using Matching.Domain.Libraries;

namespace Matching.Ingest.Normalizing.Rows;

/// <summary>成果奖励: one result, one award, several units in order of contribution.</summary>
internal sealed class AwardRows : RowNormalizer
{
    private readonly ValueCells values = new();

    public override IReadOnlySet<ListColumn> Typed { get; } = new HashSet<ListColumn>
    {
        ListColumn.Title, ListColumn.Units, ListColumn.MixedUnits, ListColumn.PersonUnit, ListColumn.PersonUnitThen, ListColumn.Kind, ListColumn.Grade,
        ListColumn.Number, ListColumn.Year, ListColumn.EventDate, ListColumn.Level, ListColumn.Region, ListColumn.Uscc,
    };

    public override NormalizedRecord? Normalize(RowView row)
    {
        var units = ReadUnits(row);
        var title = row.Text(ListColumn.Title);
        var (kind, group) = SplitKind(row.TextOrNull(ListColumn.Kind) ?? row.Section.Kind ?? row.Context.Kind);
        if (units.Count == 0)
        {
            row.Add("units-missing", IssueSeverity.Error, FirstUnitColumn(row), "", "没有完成单位。请补上获奖单位全称");
        }

        if (title.Length == 0 && kind is null)
        {
            row.Add("title-missing", IssueSeverity.Error, ListColumn.Title, "", "没有项目名称，也没有奖种。请至少补上一项");
        }

        var eventDay = values.Day(row, ListColumn.EventDate);
        var year = ValueCells.Year(row) ?? eventDay?.First.Year;
        var more = row.Beside();
        if (group is not null)
        {
            more.TryAdd("评审组", group);
        }

        if (row.HasErrors)
        {
            return null;
        }

        var grade = row.TextOrNull(ListColumn.Grade) ?? row.Section.Grade;
        return new NormalizedRecord
        {
            Library = Library.Awards,
            Sheet = row.Sheet,
            Row = row.Row,
            // Numbers differ between the proposed and the final list, title and year do not.
            RecordKey = title.Length > 0
                ? RecordKeys.Join(RecordKeys.Title(title), year?.ToString(System.Globalization.CultureInfo.InvariantCulture))
                : RecordKeys.Join(RecordKeys.Name(units[0].PrintedName), kind, year?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            Units = units,
            State = States.Of(row),
            PrintedNumber = row.TextOrNull(ListColumn.Sequence) ?? row.TextOrNull(ListColumn.Number),
            Title = title.Length > 0 ? title : null,
            Number = row.TextOrNull(ListColumn.Number),
            Kind = kind,
            Grade = grade,
            Level = LevelOf(row, kind),
            Year = year,
            Batch = row.Context.Batch,
            EventOn = eventDay is { Precision: Domain.Text.DayPrecision.Day } day ? day.First : null,
            ListRegion = values.Region(row),
            More = more,
            Issues = row.Issues,
        };
    }

    private static List<UnitMention> ReadUnits(RowView row)
    {
        var units = new List<UnitMention>();
        UnitCells.AddAll(row, ListColumn.Units, UnitRole.AwardUnit, units);
        if (row.Has(ListColumn.MixedUnits))
        {
            UnitCells.AddAll(row, MixedUnitCell.UnitsOnly(row.Text(ListColumn.MixedUnits)), row.IndexOf(ListColumn.MixedUnits), UnitRole.AwardUnit, units);
        }

        foreach (var group in row.Shape.Columns.Where(mapping => mapping.Group > 0).GroupBy(mapping => mapping.Group).OrderBy(group => group.Key))
        {
            // The unit of the time of the work did it; the present employer counts only where that is not stated.
            var then = group.FirstOrDefault(mapping => mapping.Column == ListColumn.PersonUnitThen && row.Text(mapping.Index).Length > 0);
            var chosen = then ?? group.FirstOrDefault(mapping => mapping.Column == ListColumn.PersonUnit);
            if (chosen is not null)
            {
                UnitCells.AddAll(row, chosen.Index, UnitRole.AwardUnit, units);
            }
        }

        if (units.Count == 1 && CodeCells.Read(row) is { Any: true } codes)
        {
            units[0] = UnitCells.Mention(1, UnitRole.AwardUnit, units[0].PrintedName, codes);
        }

        return units;
    }

    private static ListColumn FirstUnitColumn(RowView row) =>
        row.Has(ListColumn.Units) ? ListColumn.Units : row.Has(ListColumn.MixedUnits) ? ListColumn.MixedUnits
        : row.Has(ListColumn.PersonUnitThen) ? ListColumn.PersonUnitThen : ListColumn.PersonUnit;

    /// <summary>国家技术发明奖--电子信息组 is a kind and the panel that judged it.</summary>
    private static (string? Kind, string? Group) SplitKind(string? printed)
    {
        var at = printed?.IndexOf("--", StringComparison.Ordinal) ?? -1;
        return at > 0 ? (printed![..at], printed[(at + 2)..]) : (printed, null);
    }

    private AuthorityLevel LevelOf(RowView row, string? kind) =>
        values.Level(row.Text(ListColumn.Level), kind, row.Text(ListColumn.Office), row.Context.Title) is var level && level != AuthorityLevel.Unknown
            ? level
            : row.Context.Level;
}
