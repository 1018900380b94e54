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

    /// <exception cref="ModelFileException">The file holds something else than factors.</exception>
    public static (Factor[] Factors, BinMap[] Bins, int[][] Counts) Read(ModelNode model)
    {
        var items = model["factors"].Items();
        var (factors, bins, counts) = (new Factor[items.Length], new BinMap[items.Length], new int[items.Length][]);
        for (var f = 0; f < items.Length; f++)
        {
            var item = items[f];
            var special = Array.ConvertAll(item["special"].Wholes(), BitConverter.Int32BitsToSingle);
            factors[f] = new Factor(item["name"].Text())
            {
                Sign = (MonotoneSign)Math.Clamp(item["sign"].Whole(), -1, 1),
                SpecialCodes = special,
                Categories = item["categories"] is { IsNothing: false } texts ? Array.ConvertAll(texts.Items(), text => text.Text()) : null,
                Title = item["title"] is { IsNothing: false } title ? title.Text() : null,
            };
            bins[f] = Bins(special, item["edges"], Array.ConvertAll(item["edges"].Wholes(), BitConverter.Int32BitsToSingle));
            counts[f] = item["counts"].Wholes(bins[f].Count);
        }

        return (factors, bins, counts);
    }

    /// <exception cref="ModelFileException">The edges do not rise, or are too many.</exception>
    public static BinMap Bins(float[] special, ModelNode place, float[] edges)
    {
        try
        {
            return new BinMap(special, edges);
        }
        catch (ArgumentException exception)
        {
            throw place.Unsuitable($"依次增大的分箱界限（{exception.Message}）");
        }
    }

    public static JsonArray Numbers(IEnumerable<int> values) => new([.. values.Select(value => JsonValue.Create(value))]);
}
