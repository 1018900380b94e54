using Matching.Domain.Libraries;
using Matching.Ingest.Reading;

namespace Matching.Ingest.Normalizing.Rows;

/// <summary>What lists with one firm a row have in common.</summary>
internal static class SubjectRows
{
    /// <summary>The firm of the row; an error is added when neither name nor code can be used.</summary>
    public static UnitMention? Read(RowView row, out StatedCodes codes, ListColumn nameColumn = ListColumn.FirmName)
    {
        codes = CodeCells.Read(row);
        var name = UnitCells.Name(row, nameColumn);
        if (name.Length == 0 && row.Has(nameColumn) && row.Text(nameColumn).Length == 0 && (row.MarksAt(row.IndexOf(nameColumn)) & CellMarks.Error) == 0)
        {
            return WithoutName(row, codes, nameColumn);
        }

        if (name.Length == 0 && !codes.Any)
        {
            row.Add("firm-missing", IssueSeverity.Error, row.Has(nameColumn) ? nameColumn : ListColumn.Uscc, row.Text(nameColumn),
                "既没有可用的企业名称，也没有正确的统一社会信用代码。请至少补上一项");
            return null;
        }

        return name.Length > 0 ? UnitCells.Mention(1, UnitRole.Subject, name, codes, row.TextOrNull(ListColumn.FormerName)) : Nameless(row, codes);
    }

    /// <summary>An empty name cell is a slip of its own kind: the code carries the row if there is one.</summary>
    private static UnitMention? WithoutName(RowView row, StatedCodes codes, ListColumn nameColumn)
    {
        if (codes.Any)
        {
            row.Add("name-empty", IssueSeverity.Warning, nameColumn, "", "企业名称为空，只按统一社会信用代码识别。请补上企业全称");
            return Nameless(row, codes);
        }

        row.Add("name-empty", IssueSeverity.Error, nameColumn, "", "企业名称为空，也没有正确的统一社会信用代码。请至少补上一项");
        return null;
    }

    private static UnitMention Nameless(RowView row, StatedCodes codes) =>
        new(1, UnitRole.Subject, "", codes.Uscc, codes.OrganizationCode, codes.RegistrationNumber, row.TextOrNull(ListColumn.FormerName));
}
