using System.Globalization;
using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing.Rows;
using Matching.Ingest.Normalizing.Shape;
using Matching.Ingest.Reading;

namespace Matching.Ingest.Normalizing;

/// <summary>Takes the rows of one sheet in order and gives them back normalised. Holds one record back, because the next row may continue it.</summary>
internal sealed class SheetRun
{
    private static readonly ListColumn[] GroupLike =
        [ListColumn.Region, ListColumn.Province, ListColumn.City, ListColumn.Grade, ListColumn.Kind];

    private static readonly ListColumn[] FirmLike =
        [ListColumn.FirmName, ListColumn.ShortName, ListColumn.Uscc, ListColumn.Region, ListColumn.Province, ListColumn.City];

    private readonly ListPlan plan;
    private readonly SheetShape shape;
    private readonly ListContext context;
    private readonly RowNormalizer normalizer;
    private readonly RowView view;
    private readonly RowSorter sorter;
    private readonly ContinuationRule continuation;
    private readonly PersonalColumns personal;
    private readonly (int Index, GroupColumn Group)[] groups;
    private readonly int[] firmColumns;
    private readonly int firstRow;

    /// <summary>What announced counts came to, for the next record given out.</summary>
    private readonly List<string> counts = [];

    /// <summary>Rows joined to the record held back.</summary>
    private readonly List<LibraryRecord> continuations = [];

    private SectionState section = SectionState.None;
    private OpenSection? open;
    private int sinceTotal;
    private int all;
    private bool isHolding;
    private ListRow held;
    private string[] heldCells = [];
    private SectionState heldSection = SectionState.None;
    private IReadOnlyList<string>? lastFirm;

    public SheetRun(ListPlan plan, PlannedSheet sheet)
    {
        this.plan = plan;
        shape = sheet.Shape;
        context = sheet.Context;
        normalizer = RowNormalizer.For(plan.Library);
        view = new RowView(plan.File.Name, shape, context, normalizer.Typed);
        sorter = new RowSorter(shape);
        continuation = new ContinuationRule(plan.Library, shape);
        personal = new PersonalColumns(shape);
        groups = [.. shape.Columns.Where(mapping => GroupLike.Contains(mapping.Column)).Select(mapping => (mapping.Index, new GroupColumn()))];
        firmColumns = plan.Library == Library.Ventures
            ? [.. shape.Columns.Where(mapping => FirmLike.Contains(mapping.Column)).Select(mapping => mapping.Index)]
            : [];
        firstRow = shape.HeaderRow + shape.HeaderRows;
    }

    private sealed record OpenSection(string Label, int Announced, int Row)
    {
        public int Seen { get; set; }
    }

    public void Push(in ListRow row, List<NormalizedRow> output)
    {
        if (!shape.IsTable)
        {
            output.Add(Skip(row.Record, SkipKind.Note));
            return;
        }

        if (row.Record.Row < firstRow)
        {
            Release(output);
            output.Add(Skip(row.Record, row.Record.Row < shape.HeaderRow ? SkipKind.Title : SkipKind.Header));
            return;
        }

        if (sorter.Sort(row.Record.Cells) is { } kind)
        {
            if (kind == SkipKind.Section)
            {
                EnterSection(row.Record);
            }
            else if (kind == SkipKind.Total)
            {
                CloseSection();
                CheckTotal(row.Record);
            }

            Release(output);
            output.Add(Skip(row.Record, kind));
            return;
        }

        if (isHolding && continuation.TryJoin(heldCells, row.Record.Cells))
        {
            continuations.Add(row.Record);
            return;
        }

        Release(output);
        Hold(row);
    }

    /// <summary>Ends the sheet: closes the section and gives the last record out.</summary>
    public void Finish(List<NormalizedRow> output)
    {
        CloseSection();
        foreach (var (_, group) in groups)
        {
            group.Close();
            AddCount(group.Notice);
        }

        Release(output);
    }

    /// <summary>Keeps the row until the next one shows whether it goes on there. The array of its cells is used again for the next.</summary>
    private void Hold(in ListRow row)
    {
        held = row;
        heldSection = section;
        FillDown(row.Record);
        isHolding = true;
        sinceTotal++;
        all++;
        if (open is not null)
        {
            open.Seen++;
        }
    }

