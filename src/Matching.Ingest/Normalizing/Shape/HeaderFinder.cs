using System.Text.RegularExpressions;
using Matching.Domain.Libraries;
using Matching.Ingest.Reading;

namespace Matching.Ingest.Normalizing.Shape;

/// <summary>Finds the header among the first rows of a sheet.</summary>
internal static partial class HeaderFinder
{
    /// <summary>Non-empty rows looked at; titles, notes and logos above a header were never seen to take more.</summary>
    public const int RowsLooked = 12;

    public const int LongestHeader = 40;

    public static SheetShape Find(Library library, ListShape given, string sheet, bool isHidden, IReadOnlyList<ListRow> head, IReadOnlyList<string> headlines)
    {
        var best = -1;
        var bestScore = 0;
        for (var i = 0; i < Math.Min(head.Count, RowsLooked); i++)
        {
            var score = Score(library, given, head[i].Record.Cells);
            if (score > bestScore)
            {
                (best, bestScore) = (i, score);
            }
        }

        if (best < 0 || bestScore < 2 && !(bestScore == 1 && head[best].Record.Cells.Count(HasText) <= 2))
        {
            return new SheetShape(sheet, isHidden, 0, 0, [], [.. headlines, .. head.Take(RowsLooked).SelectMany(row => row.Record.Cells.Where(HasText).Take(1))]);
        }

        var upper = head[best].Record.Cells;
        var lower = best + 1 < head.Count && IsSecondHeader(library, given, upper, head[best + 1].Record.Cells) ? head[best + 1].Record.Cells : null;
        var titles = headlines.Concat(head.Take(best).SelectMany(row => row.Record.Cells.Where(HasText))).ToList();
        var firstRow = best + (lower is null ? 1 : 2);
        return new SheetShape(
            sheet, isHidden, head[best].Record.Row, lower is null ? 1 : 2,
            ColumnRules.Apply(library, Map(library, given, upper, lower), head.Skip(firstRow).Take(3).Select(row => row.Record.Cells).ToList()),
            titles);
    }

    public static ListColumn ColumnOf(Library library, ListShape given, string folded, out int group)
    {
        group = 0;
        if (given.TryFind(folded, out var column))
        {
            return column;
        }

        if (NumberedHeader().Match(folded) is { Success: true } numbered
            && HeaderSynonyms.Find(library, numbered.Groups["text"].Value) is var repeated
            && repeated is ListColumn.PersonUnit or ListColumn.PersonUnitThen or ListColumn.Units)
        {
            group = int.Parse(numbered.Groups["number"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
            return repeated == ListColumn.Units ? ListColumn.PersonUnitThen : repeated;
        }

        return HeaderSynonyms.Find(library, folded);
    }

    private static List<ColumnMapping> Map(Library library, ListShape given, IReadOnlyList<string> upper, IReadOnlyList<string>? lower)
    {
        var columns = new List<ColumnMapping>();
        var spanning = "";
        for (var i = 0; i < Math.Max(upper.Count, lower?.Count ?? 0); i++)
        {
            var above = i < upper.Count ? upper[i].Trim() : "";
            var below = lower is not null && i < lower.Count ? lower[i].Trim() : "";
            spanning = above.Length > 0 ? above : below.Length > 0 ? spanning : "";
            var header = below.Length == 0 ? above : (spanning + " " + below).Trim();
            if (header.Length == 0)
            {
                continue;
            }

            var column = ColumnOf(library, given, HeaderText.Fold(header), out var group);
            if (column == ListColumn.Unknown && below.Length > 0)
            {
                column = ColumnOf(library, given, HeaderText.Fold(below), out group);
            }

            columns.Add(new ColumnMapping(i, header.ReplaceLineEndings(""), column, group));
        }

        return columns;
    }

    private static int Score(Library library, ListShape given, IReadOnlyList<string> cells)
    {
        var found = new HashSet<(ListColumn, int)>();
        foreach (var cell in cells)
        {
            if (cell.Length is 0 or > LongestHeader)
            {
                continue;
            }

            var folded = HeaderText.Fold(cell);
            var column = ColumnOf(library, given, folded, out var group);

            // A title such as 企业名称变更公告 holds a synonym too; headers are hardly longer than it.
            if ((column != ListColumn.Unknown || given.Columns.ContainsKey(folded)) && folded.Length <= 24)
            {
                found.Add((column, group));
            }
        }

        return found.Count;
    }

    /// <summary>A second header fills the gaps a merged upper header leaves, holds no numbers, and means columns itself.</summary>
    private static bool IsSecondHeader(Library library, ListShape given, IReadOnlyList<string> upper, IReadOnlyList<string> lower)
    {
        var fillsGap = false;
        var known = 0;
        var spanning = "";
        for (var i = 0; i < lower.Count; i++)
        {
            var text = HeaderText.Fold(lower[i]);
            spanning = i < upper.Count && upper[i].Trim() is { Length: > 0 } above ? HeaderText.Fold(above) : spanning;
            if (text.Length == 0)
            {
                continue;
            }

            if (text.Length > 16 || text.All(c => char.IsAsciiDigit(c) || c is '.' or '-') || text.EndsWith("公司", StringComparison.Ordinal))
            {
                return false;
            }

            fillsGap |= i >= upper.Count || upper[i].Trim().Length == 0;
            known += ColumnOf(library, given, text, out _) != ListColumn.Unknown
                || Span().IsMatch(text) && ColumnOf(library, given, spanning + text, out _) == ListColumn.Money ? 1 : 0;
        }

        return fillsGap && known > 0;
    }

    private static bool HasText(string cell) => !string.IsNullOrWhiteSpace(cell);

    /// <summary>2024年, 3月, 2024年第一季度: a part of the time that the header above speaks of.</summary>
    [GeneratedRegex(@"^(\d{4}年度?)?((\d{1,2}|[一二三四五六七八九十]+)月(份)?|第?[一二三四]季度?)?$")]
    private static partial Regex Span();

    [GeneratedRegex(@"^第?(?<number>\d{1,2})[.、]?(?<text>\D+)$|^(?<text>\D+?)\(?(?<number>\d{1,2})\)?$")]
    private static partial Regex NumberedHeader();
}
