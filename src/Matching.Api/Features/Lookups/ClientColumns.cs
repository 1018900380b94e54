using Matching.Domain.Codes;
using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing;

namespace Matching.Api.Features.Lookups;

/// <summary>Which columns of a client list hold the name, the code, the region and a former name; −1 where none does.</summary>
/// <param name="Number">Column 行号: the row's number in the list it was first read from.</param>
internal sealed record ClientColumns(int Number, int Name, int Code, int Region, int FormerName)
{
    private const int LongestHeader = 24;

    /// <summary>Words of banks for their clients, beside those the department's lists use.</summary>
    private static readonly string[] NameWords = ["客户名称", "客户全称", "借款人名称", "公司全称"];
    private static readonly string[] CodeWords = ["信用代码", "机构代码", "证件号码", "纳税人识别号"];

    /// <summary>Headers only when they are all a cell says: a firm's name may hold any of them.</summary>
    private static readonly string[] WholeNames = ["企业", "公司", "单位", "客户", "借款人", "户名", "name"];
    private static readonly string[] WholeCodes = ["代码", "税号", "code"];

    public bool IsUsable => Name >= 0 || Code >= 0;

    /// <summary>The columns a header names; not usable when the row is no header.</summary>
    public static ClientColumns OfHeader(IReadOnlyList<string> cells)
    {
        var (number, name, code, region, former) = (-1, -1, -1, -1, -1);
        for (var i = 0; i < cells.Count; i++)
        {
            var header = HeaderText.Fold(cells[i]);
            if (header.Length is 0 or > LongestHeader || LooksLikeCode(header) || LooksLikeName(header))
            {
                continue;
            }

            if (header == "行号")
            {
                number = i;
                continue;
            }

            switch (HeaderSynonyms.Find(Library.Registry, header))
            {
                case ListColumn.FormerName:
                    former = former < 0 ? i : former;
                    continue;
                case ListColumn.FirmName or ListColumn.NewName:
                    name = name < 0 ? i : name;
                    continue;
                case ListColumn.Uscc:
                    code = code < 0 ? i : code;
                    continue;
                case ListColumn.City or ListColumn.Region or ListColumn.Province:
                    region = i;
                    continue;
            }

            if (code < 0 && (CodeWords.Any(word => header.Contains(word, StringComparison.Ordinal)) || WholeCodes.Contains(header, StringComparer.OrdinalIgnoreCase)))
            {
                code = i;
            }
            else if (name < 0 && (NameWords.Any(word => header.Contains(word, StringComparison.Ordinal)) || WholeNames.Contains(header, StringComparer.OrdinalIgnoreCase)))
            {
                name = i;
            }
        }

        return new(number, name, code, region, former);
    }

    /// <summary>Without a header: the code is what looks like one, the name the longest Chinese text.</summary>
    public static ClientColumns OfContent(IReadOnlyList<string> cells)
    {
        var code = -1;
        var name = -1;
        for (var i = 0; i < cells.Count; i++)
        {
            var cell = cells[i].Trim();
            if (code < 0 && LooksLikeCode(cell))
            {
                code = i;
            }
            else if (cell.Any(c => c >= '\u3400') && (name < 0 || (!LooksLikeName(cells[name]) && cell.Length > cells[name].Trim().Length)))
            {
                name = i;
            }
        }

        return new(-1, name, code, -1, -1);
    }

    private static bool LooksLikeName(string text) =>
        text.Length >= 6 && (text.EndsWith("公司", StringComparison.Ordinal) || text.EndsWith("合伙)", StringComparison.Ordinal) || text.EndsWith("合伙）", StringComparison.Ordinal));

    private static bool LooksLikeCode(string text)
    {
        var bare = text.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return bare.Length is >= 15 and <= 20 && bare.All(char.IsAsciiLetterOrDigit) && bare.Any(char.IsAsciiDigit)
            || (bare.Length == OrganizationCode.Length && bare.All(char.IsAsciiLetterOrDigit) && OrganizationCode.TryParse(bare, out _));
    }
}
