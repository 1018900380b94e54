using System.Text.Json;
using System.Text.Json.Nodes;

namespace Matching.Ml.Training.Reading;

/// <summary>Signs of factors: a line each, <c>name,+1</c> (also −1, 0, +, -), or a JSON object <c>{"name":1}</c>.</summary>
public static class SignsFile
{
    private const string SeparatorCharacters = ",=:\t ;";

    private static readonly System.Buffers.SearchValues<char> Separators = System.Buffers.SearchValues.Create(SeparatorCharacters);

    /// <exception cref="TableFileException">A name the data do not have, or a sign that is none.</exception>
    public static FactorTable Apply(FactorTable table, string path)
    {
        if (!File.Exists(path))
        {
            throw new TableFileException($"找不到单调约束文件 {path}");
        }

        var signs = Read(path);
        if (signs.Keys.FirstOrDefault(name => !table.Factors.Any(factor => factor.Name == name)) is { } unknown)
        {
            throw new TableFileException($"{path}：数据没有因子“{unknown}”");
        }

        return new FactorTable([.. table.Factors.Select(factor => signs.TryGetValue(factor.Name, out var sign) ? factor with { Sign = sign } : factor)], table.Columns);
    }

    private static Dictionary<string, MonotoneSign> Read(string path)
    {
        var text = File.ReadAllText(path).TrimStart('\uFEFF');
        var signs = new Dictionary<string, MonotoneSign>(StringComparer.Ordinal);
        if (text.TrimStart().StartsWith('{'))
        {
            try
            {
                foreach (var (name, value) in JsonNode.Parse(text)!.AsObject())
                {
                    signs[name] = Sign(value?.ToString() ?? "") ?? throw Wrong($"{path} 的 {name}", value?.ToString() ?? "");
                }
            }
            catch (JsonException exception)
            {
                throw new TableFileException($"{path} 不是完整的 JSON：第 {exception.LineNumber + 1} 行");
            }

            return signs;
        }

        var lines = text.Split('\n');
        for (var k = 0; k < lines.Length; k++)
        {
            var line = lines[k].Trim();
            if (line.Length == 0 || line.StartsWith('#'))
            {
                continue;
            }

            var cut = line.AsSpan().LastIndexOfAny(Separators);
            var (name, sign) = cut <= 0 ? (line, "") : (line[..cut].TrimEnd(SeparatorCharacters.ToCharArray()).Trim('"'), line[(cut + 1)..].Trim('"'));
            if (Sign(sign) is { } found)
            {
                signs[name] = found;
            }
            else if (k > 0 || sign.Length == 0 || !char.IsLetter(sign[0]))
            {
                // The first line may be a header.
                throw Wrong($"{path} 第 {k + 1} 行", line);
            }
        }

        return signs;
    }

    private static TableFileException Wrong(string where, string text) => new($"{where}“{text}”：方向应写成 因子名,+1（升）、-1（降）或 0（不限）");

    private static MonotoneSign? Sign(string text) => text.ToUpperInvariant() switch
    {
        "1" or "+1" or "+" or "INCREASING" or "RISING" => MonotoneSign.Rising,
        "-1" or "−1" or "-" or "DECREASING" or "FALLING" => MonotoneSign.Falling,
        "0" or "FREE" or "NONE" => MonotoneSign.Free,
        _ => null,
    };
}