    private void EnterSection(LibraryRecord record)
    {
        CloseSection();
        var printed = record.Cells.First(cell => CellText.Stated(cell).Length > 0);
        var label = SectionLabel.Parse(CellText.Trim(printed));
        section = section.Enter(label, context.Region);
        open = label.Count is { } count ? new OpenSection(label.Text, count, record.Row) : null;
    }

    /// <summary>Tells the last record of a section when the section announced another number of rows.</summary>
    private void CloseSection()
    {
        if (open is { } closed && closed.Seen != closed.Announced)
        {
            AddCount(string.Create(CultureInfo.InvariantCulture,
                $"第 {closed.Row} 行写明“{closed.Label}”有 {closed.Announced} 家，实际有 {closed.Seen} 行。请核对是否缺行或多行"));
        }

        open = null;
    }

    /// <summary>合计 12 家 speaks of the whole sheet, 小计 of what stands since the last of its like.</summary>
    private void CheckTotal(LibraryRecord record)
    {
        var label = CellText.WithoutBlanks(record.Cells.First(cell => CellText.Stated(cell).Length > 0));
        var announced = record.Cells.Select(cell => SectionLabel.Parse(cell).Count).FirstOrDefault(count => count is not null);
        var isPart = label.StartsWith("小计", StringComparison.Ordinal);
        var seen = isPart ? sinceTotal : all;
        if (announced is { } count && count != seen)
        {
            AddCount(string.Create(CultureInfo.InvariantCulture, $"第 {record.Row} 行{(isPart ? "小计" : "合计")}为 {count}，实际有 {seen} 行。请核对是否缺行或多行"));
        }

        sinceTotal = 0;
    }

    private void AddCount(string? notice)
    {
        if (notice is not null)
        {
            counts.Add(notice);
        }
    }

    private void FillDown(LibraryRecord record)
    {
        var printed = record.Cells;
        var width = Math.Max(printed.Count, shape.Columns.Count == 0 ? 0 : shape.Columns[^1].Index + 1);
        if (heldCells.Length != width)
        {
            heldCells = new string[width];
        }

        for (var i = 0; i < width; i++)
        {
            heldCells[i] = i < printed.Count ? printed[i] : "";
        }

        FillFirm(heldCells);
        foreach (var (index, group) in groups)
        {
            heldCells[index] = group.Read(CellText.Stated(heldCells[index]), record.Row);
            AddCount(group.Notice);
        }
    }

    /// <summary>Further rounds of a firm are printed below its first with the firm's cells left empty.</summary>
    private void FillFirm(string[] cells)
    {
        if (firmColumns.Length == 0)
        {
            return;
        }

        if (!Array.TrueForAll(firmColumns, index => string.IsNullOrWhiteSpace(cells[index])))
        {
            lastFirm = [.. cells];
        }
        else if (lastFirm is not null)
        {
            foreach (var index in firmColumns)
            {
                cells[index] = lastFirm[index];
            }
        }
    }

    private void Release(List<NormalizedRow> output)
    {
        if (!isHolding)
        {
            return;
        }

        isHolding = false;
        view.Load(held, heldCells, heldSection);
        if (context.IsProposedWithdrawal)
        {
            view.Add("withdrawal-not-final", IssueSeverity.Error, -1, "", "名单是拟取消、拟撤销的公示，尚未生效。请在正式公告后导入");
        }

        foreach (var notice in counts)
        {
            view.Add("section-count", IssueSeverity.Notice, -1, "", notice);
        }

        counts.Clear();
        var record = normalizer.Normalize(view);
        output.Add(new NormalizedRow(
            personal.Drop(held.Record),
            record is null || view.HasErrors ? new RowReading.Rejected(view.Issues) : new RowReading.Understood(record),
            ReturnedRow.NumberOf(view.Text(ListColumn.ReturnedRow))));
        foreach (var joined in continuations)
        {
            output.Add(Skip(joined, SkipKind.Continuation));
        }

        continuations.Clear();
    }

    private NormalizedRow Skip(LibraryRecord record, SkipKind kind) => new(personal.Drop(record, isTable: kind == SkipKind.Continuation), Skips[(int)kind]);

    private static readonly RowReading.Skipped[] Skips = [.. Enumerable.Range(0, 8).Select(kind => new RowReading.Skipped((SkipKind)kind))];
}
