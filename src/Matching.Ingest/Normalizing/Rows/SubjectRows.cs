using Matching.Domain.Libraries;

namespace Matching.Ingest.Normalizing.Rows;

/// <summary>What lists with one firm a row have in common.</summary>
internal static class SubjectRows
{
    /// <summary>The firm of the row; an error is added when neither name nor code can be used.</summary>
    public static UnitMention? Read(RowView row, out StatedCodes codes, ListColumn nameColumn = ListColumn.FirmName)
    {
        codes = CodeCells.Read(row);
        var name = UnitCells.Name(row, nameColumn);
        if (name.Length == 0 && !codes.Any)
        {
            row.Add("firm-missing", IssueSeverity.Error, row.Has(nameColumn) ? nameColumn : ListColumn.Uscc, row.Text(nameColumn),
                "既没有可用的企业名称，也没有正确的统一社会信用代码。请至少补上一项");
            return null;
        }

        var former = row.TextOrNull(ListColumn.FormerName);
        return name.Length > 0
            ? UnitCells.Mention(1, UnitRole.Subject, name, codes, former)
            : new UnitMention(1, UnitRole.Subject, "", codes.Uscc, codes.OrganizationCode, codes.RegistrationNumber, former);
    }
}
