using System.Text;
using Matching.Domain.Codes;
using Matching.Domain.Text;

namespace Matching.Domain.Firms;

/// <summary>Folds and takes apart names of firms and other units.</summary>
public static class FirmName
{
    /// <summary>One text for all spellings of one legal name: widths, blanks, script, brackets, 有限责任公司 = 有限公司,
    /// 股份公司 = 股份有限公司, 武汉市 = 武汉 in front; a form that breaks off (有限责) is whole; notes on former names are left out.</summary>
    /// <remarks>Groups and their members, branches, 股份 and 有限, and regions in brackets stay apart, because they are other legal persons.</remarks>
    public static string Fold(string? name)
    {
        // Taking one thing off may bare another (two forms in a row, a note in a note); ordinary names are done after the first round.
        var folded = FoldOnce(Plain(name));
        for (var next = FoldOnce(folded); next != folded; next = FoldOnce(folded))
        {
            folded = next;
        }

        return folded;
    }

    private static string FoldOnce(string name)
    {
        var plain = FormerNameNote.Split(name).Name;
        var (length, folded, _) = LegalForms.At(plain);
        if (length == 0)
        {
            (length, folded) = LegalForms.BrokenOffAt(plain);
        }

        var body = WithoutGroupBrackets(plain[..^length]);
        return RegionPrefix.Shorten(length == 0 ? FoldParentForm(body) : FoldParentForm(body) + folded);
    }

    /// <summary>Takes a name apart; every name gives parts, odd ones few.</summary>
    public static FirmNameParts Parse(string? name) => FirmNameParser.Parse(name);

    /// <summary>Names the firm is called by and searched for: 字号, city with 字号, 字号 with its first industry word. Distinct, likeliest first.</summary>
    public static IReadOnlyList<string> ShortNames(FirmNameParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.TradeName.Length == 0)
        {
            return [];
        }

        var names = new List<string>(3);
        if (parts.TradeWords.Count > 0)
        {
            names.Add(parts.TradeName + parts.TradeWords[0]);
        }

        if (parts.PrefixRegion is { } region && RegionTable.ShortNameOf(region.CityOf) is { } city)
        {
            names.Add(city + parts.TradeName);
        }

        names.Add(parts.TradeName);
        return names;
    }

    /// <summary>Folded widths, simplified script, capital letters, no blanks, one kind of dot and bracket, no quotation marks or marks at the ends.</summary>
    internal static string Plain(string? name)
    {
        var text = TextFold.Simplify(TextFold.Fold(name)).ToUpperInvariant();
        if (!text.AsSpan().ContainsAny(Decoration))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                ' ' or '"' or '\'' or '“' or '”' or '‘' or '’' or '《' or '》' or '*' or '※' or '★' or '☆' or '。' => plain,
                '•' or '・' or '‧' or '∙' or '●' => plain.Append('·'),
                '[' or '【' or '〔' or '{' => plain.Append('('),
                ']' or '】' or '〕' or '}' => plain.Append(')'),
                _ => plain.Append(c),
            };
        }

        return plain.ToString().Trim(',', ';', '、', '.', ':', '-', '_', '/');
    }

    private static readonly System.Buffers.SearchValues<char> Decoration =
        System.Buffers.SearchValues.Create(" \"'“”‘’《》*※★☆。•・‧∙●[【〔{]】〕},;、.:-_/");

    private static string WithoutGroupBrackets(string body) => body.Replace("(集团)", "集团", StringComparison.Ordinal);

    /// <summary>The form inside a branch's name, its parent's: X有限责任公司武汉分公司.</summary>
    private static string FoldParentForm(string body) =>
        body.Contains("公司", StringComparison.Ordinal)
            ? body.Replace("有限责任公司", "有限公司", StringComparison.Ordinal)
            : body;
}
