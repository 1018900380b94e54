using System.Text.Json.Nodes;
using Matching.Ml.Training.Binning;

namespace Matching.Ml.Training.Fitted;

/// <summary>A model of our own engine. Scores are whole multiples of <see cref="FixedPoint.Unit"/>.</summary>
public abstract class FittedModel : IRanker
{
    private byte[]? bytes;
    private string? id;

    public string Id => id ??= CanonicalJson.Hash(CanonicalJson.Write(ToJson()));

    public string Engine => RankTrainer.EngineName;

    public required ModelForm Form { get; init; }

    public required Objective Objective { get; init; }

    public required IReadOnlyList<Factor> Factors { get; init; }

    /// <summary>Bins of each factor.</summary>
    public required IReadOnlyList<BinMap> Bins { get; init; }

    /// <summary>Training rows in each bin of each factor, for drift and shapes.</summary>
    public required IReadOnlyList<int[]> Counts { get; init; }

    /// <summary>What is known of the fit: data hash, rows, seed, rounds, losses. Texts and whole numbers.</summary>
    public required JsonObject About { get; init; }

    /// <summary>Scores in row order, in fixed point.</summary>
    public abstract long[] ScoreFixed(FactorTable table, int threads);

    public double[] Score(FactorTable table, int threads) => Array.ConvertAll(ScoreFixed(table, threads), FixedPoint.ToDouble);

    public byte[] ToBytes() => bytes ??= CanonicalJson.Write(new JsonObject { ["digest"] = Id, ["model"] = ToJson() });

    /// <summary>Columns of the table in the order of the model's factors.</summary>
    /// <exception cref="FactorMismatchException">A factor is not in the table.</exception>
    protected float[][] ColumnsOf(FactorTable table)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var f = 0; f < table.Factors.Count; f++)
        {
            places[table.Factors[f].Name] = f;
        }

        var missing = Factors.Where(factor => !places.ContainsKey(factor.Name)).Select(factor => factor.Name).ToList();
        if (missing.Count > 0)
        {
            throw new FactorMismatchException($"数据缺少模型需要的 {missing.Count} 列：{string.Join('、', missing.Take(5))}{(missing.Count > 5 ? " 等" : "")}。模型有 {Factors.Count} 个因子，数据有 {table.Factors.Count} 列");
        }

        return [.. Factors.Select(factor => table.Columns[places[factor.Name]])];
    }

    /// <summary>The scoring part and the record; a fresh tree at each call.</summary>
    protected abstract void AddScoring(JsonObject model);

    private JsonObject ToJson()
    {
        var model = new JsonObject
        {
            ["about"] = About.DeepClone(),
            ["engine"] = Engine,
            ["factors"] = FactorJson.Write(Factors, Bins, Counts),
            ["form"] = Form.ToString(),
            ["format"] = ModelFile.Format,
            ["objective"] = Objective.ToString(),
        };
        AddScoring(model);
        return model;
    }
}
