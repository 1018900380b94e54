using System.Text;

namespace Matching.Ml.Training.Reading;

/// <summary>
/// CSV with a header (RFC 4180 quotes; comma, semicolon or tab, whichever the header has most of). A column most of whose cells are no
/// numbers is read as categories: its texts, sorted, become codes of their own, outside any order, at most 200.
/// </summary>
internal static class CsvFile
{
    private const int MostCategories = 200;

    public static TableFile Read(string path, string? label, string? group, IReadOnlyList<Factor>? like, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16);
        var lines = new CsvLines(reader, path);
        var header = lines.Header();
        Check(path, header, label, group, like);
        var columns = header.Select((name, c) => new CsvColumn(path, name, c)).ToArray();
        var isRead = header.Select(name => name == label || name == group || like is null || like.Any(factor => factor.Name == name)).ToArray();
        var (labelAt, groupAt) = (label is null ? -1 : Array.IndexOf(header, label), group is null ? -1 : Array.IndexOf(header, group));
        var groups = new List<int>();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        while (lines.Next(out var cells))
        {
            if ((groups.Count & 4095) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            for (var c = 0; c < columns.Length; c++)
            {
                if (isRead[c] && c != groupAt)
                {
                    columns[c].Add(cells.Cell(c), lines.Line);
                }
            }

            groups.Add(groupAt < 0 ? 0 : GroupOf(cells.Cell(groupAt).Trim(), numbers, path, lines.Line, group));
        }

        if (groups.Count == 0)
        {
            throw new TableFileException($"{path} 只有表头，没有数据行");
        }

        var labels = labelAt < 0 ? null : columns[labelAt].Numbers("标签应是数字");
        var factors = new List<Factor>();
        var values = new List<float[]>();
        foreach (var c in Enumerable.Range(0, header.Length).Where(c => c != labelAt && c != groupAt && isRead[c]))
        {
            var (factor, column) = columns[c].ToFactor(like?.FirstOrDefault(factor => factor.Name == header[c]), MostCategories);
            factors.Add(factor);
            values.Add(column);
        }

        if (factors.Count == 0)
        {
            throw new TableFileException(like is null ? $"{path} 除标签和分组外没有别的列" : $"{path} 没有模型的任何一个因子；模型有 {like.Count} 个因子，第一个是 {like[0].Name}");
        }

        return new TableFile(new FactorTable(factors, values), labels, groupAt < 0 ? null : [.. groups]);
    }

    private static int GroupOf(ReadOnlySpan<char> name, Dictionary<string, int> numbers, string path, int line, string? group)
    {
        if (name.Length == 0)
        {
            throw new TableFileException($"{path} 第 {line} 行：分组列 {group} 是空的，每行都应有组");
        }

        if (!numbers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var number))
        {
            numbers[name.ToString()] = number = numbers.Count;
        }

        return number;
    }

    private static void Check(string path, string[] header, string? label, string? group, IReadOnlyList<Factor>? like)
    {
        if (header.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(names => names.Count() > 1) is { } doubled)
        {
            throw new TableFileException($"{path} 的表头有两列都叫“{doubled.Key}”，列名应当唯一");
        }

        foreach (var (name, what) in new[] { (label, "标签"), (group, "分组") })
        {
            if (name is not null && like is null && !header.Contains(name))
            {
                throw new TableFileException($"{path} 没有{what}列“{name}”；表头是：{string.Join('、', header.Take(8))}{(header.Length > 8 ? " 等" : "")}");
            }
        }

        if (label is not null && label == group)
        {
            throw new TableFileException($"标签与分组不能是同一列“{label}”");
        }
    }
}
