using System.Text.RegularExpressions;
using Matching.Domain.Libraries;

namespace Matching.Ingest.Normalizing.Shape;

/// <summary>Settles what a header alone cannot: the same meaning twice, and words that mean two things.</summary>
internal static partial class ColumnRules
{
    public static IReadOnlyList<ColumnMapping> Apply(Library library, List<ColumnMapping> columns, IReadOnlyList<IReadOnlyList<string>> firstRows)
    {
        if (library == Library.Projects)
        {
            PreferSubject(columns);
        }

        if (!columns.Exists(mapping => mapping.Column == ListColumn.FirmName))
        {
            Replace(columns, mapping => mapping.Column == ListColumn.ShortName, ListColumn.FirmName);
        }

        NumberOrSequence(columns, firstRows);
        KeepFirst(columns);
        return columns;
    }

    /// <summary>Where 课题名称 stands, 项目名称 is the programme it belongs to.</summary>
    private static void PreferSubject(List<ColumnMapping> columns)
    {
        if (columns.Exists(mapping => mapping.Column == ListColumn.Title && mapping.Header.Contains("课题", StringComparison.Ordinal)))
        {
            Replace(columns, mapping => mapping.Column == ListColumn.Title && !mapping.Header.Contains("课题", StringComparison.Ordinal), ListColumn.ParentTitle);
        }
    }

    /// <summary>编号 counts rows when its values are 1, 2, 3 and no other column does.</summary>
    private static void NumberOrSequence(List<ColumnMapping> columns, IReadOnlyList<IReadOnlyList<string>> firstRows)
    {
        if (columns.Exists(mapping => mapping.Column == ListColumn.Sequence))
        {
            return;
        }

        Replace(
            columns,
            mapping => HeaderText.Fold(mapping.Header) == "编号" && firstRows.Count > 0
                && firstRows.All(row => mapping.Index < row.Count && row[mapping.Index].Trim() is { Length: 1 or 2 or 3 } text && text.All(char.IsAsciiDigit)),
            ListColumn.Sequence);
    }

    /// <summary>The first column of a meaning counts, later ones are kept beside it. Money by year or month and units of persons come in several columns.</summary>
    private static void KeepFirst(List<ColumnMapping> columns)
    {
        var seen = new HashSet<(ListColumn, int)>();
        for (var i = 0; i < columns.Count; i++)
        {
            var column = columns[i].Column;
            if (column is not (ListColumn.Unknown or ListColumn.Personal or ListColumn.Money or ListColumn.Uscc) && !seen.Add((column, columns[i].Group)))
            {
                columns[i] = columns[i] with { Column = ListColumn.Unknown };
            }
        }

        KeepFirstCode(columns);
        PartsOfMoney(columns);
    }

    /// <summary>A second code column is the rest of a split code when it has the same header, and something else otherwise.</summary>
    private static void KeepFirstCode(List<ColumnMapping> columns)
    {
        var first = columns.Find(mapping => mapping.Column == ListColumn.Uscc);
        Replace(columns, mapping => mapping.Column == ListColumn.Uscc && !ReferenceEquals(mapping, first), ListColumn.Unknown);
    }

    /// <summary>Columns of years add up, and so do columns of months and quarters where no column of a year stands beside them;
    /// a total goes before its parts, and of 立项金额 and 拨付金额 only the first is the grant.</summary>
    private static void PartsOfMoney(List<ColumnMapping> columns)
    {
        var money = columns.FindAll(mapping => mapping.Column == ListColumn.Money);
        if (money.Count < 2)
        {
            return;
        }

        var monthly = money.FindAll(mapping => Month().IsMatch(HeaderText.Fold(mapping.Header)));
        var yearly = money.FindAll(mapping => !monthly.Contains(mapping) && HeaderText.Fold(mapping.Header).Contains('年'));
        var counted = money.Find(mapping => !monthly.Contains(mapping) && !yearly.Contains(mapping)) is { } total ? [total]
            : yearly.Count > 0 ? yearly : monthly;
        Replace(columns, mapping => mapping.Column == ListColumn.Money && !counted.Contains(mapping), ListColumn.Unknown);
    }

    [GeneratedRegex(@"(\d{1,2}|[一二三四五六七八九十]+)月|季度|[一二三四]季")]
    private static partial Regex Month();

    private static void Replace(List<ColumnMapping> columns, Predicate<ColumnMapping> which, ListColumn column)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (which(columns[i]))
            {
                columns[i] = columns[i] with { Column = column };
            }
        }
    }
}
