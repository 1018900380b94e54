using System.Globalization;

namespace Matching.Ml.Training.Reading;

/// <summary>Cells of one column while the file is read: numbers, and texts as far as there are any.</summary>
internal sealed class CsvColumn(string path, string name, int place)
{
    private const int MostTexts = 10_000;
    private readonly List<float> numbers = [];
    private readonly Dictionary<string, int> texts = new(StringComparer.Ordinal);
    private readonly List<(int Row, int Text)> textCells = [];
    private (int Line, string Text)? firstText;
    private int numeric;

    public void Add(ReadOnlySpan<char> cell, int line)
    {
        if (Cells.TryParse(cell, out var value))
        {
            numeric += float.IsNaN(value) ? 0 : 1;
            numbers.Add(value);
            return;
        }

        var trimmed = cell.Trim();
        firstText ??= (line, trimmed.ToString());
        if (!texts.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(trimmed, out var text))
        {
            text = texts.Count < MostTexts ? texts.Count : -1;
            if (text >= 0)
            {
                texts[trimmed.ToString()] = text;
            }
        }

        textCells.Add((numbers.Count, text));
        numbers.Add(float.NaN);
    }

    public float[] Numbers(string should) => firstText is { } first
        ? throw new TableFileException($"{path} 第 {first.Line} 行第 {place + 1} 列 {name}：“{Short(first.Text)}”不是数字，{should}")
        : [.. numbers];

    /// <param name="known">The factor as a model knows it; null = decide from the cells.</param>
    public (Factor Factor, float[] Values) ToFactor(Factor? known, int mostCategories)
    {
        if (known is not null)
        {
            return (known, known.Categories is { } categories ? Coded(categories) : Numbers($"模型里 {name} 是数字列；缺失请留空"));
        }

        if (firstText is not { } first)
        {
            return (new Factor(name), [.. numbers]);
        }

        if (numeric >= textCells.Count)
        {
            return (new Factor(name), Numbers("该列多数单元格是数字；请改正，或留空表示缺失"));
        }

        // A category column: numbers in it are texts too.
        var all = texts.Keys.Concat(numbers.Where(value => !float.IsNaN(value)).Select(Text)).ToHashSet(StringComparer.Ordinal);
        var isOver = textCells.Exists(cell => cell.Text < 0);
        if (all.Count > mostCategories || isOver)
        {
            throw new TableFileException(
                $"{path} 第 {first.Line} 行第 {place + 1} 列 {name}：“{Short(first.Text)}”不是数字，该列有{(isOver ? "超过 " : " ")}{all.Count} 种文字，最多 {mostCategories} 种；编号、名称一类的列请删去或用作 --group");
        }

        string[] sorted = [.. all.Order(StringComparer.Ordinal)];
        return (new Factor(name) { Categories = sorted, SpecialCodes = [.. Enumerable.Range(0, sorted.Length).Select(k => (float)k)] }, Coded(sorted));
    }

    /// <summary>Place of each text in the list; a text that is not in it is missing.</summary>
    private float[] Coded(IReadOnlyList<string> categories)
    {
        var codes = categories.Select((text, k) => (text, k)).ToDictionary(pair => pair.text, pair => (float)pair.k, StringComparer.Ordinal);
        var values = numbers.Select(value => !float.IsNaN(value) && codes.TryGetValue(Text(value), out var code) ? code : float.NaN).ToArray();
        var names = texts.Keys.ToArray();
        foreach (var (row, text) in textCells)
        {
            values[row] = text >= 0 && codes.TryGetValue(names[text], out var code) ? code : float.NaN;
        }

        return values;
    }

    private static string Text(float value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Short(string text) => text.Length <= 20 ? text : text[..20] + "…";
}
