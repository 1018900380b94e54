using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing.Shape;
using Matching.Ingest.Reading;

namespace Matching.Ingest.Normalizing.Rows;

/// <summary>One record row as the rules of a library see it: cells by meaning, what the list and its sections say, and the issues found so far.</summary>
internal sealed class RowView
{
    private readonly string fileName;
    private readonly int[] indexes = new int[Enum.GetValues<ListColumn>().Length];
    private readonly string[] headers = new string[Enum.GetValues<ListColumn>().Length];
    private readonly List<RowIssue> issues = [];
    private readonly ColumnMapping[] beside;
    private IReadOnlyList<string> cells = [];
    private ListRow row;

    public RowView(string fileName, SheetShape shape, ListContext context, IReadOnlySet<ListColumn> typed)
    {
        this.fileName = fileName;
        Shape = shape;
        Context = context;
        Array.Fill(indexes, -1);
        foreach (var mapping in shape.Columns.Reverse())
        {
            indexes[(int)mapping.Column] = mapping.Index;
            headers[(int)mapping.Column] = mapping.Header;
        }

        beside = [.. shape.Columns.Where(mapping => !typed.Contains(mapping.Column) && mapping.Column is not (ListColumn.Personal or ListColumn.Sequence or ListColumn.ReturnReason or ListColumn.ReturnedRow))];
    }

    public SheetShape Shape { get; }

    public ListContext Context { get; }

    public string Sheet => row.Record.Sheet;

    public int Row => row.Record.Row;

    /// <summary>Labels of the sections the row stands in.</summary>
    public SectionState Section { get; private set; } = SectionState.None;

    public bool HasErrors { get; private set; }

    public IReadOnlyList<RowIssue> Issues => issues.Count == 0 ? [] : [.. issues];

    /// <param name="joined">Cells with continuation rows joined and groups filled down.</param>
    public void Load(ListRow printed, IReadOnlyList<string> joined, SectionState section)
    {
        row = printed;
        cells = joined;
        Section = section;
        issues.Clear();
        HasErrors = false;
        if (printed.Marks is not null)
        {
            AddMarks(printed.Marks);
        }
    }

    public bool Has(ListColumn column) => indexes[(int)column] >= 0;

    public int IndexOf(ListColumn column) => indexes[(int)column];

    public string HeaderOf(ListColumn column) => headers[(int)column] ?? "";

    public string Text(ListColumn column) => Text(indexes[(int)column]);

    public string? TextOrNull(ListColumn column) => Text(column) is { Length: > 0 } text ? text : null;

    public string Text(int index)
    {
        if ((uint)index >= (uint)cells.Count || (row.MarksAt(index) & CellMarks.Error) != 0)
        {
            return "";
        }

        return CellText.Stated(cells[index]);
    }

    public CellMarks MarksAt(int index) => row.MarksAt(index);

    /// <summary>Cells that no rule reads, under their printed headers.</summary>
    public Dictionary<string, string> Beside()
    {
        var more = new Dictionary<string, string>(beside.Length);
        foreach (var mapping in beside)
        {
            var text = Text(mapping.Index);
            if (text.Length > 0)
            {
                _ = more.TryAdd(mapping.Header, PersonalData.Mask(text)) || more.TryAdd($"{mapping.Header} {CellPlace.Letters(mapping.Index)}", PersonalData.Mask(text));
            }
        }

        return more;
    }

    /// <summary>Adds an issue of a cell, or of the whole row when <paramref name="index"/> is negative. <paramref name="sentence"/> says what to do.</summary>
    public void Add(string code, IssueSeverity severity, int index, string value, string sentence)
    {
        HasErrors |= severity == IssueSeverity.Error;
        var shown = PersonalData.Mask(value.Length > 60 ? value[..60] : value);
        issues.Add(new RowIssue(code, severity, index < 0 ? "" : CellPlace.Letters(index), shown, $"{CellPlace.Of(fileName, Sheet, Row, index)}：{sentence}"));
    }

    public void Add(string code, IssueSeverity severity, ListColumn column, string value, string sentence) =>
        Add(code, severity, indexes[(int)column], value, sentence);

    private void AddMarks(CellMarks[] marks)
    {
        foreach (var mapping in Shape.Columns)
        {
            var mark = mapping.Index < marks.Length ? marks[mapping.Index] & ~CellMarks.Number : CellMarks.None;
            if (mark == CellMarks.None || mapping.Column == ListColumn.Personal)
            {
                continue;
            }

            var value = mapping.Index < cells.Count ? cells[mapping.Index] : "";
            if ((mark & CellMarks.Error) != 0)
            {
                Add("error-cell", IssueSeverity.Warning, mapping.Index, value, $"单元格是错误值 {value}，已按空白处理。请改正公式或填写数值");
            }
            else if ((mark & CellMarks.Formula) != 0)
            {
                Add("formula-cell", IssueSeverity.Notice, mapping.Index, value, "单元格是公式，取用了文件里保存的结果。请核对，或粘贴为数值后再上传");
            }

            if ((mark & CellMarks.StrayQuote) != 0)
            {
                Add("stray-quote", IssueSeverity.Warning, mapping.Index, value, "英文引号没有成对，已按普通字符读取。请删去多余的引号，或把内容里的引号写成两个");
            }

            if ((mark & CellMarks.Cut) != 0)
            {
                Add("cell-cut", IssueSeverity.Warning, mapping.Index, value, "内容超过 32767 字，只保留了前面部分。请检查是否粘贴有误");
            }
        }
    }
}
