using System.Buffers;
using System.Text.RegularExpressions;
using Matching.Domain.Codes;

namespace Matching.Domain.Firms;

/// <summary>Splits a cell that names several units, keeping printed order, because rank in the order is rank in the work.</summary>
public static partial class NameSplit
{
    private static readonly string[] UnitEndings =
    [
        "公司", "厂", "院", "所", "中心", "大学", "学校", "中学", "局", "站", "集团", "部", "室", "厅", "委", "会", "社", "行", "馆", "台", "处",
        "场", "队", "园", "企业", "合伙)", "合伙）",
    ];

    /// <summary>What can separate or number units; a cell without any names one.</summary>
    private static readonly SearchValues<char> Marks = SearchValues.Create("\n\r;；、，,/0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳");

    private const int LongestBrokenName = 40;

    private readonly record struct Piece(string Text, char Separator);

    /// <summary>The units of a cell, trimmed and otherwise as printed; of equal ones the first is kept.</summary>
    /// <remarks>Separators are 、；;，,/ line breaks and numbering (1. （1）①), outside brackets. A separator inside one name stays:
    /// the piece behind it would have no name of its own (食品、药品检验所), or the piece before it is only a region (北京、上海…).
    /// A line break inside a name is left out.</remarks>
    public static IReadOnlyList<string> Units(string? cell)
    {
        if (string.IsNullOrWhiteSpace(cell))
        {
            return [];
        }

        if (!cell.AsSpan().ContainsAny(Marks))
        {
            return WithoutEtCetera(cell.Trim()) is { Length: > 0 } only ? [only] : [];
        }

        var units = new List<string>();
        foreach (var piece in Pieces(Numbering().Replace(cell, ";")))
        {
            if (units.Count > 0 && Continues(units[^1], piece))
            {
                units[^1] += piece.Text;
            }
            else if (units.Count > 0 && BelongsTo(units[^1], piece))
            {
                units[^1] += piece.Separator + piece.Text;
            }
            else
            {
                units.Add(piece.Text);
            }
        }

        return [.. units.Select(WithoutEtCetera).Where(u => u.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"(?<![\d第A-Za-z.．])(?:[(（]\d{1,2}[)）]|\d{1,2}\s*[.．、](?!\d)|[①-⑳])\s*")]
    private static partial Regex Numbering();

    [GeneratedRegex(@"^\s*(LTD|INC|LLC|CO|CORP|LIMITED)\b", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishForm();

    /// <summary>The cell cut at every separator outside brackets, each piece with the separator before it.</summary>
    private static IEnumerable<Piece> Pieces(string cell)
    {
        var bracketsClose = cell.Count(IsOpening) == cell.Count(IsClosing);
        var (start, depth, before) = (0, 0, '\n');
        for (var i = 0; i <= cell.Length; i++)
        {
            var c = i < cell.Length ? cell[i] : '\n';
            depth += IsOpening(c) ? 1 : IsClosing(c) ? -1 : 0;
            var isInside = bracketsClose && depth > 0 && i < cell.Length;
            if (isInside || !IsSeparator(cell, i, c))
            {
                continue;
            }

            if (cell.AsSpan(start, i - start).Trim() is { IsEmpty: false } text)
            {
                yield return new Piece(text.ToString(), before);
            }

            (start, before) = (i + 1, c);
        }
    }

    private static bool IsSeparator(string cell, int i, char c) => c switch
    {
        '\n' or '\r' or ';' or '；' or '、' or '，' => true,
        ',' => !EnglishForm().IsMatch(cell[(i + 1)..]),
        // 3D/AR is one word
        '/' => !(i > 0 && i + 1 < cell.Length && char.IsAsciiLetterOrDigit(cell[i - 1]) && char.IsAsciiLetterOrDigit(cell[i + 1])),
        _ => false,
    };

    /// <summary>True when a line break stands inside one name: the line above names no whole unit, and the line below makes it one and begins with no region.</summary>
    private static bool Continues(string unit, Piece piece) =>
        piece.Separator is '\n' or '\r'
        && unit.Length + piece.Text.Length <= LongestBrokenName
        && !HasUnitEnding(unit)
        && HasUnitEnding(WithoutEtCetera(unit + piece.Text))
        && RegionGazetteer.AtStart(piece.Text) is null;

    private static bool BelongsTo(string unit, Piece piece) =>
        piece.Separator is '、' or '，' or ',' or '/'
        && !HasUnitEnding(unit)
        && (RegionTable.TryFind(unit, out _) || HasNoNameOfItsOwn(piece.Text));

    /// <summary>True when the text is industry words and an ending, so that no 字号, region or institution is named.</summary>
    private static bool HasNoNameOfItsOwn(string text)
    {
        var plain = FirmName.Plain(text);
        var formLength = LegalForms.At(plain).Length;
        if (formLength == 0 && Array.Find(UnitEndings, e => plain.EndsWith(e, StringComparison.Ordinal)) is { } ending)
        {
            formLength = ending.Length;
        }

        return formLength > 0 && TradeNameSplit.IsTradeOnly(plain.AsSpan(0, plain.Length - formLength));
    }

    private static bool HasUnitEnding(string text) =>
        Array.Exists(UnitEndings, e => text.EndsWith(e, StringComparison.Ordinal));

    /// <summary>Drops the 等 that closes a cut list (甲公司等).</summary>
    private static string WithoutEtCetera(string unit) =>
        unit.EndsWith('等') && HasUnitEnding(unit[..^1]) ? unit[..^1] : unit;

    private static bool IsOpening(char c) => c is '(' or '（' or '[' or '【';

    private static bool IsClosing(char c) => c is ')' or '）' or ']' or '】';
}
