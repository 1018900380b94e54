using System.Globalization;
using System.Text.Json.Nodes;
using Matching.Ml.Training.Binning;

namespace Matching.Ml.Training.Fitted;

/// <summary>Factors with their bins in a model file. Edges are the bit patterns of float32; the decimals beside them are for people.</summary>
internal static class FactorJson
{
    public static JsonArray Write(IReadOnlyList<Factor> factors, IReadOnlyList<BinMap> bins, IReadOnlyList<int[]> counts)
    {
        var items = new JsonArray();
        for (var f = 0; f < factors.Count; f++)
        {
            items.Add(new JsonObject
            {
                ["categories"] = factors[f].Categories is { } categories ? new JsonArray([.. categories.Select(text => JsonValue.Create(text))]) : null,
                ["counts"] = Numbers(counts[f]),
                ["decimals"] = string.Join(' ', bins[f].Edges.Select(edge => edge.ToString("R", CultureInfo.InvariantCulture))),
                ["edges"] = Numbers(bins[f].Edges.Select(BitConverter.SingleToInt32Bits)),
                ["name"] = factors[f].Name,
                ["sign"] = (int)factors[f].Sign,
                ["special"] = Numbers(bins[f].SpecialCodes.Select(BitConverter.SingleToInt32Bits)),
                ["title"] = factors[f].Title,
            });
        }

        return items;
    }

    public static (Factor[] Factors, BinMap[] Bins, int[][] Counts) Read(JsonObject model)
    {
        var items = model["factors"]!.AsArray();
        var (factors, bins, counts) = (new Factor[items.Count], new BinMap[items.Count], new int[items.Count][]);
        for (var f = 0; f < items.Count; f++)
        {
            var item = items[f]!;
            var special = Array.ConvertAll(Numbers(item["special"]!), BitConverter.Int32BitsToSingle);
            factors[f] = new Factor((string)item["name"]!)
            {
                Sign = (MonotoneSign)Math.Clamp((int)item["sign"]!, -1, 1),
                SpecialCodes = special,
                Categories = item["categories"] is JsonArray texts ? [.. texts.Select(text => (string)text!)] : null,
                Title = (string?)item["title"],
            };
            bins[f] = new BinMap(special, Array.ConvertAll(Numbers(item["edges"]!), BitConverter.Int32BitsToSingle));
            counts[f] = Sized(Numbers(item["counts"]!), bins[f].Count, $"counts of {factors[f].Name}");
        }

        return (factors, bins, counts);
    }

    public static JsonArray Numbers(IEnumerable<int> values) => new([.. values.Select(value => JsonValue.Create(value))]);

    public static int[] Numbers(JsonNode values) => [.. values.AsArray().Select(value => (int)value!)];

    public static int[] Sized(int[] values, int length, string what) =>
        values.Length == length ? values : throw new FormatException($"{what}: {values.Length} numbers, {length} expected");
}
