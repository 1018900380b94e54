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

    internal static TableModel From(JsonObject json)
    {
        var (factors, bins, counts) = FactorJson.Read(json);
        var coarse = json["coarse"]!.AsArray().Select((edges, f) =>
            new BinMap(bins[f].SpecialCodes, [.. FactorJson.Numbers(edges!).Select(k => bins[f].Edges[k])])).ToArray();
        var mains = json["mains"]!.AsArray().Select((table, f) => Optional(table!, bins[f].Count, $"table of {factors[f].Name}")).ToArray();
        var model = new TableModel
        {
            Form = Enum.Parse<ModelForm>((string)json["form"]!),
            Objective = Enum.Parse<Objective>((string)json["objective"]!),
            Factors = factors,
            Bins = bins,
            Counts = counts,
            About = json["about"]!.DeepClone().AsObject(),
            Intercept = (int)json["intercept"]!,
            Mains = mains,
            Errors = [.. json["errors"]!.AsArray().Select((table, f) => Optional(table!, bins[f].Count, $"errors of {factors[f].Name}"))],
            CoarseBins = coarse,
            Pairs = [.. json["pairs"]!.AsArray().Select(pair => Pair(pair!, coarse))],
        };
        if (mains.Length != factors.Length || model.Errors.Count != factors.Length || coarse.Length != factors.Length)
        {
            throw new FormatException($"{factors.Length} factors, but {mains.Length} tables, {model.Errors.Count} errors and {coarse.Length} coarse bins");
        }

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

    private static int[] Optional(JsonNode table, int length, string what)
    {
        var values = FactorJson.Numbers(table);
        return values.Length == 0 ? values : FactorJson.Sized(values, length, what);
    }

    private static PairTable Pair(JsonNode pair, BinMap[] coarse)
    {
        var (a, b) = ((int)pair["a"]!, (int)pair["b"]!);
        return a < b
            ? new PairTable(a, b, FactorJson.Sized(FactorJson.Numbers(pair["table"]!), coarse[a].Count * coarse[b].Count, $"pair {a}, {b}"))
            : throw new FormatException($"pair {a}, {b} is not in order");
    }
}
