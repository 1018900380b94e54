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

    private SectionState section = SectionState.None;
    private OpenSection? open;
    private Pending? pending;
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

    private sealed record Pending(ListRow Row, string[] Cells, SectionState Section)
    {
        public List<LibraryRecord> Continuations { get; } = [];

        public string? SectionNotice { get; set; }
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
            }

            Release(output);
            output.Add(Skip(row.Record, kind));
            return;
        }

        if (pending is not null && continuation.TryJoin(pending.Cells, row.Record.Cells))
        {
            pending.Continuations.Add(row.Record);
            return;
        }

        Release(output);
        pending = new Pending(row, FillDown(row.Record.Cells), section);
        if (open is not null)
        {
            open.Seen++;
        }
    }

    /// <summary>Ends the sheet: closes the section and gives the last record out.</summary>
    public void Finish(List<NormalizedRow> output)
    {
        CloseSection();
        Release(output);
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
        if (open is { } closed && closed.Seen != closed.Announced && pending is not null)
        {
            pending.SectionNotice = string.Create(CultureInfo.InvariantCulture,
                $"第 {closed.Row} 行写明“{closed.Label}”有 {closed.Announced} 家，实际有 {closed.Seen} 行。请核对是否缺行或多行");
        }

        open = null;
    }

    private string[] FillDown(IReadOnlyList<string> printed)
    {
        var cells = new string[Math.Max(printed.Count, shape.Columns.Count == 0 ? 0 : shape.Columns[^1].Index + 1)];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = i < printed.Count ? printed[i] : "";
        }

        FillFirm(cells);
        foreach (var (index, group) in groups)
        {
            cells[index] = group.Read(CellText.Stated(cells[index]));
        }

        return cells;
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
        if (pending is null)
        {
            return;
        }

        view.Load(pending.Row, pending.Cells, pending.Section);
        if (context.IsProposedWithdrawal)
        {
            view.Add("withdrawal-not-final", IssueSeverity.Error, -1, "", "名单是拟取消、拟撤销的公示，尚未生效。请在正式公告后导入");
        }

        if (pending.SectionNotice is { } notice)
        {
            view.Add("section-count", IssueSeverity.Notice, -1, "", notice);
        }

        var record = normalizer.Normalize(view);
        output.Add(new NormalizedRow(
            personal.Drop(pending.Row.Record),
            record is null || view.HasErrors ? new RowReading.Rejected(view.Issues) : new RowReading.Understood(record)));
        foreach (var joined in pending.Continuations)
        {
            output.Add(Skip(joined, SkipKind.Continuation));
        }

        pending = null;
    }

    private NormalizedRow Skip(LibraryRecord record, SkipKind kind) => new(personal.Drop(record, isTable: kind == SkipKind.Continuation), Skips[(int)kind]);

    private static readonly RowReading.Skipped[] Skips = [.. Enumerable.Range(0, 8).Select(kind => new RowReading.Skipped((SkipKind)kind))];
}
