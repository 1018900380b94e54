using System.Globalization;

namespace Matching.Ml.Training.Reading;

/// <summary>
/// LibSVM files: <c>label [qid:n] index:value … [# remark]</c>, indices from 1. An index that is not written is 0, as the format says; NULL and
/// NaN are missing. Factor k is named fk.
/// </summary>
internal static class SvmFile
{
    private const int MostFactors = 4096;

    public static bool IsSvm(string path)
    {
        foreach (var line in File.ReadLines(path))
        {
            var parts = Remarked(line).ToString().Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == 0)
            {
                continue;
            }

            return parts.Length >= 2 && IsNumber(parts[0]) && parts[1].Split(':') is [var name, var value]
                && (name == "qid" || int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _)) && value.Length > 0;
        }

        return false;
    }

    public static TableFile Read(string path, IReadOnlyList<Factor>? like, CancellationToken cancellationToken)
    {
        var rows = new SvmRows(path);
        foreach (var line in File.ReadLines(path))
        {
            rows.Add(Remarked(line).Trim());
            if ((rows.Line & 4095) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        if (rows.Labels.Count == 0)
        {
            throw new TableFileException($"{path} 没有数据行");
        }

        var factors = like ?? [.. Enumerable.Range(1, rows.Columns.Count).Select(k => new Factor(string.Create(CultureInfo.InvariantCulture, $"f{k}")))];
        return new TableFile(
            new FactorTable(factors, [.. factors.Select(factor => Column(path, rows, factor))]),
            [.. rows.Labels],
            rows.Groups.Count > 0 ? [.. rows.Groups] : null);
    }

    private static float[] Column(string path, SvmRows rows, Factor factor)
    {
        if (!factor.Name.StartsWith('f') || !int.TryParse(factor.Name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index is < 1 or > MostFactors)
        {
            throw new TableFileException($"模型的因子 {factor.Name} 不是 LibSVM 的序号（f1、f2…），{path} 不能用这个模型评分");
        }

        var values = new float[rows.Labels.Count];
        if (index <= rows.Columns.Count)
        {
            rows.Columns[index - 1].CopyTo(values);
        }

        return values;
    }

    private static ReadOnlySpan<char> Remarked(string line)
    {
        var remark = line.IndexOf('#', StringComparison.Ordinal);
        return remark < 0 ? line : line.AsSpan(0, remark);
    }

    private static bool IsNumber(string text) => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>Rows as they are read.</summary>
    private sealed class SvmRows(string path)
    {
        private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

        public int Line { get; private set; }

        public List<float> Labels { get; } = [];

        public List<int> Groups { get; } = [];

        public List<List<float>> Columns { get; } = [];

        public void Add(ReadOnlySpan<char> rest)
        {
            Line++;
            if (rest.Length == 0)
            {
                return;
            }

            var label = Next(ref rest);
            var hadGroups = Groups.Count > 0 || Labels.Count == 0;
            Labels.Add(float.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out var grade) ? grade : throw Wrong($"标签“{label}”不是数字"));
            while (rest.Length > 0)
            {
                AddPart(Next(ref rest));
            }

            if (Groups.Count != (hadGroups && Groups.Count > 0 ? Labels.Count : 0))
            {
                throw Wrong("没有 qid 或有两个，而其他行各有一个");
            }
        }

        private void AddPart(ReadOnlySpan<char> part)
        {
            var colon = part.IndexOf(':');
            if (colon <= 0)
            {
                throw Wrong($"“{part}”应写成 序号:值");
            }

            if (part[..colon].SequenceEqual("qid"))
            {
                var name = part[(colon + 1)..].ToString();
                if (!numbers.TryGetValue(name, out var number))
                {
                    numbers[name] = number = numbers.Count;
                }

                Groups.Add(number);
                return;
            }

            if (!int.TryParse(part[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index is < 1 or > MostFactors)
            {
                throw Wrong($"因子序号“{part[..colon]}”应是 1 到 {MostFactors} 的整数");
            }

            while (Columns.Count < index)
            {
                Columns.Add([]);
            }

            var (column, row) = (Columns[index - 1], Labels.Count - 1);
            if (column.Count > row)
            {
                throw Wrong($"因子 {index} 出现两次");
            }

            while (column.Count < row)
            {
                column.Add(0);
            }

            column.Add(Cells.TryParse(part[(colon + 1)..], out var value) ? value : throw Wrong($"因子 {index} 的值“{part[(colon + 1)..]}”不是数字"));
        }

        private TableFileException Wrong(string what) => new($"{path} 第 {Line} 行：{what}");

        private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> rest)
        {
            var end = rest.IndexOfAny(' ', '\t');
            var part = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..].TrimStart();
            return part;
        }
    }
}
