using System.Globalization;

namespace Matching.Ingest.Reading;

/// <summary>Names places in a file the way a spreadsheet program does.</summary>
public static class CellPlace
{
    private static readonly string[] FirstLetters = [.. Enumerable.Range(0, 702).Select(Make)];

    /// <summary>A for 0, Z for 25, AA for 26.</summary>
    public static string Letters(int column) => column < FirstLetters.Length ? FirstLetters[column] : Make(column);

    /// <summary><c>2024高企.xlsx › Sheet1!F218</c>; without a sheet <c>名单.csv › F218</c>.</summary>
    public static string Of(string fileName, string sheet, int row, int column = -1)
    {
        var cell = column < 0
            ? string.Create(CultureInfo.InvariantCulture, $"第{row}行")
            : string.Create(CultureInfo.InvariantCulture, $"{Letters(column)}{row}");
        return sheet.Length == 0 ? $"{fileName} › {cell}" : $"{fileName} › {sheet}!{cell}";
    }

    private static string Make(int column)
    {
        Span<char> letters = stackalloc char[8];
        var start = letters.Length;
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        {
            letters[--start] = (char)('A' + ((rest - 1) % 26));
        }

        return letters[start..].ToString();
    }
}
