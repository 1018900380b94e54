using Matching.Domain.Libraries;

namespace Matching.Ingest.Normalizing.Shape;

/// <summary>Tells records from what else stands between them.</summary>
internal sealed class RowSorter(SheetShape shape)
{
    private const int LongestLabel = 30;

    private static readonly string[] TotalWords = ["合计", "总计", "小计", "共计", "累计"];

    private static readonly string[] NoteWords =
    [
        "备注:", "备注：", "注:", "注：", "注1", "说明:", "说明：", "填表", "制表", "附注", "(盖章)", "（盖章）", "盖章", "联系人", "联系电话", "咨询电话", "主管部门盖章", "填报单位", "填报日期",
        "审核人", "单位负责人", "数据来源", "来源:", "来源：",
    ];

    private readonly int nameColumn = shape.Columns
        .FirstOrDefault(mapping => mapping.Column is ListColumn.FirmName or ListColumn.Units or ListColumn.LeadUnit)?.Index ?? -1;

    private readonly int knownColumns = shape.Columns.Count(mapping => mapping.Column != ListColumn.Unknown);

    private readonly int sequenceColumn = shape.Columns.FirstOrDefault(mapping => mapping.Column == ListColumn.Sequence)?.Index ?? -1;

    /// <summary>Null when the row is a record or a piece of one.</summary>
    public SkipKind? Sort(IReadOnlyList<string> cells)
    {
        var filled = 0;
        var first = -1;
        var allSame = true;
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Length == 0 || CellText.Stated(cells[i]).Length == 0)
            {
                continue;
            }

            filled++;
            first = first < 0 ? i : first;
            allSame &= first == i || cells[i] == cells[first];
        }

        if (filled == 0 || filled == 1 && first == sequenceColumn && CellText.IsNumberLike(cells[first]))
        {
            return SkipKind.Empty;
        }

        if (IsHeader(cells, first, filled))
        {
            return SkipKind.Header;
        }

        var text = CellText.WithoutBlanks(CellText.Trim(cells[first]));
        if (text.Length <= 14 && Array.Exists(TotalWords, word => text.StartsWith(word, StringComparison.Ordinal)) && !UnitShape.IsWholeName(text))
        {
            return SkipKind.Total;
        }

        if (filled <= 3 && Array.Exists(NoteWords, word => text.StartsWith(word, StringComparison.Ordinal)))
        {
            return SkipKind.Note;
        }

        return filled == 1 || allSame ? SortSingle(text, first) : null;
    }

    private SkipKind? SortSingle(string text, int column)
    {
        if (CellText.IsNumberLike(text))
        {
            return null;
        }

        var label = SectionLabel.Parse(text);
        var isMarked = label.Count is not null || label.IsGrade || label.IsAwardKind || label.Text.Length < text.Length;
        if (UnitShape.IsWholeName(label.Text) || knownColumns < 2 || column == nameColumn && column == 0)
        {
            return isMarked && !UnitShape.IsWholeName(label.Text) ? SkipKind.Section : null;
        }

        // A cell in the middle of the table is a broken-off piece of the row above, a label stands at its left.
        var isLeft = column <= Math.Max(sequenceColumn, 0) || column <= (shape.Columns.Count > 0 ? shape.Columns[0].Index : 0);
        if (!isLeft && !isMarked)
        {
            return null;
        }

        return text.Length <= LongestLabel ? SkipKind.Section : SkipKind.Note;
    }

    private bool IsHeader(IReadOnlyList<string> cells, int first, int filled)
    {
        var same = 0;
        foreach (var mapping in shape.Columns)
        {
            if (mapping.Index >= cells.Count || cells[mapping.Index].Length == 0)
            {
                continue;
            }

            var isSame = mapping.Header.Length >= cells[mapping.Index].Length
                && HeaderText.Fold(mapping.Header).EndsWith(HeaderText.Fold(cells[mapping.Index]), StringComparison.Ordinal);
            if (!isSame && mapping.Index == first && !mapping.Header.StartsWith(cells[first], StringComparison.Ordinal))
            {
                return false;
            }

            same += isSame ? 1 : 0;
        }

        return same >= 2 && same * 10 >= filled * 6;
    }
}
