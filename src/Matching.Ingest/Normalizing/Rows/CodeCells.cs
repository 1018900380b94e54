using Matching.Domain.Codes;
using Matching.Domain.Libraries;
using Matching.Ingest.Reading;

namespace Matching.Ingest.Normalizing.Rows;

/// <summary>Codes a row states for its unit; at most one of them is set.</summary>
internal readonly record struct StatedCodes(Uscc? Uscc, OrganizationCode? OrganizationCode, RegistrationNumber? RegistrationNumber)
{
    public bool Any => Uscc is not null || OrganizationCode is not null || RegistrationNumber is not null;
}

/// <summary>Reads the code column, which in old lists holds any of three codes.</summary>
internal static class CodeCells
{
    public static StatedCodes Read(RowView row, ListColumn column = ListColumn.Uscc)
    {
        var index = row.IndexOf(column);
        var text = row.Text(index);
        if (text.Length == 0)
        {
            return default;
        }

        if (Uscc.TryParse(text, out var uscc))
        {
            return new(uscc, null, null);
        }

        if (TryJoin(row, index, text, out uscc))
        {
            row.Add("uscc-joined", IssueSeverity.Notice, index, text, $"信用代码分在两个单元格里，已合并为 {uscc}");
            return new(uscc, null, null);
        }

        if (OrganizationCode.TryParse(text, out var organization))
        {
            return new(null, organization, null);
        }

        if (RegistrationNumber.TryParse(text, out var registration))
        {
            return new(null, null, registration);
        }

        AddIssue(row, index, text);
        return default;
    }

    /// <summary>A code split over two cells counts only when the pieces together pass every check.</summary>
    private static bool TryJoin(RowView row, int index, string text, out Uscc uscc)
    {
        uscc = default;
        return text.Length < Uscc.Length && row.Text(index + 1) is { Length: > 0 } rest && Uscc.TryParse(text + rest, out uscc);
    }

    private static void AddIssue(RowView row, int index, string text)
    {
        var check = Uscc.Check(text);
        var code = check switch
        {
            UsccCheck.ScientificNotation => "uscc-scientific",
            UsccCheck.LostDigits => "uscc-lost-digits",
            UsccCheck.WrongLength => "uscc-length",
            UsccCheck.WrongCharacter => "uscc-character",
            UsccCheck.UnknownBodyType => "uscc-body-type",
            _ => "uscc-check",
        };
        var typed = (row.MarksAt(index) & CellMarks.Number) != 0 && code is "uscc-check" or "uscc-length"
            ? "。该单元格是数字格式，超过 15 位的数字已丢失，请改为文本格式"
            : "";
        row.Add(code, IssueSeverity.Warning, index, text, check.Describe() + typed);
    }
}
