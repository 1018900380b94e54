using System.Text.Json.Nodes;
using Matching.Ml.Training.Binning;

namespace Matching.Ml.Training.Fitted;

/// <summary>Table of a pair: points for every bin of A with every bin of B, in their coarse bins.</summary>
/// <param name="Table">[coarse bin of A × coarse bins of B + coarse bin of B].</param>
public sealed record PairTable(int A, int B, int[] Table);

/// <summary>
/// A sum of tables: one per factor, and tables of pairs. Score = <see cref="Intercept"/> + one entry of each, exactly; the entries are the
/// reasons. Tables are centred on the training rows, so an entry says how far this value moves a row from the average.
/// </summary>
public sealed class TableModel : FittedModel
{
    private TableScorer? scorer;

    public required int Intercept { get; init; }

    /// <summary>Points per bin of each factor; empty = the factor has no term of its own.</summary>
    public required IReadOnlyList<int[]> Mains { get; init; }

    /// <summary>Standard error of <see cref="Mains"/> over the bags; empty = not known.</summary>
    public required IReadOnlyList<int[]> Errors { get; init; }

    public required IReadOnlyList<PairTable> Pairs { get; init; }

    /// <summary>Bins of the pair tables: a part of the edges of <see cref="FittedModel.Bins"/>.</summary>
    public required IReadOnlyList<BinMap> CoarseBins { get; init; }

    /// <summary>Factors and pairs with a table, mains first: the columns of an explanation.</summary>
    public IReadOnlyList<ModelTerm> Terms => Scorer.Terms;

    private TableScorer Scorer => scorer ??= new TableScorer(this);

    public override long[] ScoreFixed(FactorTable table, int threads) => Scorer.Score(ColumnsOf(table), table.Rows, threads);

    /// <summary>Contributions of all terms for all rows, [row × terms + term]; with the intercept they add up to the score exactly.</summary>
    public int[] Explain(FactorTable table, int threads) => Scorer.Explain(ColumnsOf(table), table.Rows, threads);

    /// <summary>Steps where a factor with a sign moves the score the wrong way, whatever the other factors are; none in a sound model.</summary>
    public IReadOnlyList<string> MonotoneViolations() => MonotoneWalk.Violations(this);

    /// <exception cref="ModelFileException">The file holds something else, or a model that breaks a monotone rule.</exception>
    internal static TableModel From(ModelNode json)
    {
        var (factors, bins, counts) = FactorJson.Read(json);
        var coarse = json["coarse"].Items(factors.Length).Select((edges, f) => FactorJson.Bins(
            bins[f].SpecialCodes, edges, Array.ConvertAll(edges.Items(), edge => bins[f].Edges[edge.Place(bins[f].Edges.Length)]))).ToArray();
        var model = new TableModel
        {
            Form = json["form"].Word<ModelForm>(),
            Objective = json["objective"].Word<Objective>(),
            Factors = factors,
            Bins = bins,
            Counts = counts,
            About = json["about"].Fields().DeepClone().AsObject(),
            Intercept = json["intercept"].Whole(),
            Mains = [.. json["mains"].Items(factors.Length).Select((table, f) => table.WholesOrNone(bins[f].Count))],
            Errors = [.. json["errors"].Items(factors.Length).Select((table, f) => table.WholesOrNone(bins[f].Count))],
            CoarseBins = coarse,
            Pairs = Array.ConvertAll(json["pairs"].Items(), pair => Pair(pair, coarse)),
        };

        var violations = model.MonotoneViolations();
        return violations.Count == 0 ? model : throw new ModelFileException($"模型违反单调约束：{violations[0]}");
    }

    protected override void AddScoring(JsonObject model)
    {
        model["coarse"] = new JsonArray([.. CoarseBins.Select((map, f) => FactorJson.Numbers(map.Edges.Select(edge => Array.BinarySearch(Bins[f].Edges, edge))))]);
        model["errors"] = new JsonArray([.. Errors.Select(FactorJson.Numbers)]);
        model["intercept"] = Intercept;
        model["mains"] = new JsonArray([.. Mains.Select(FactorJson.Numbers)]);
        model["pairs"] = new JsonArray([.. Pairs.Select(pair => new JsonObject { ["a"] = pair.A, ["b"] = pair.B, ["table"] = FactorJson.Numbers(pair.Table) })]);
    }

    private static PairTable Pair(ModelNode pair, BinMap[] coarse)
    {
        var (a, b) = (pair["a"].Place(coarse.Length), pair["b"].Place(coarse.Length));
        return a < b
            ? new PairTable(a, b, pair["table"].Wholes(coarse[a].Count * coarse[b].Count))
            : throw pair["b"].Unsuitable($"大于 {a} 的因子序号，实为 {b}");
    }
}
