using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Matching.Ml.Features;

namespace Matching.Ml.TrainingSets;

/// <summary>A file that is no training set, or was changed after it was frozen.</summary>
public sealed class TrainingSetFileException(string message) : Exception(message);

/// <summary>The frozen form: one line of JSON with the schema, then a csv of rows. UTF-8 without mark, LF, numbers in the invariant form.</summary>
public static class TrainingSetFile
{
    private static readonly string[] Keys = ["firm", "bank", "pushed_on", "known_on", "group", "label", "card_points", "field", "province", "age_band", "size_band"];

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
    };

    private sealed record Schema(
        LabelKind Label, GroupKind Group, string LabelTitle, string Base, string Meaning, DateOnly AsOf, string FeatureVersion, string FeatureHash,
        IReadOnlyList<string> Features, string Card, LabelBases Bases, DateOnly NormsAsOf, IReadOnlyDictionary<string, float[]> Norms, int Rows);

    public static byte[] Write(TrainingSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var schema = new Schema(
            set.Label.Kind, set.Label.Group, set.Label.Title, set.Label.Base, set.Label.Meaning, set.AsOf, set.FeatureVersion, set.FeatureHash,
            set.FeatureNames, set.Card, set.Bases, set.Norms.AsOf, set.Norms.Tables, set.Rows.Count);
        var text = new StringBuilder().Append(JsonSerializer.Serialize(schema, Options)).Append('\n');
        WriteCsv(set, text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The rows alone, for outside tools: header, keys, label, point card, slices, features; an empty cell is a missing value.</summary>
    public static string Csv(TrainingSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var text = new StringBuilder();
        WriteCsv(set, text);
        return text.ToString();
    }

    /// <exception cref="TrainingSetFileException">Not a training set, cut short, or rows that do not fit its schema.</exception>
    public static TrainingSet Read(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var lines = Encoding.UTF8.GetString(bytes).Split('\n');
        Schema? schema;
        try
        {
            schema = JsonSerializer.Deserialize<Schema>(lines[0], Options);
        }
        catch (JsonException exception)
        {
            throw new TrainingSetFileException($"第 1 行应是训练集的说明（JSON）：{exception.Message}");
        }

        if (schema is null || lines.Length != schema.Rows + 3 || lines[^1].Length > 0)
        {
            throw new TrainingSetFileException($"应有 {schema?.Rows ?? 0} 行数据，实有 {Math.Max(0, lines.Length - 3)} 行，文件不完整或被改动");
        }

        var header = string.Join(',', Keys.Concat(schema.Features));
        if (lines[1] != header)
        {
            throw new TrainingSetFileException("表头与说明中的特征不一致，文件被改动");
        }

        return new TrainingSet(
            new LabelDefinition(schema.Label, schema.Group), schema.AsOf, schema.FeatureVersion, schema.FeatureHash, schema.Features, schema.Card, schema.Bases,
            new PeerNorms(schema.NormsAsOf, schema.Norms), [.. lines[2..^1].Select((line, i) => Row(line, i + 3, schema.Features.Count))]);
    }

    private static void WriteCsv(TrainingSet set, StringBuilder text)
    {
        text.AppendJoin(',', Keys.Concat(set.FeatureNames)).Append('\n');
        foreach (var row in set.Rows)
        {
            text.Append(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Firm},{Cell(row.Bank)},{row.PushedOn:yyyy-MM-dd},{row.KnownOn:yyyy-MM-dd},{Cell(row.Group)},{row.Label},{row.CardPoints:0.00},{row.Field},{row.Province},{row.AgeBand},{row.SizeBand}"));
            foreach (var value in row.Values)
            {
                text.Append(',').Append(float.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture));
            }

            text.Append('\n');
        }
    }

    /// <summary>Names of banks and groups are ours; a comma or line end in one would break the table and is replaced.</summary>
    private static string Cell(string text) => text.Replace(',', '，').Replace('\n', ' ').Replace('\r', ' ').Replace('"', '”');

    private static TrainingRow Row(string line, int number, int features)
    {
        var cells = line.Split(',');
        if (cells.Length != Keys.Length + features)
        {
            throw new TrainingSetFileException($"第 {number} 行有 {cells.Length} 格，应有 {Keys.Length + features} 格");
        }

        try
        {
            return new TrainingRow(
                long.Parse(cells[0], CultureInfo.InvariantCulture), cells[1], Day(cells[2]), Day(cells[3]), cells[4], Number(cells[5]),
                decimal.Parse(cells[6], CultureInfo.InvariantCulture), Number(cells[7]), Number(cells[8]), Number(cells[9]), Number(cells[10]),
                [.. cells[Keys.Length..].Select(cell => cell.Length == 0 ? float.NaN : float.Parse(cell, CultureInfo.InvariantCulture))]);
        }
        catch (FormatException exception)
        {
            throw new TrainingSetFileException($"第 {number} 行读不出：{exception.Message}");
        }

        static DateOnly Day(string cell) => DateOnly.ParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        static int Number(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);
    }
}
