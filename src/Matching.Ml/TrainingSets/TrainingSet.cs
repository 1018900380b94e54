using System.Security.Cryptography;
using Matching.Ml.Features;
using Matching.Ml.Training;

namespace Matching.Ml.TrainingSets;

/// <summary>How many pushes stand on each base: the funnel behind the labels.</summary>
public sealed record LabelBases(int Pushed, int Contacted, int Need, int Decided, int Approved, int Drawn, int Overdue, int Repaid);

/// <summary>A frozen set of rows. Its hash names it; nothing in it ever changes.</summary>
/// <param name="AsOf">Outcomes handed in later are not in it.</param>
/// <param name="Card">Version of the card whose points stand in the rows.</param>
/// <param name="Norms">Spread among peers on the first day of the newest year in the set: what a model trained on it scores by.</param>
public sealed record TrainingSet(
    LabelDefinition Label,
    DateOnly AsOf,
    string FeatureVersion,
    string FeatureHash,
    IReadOnlyList<string> FeatureNames,
    string Card,
    LabelBases Bases,
    PeerNorms Norms,
    IReadOnlyList<TrainingRow> Rows)
{
    public int Firms => Rows.Select(row => row.Firm).Distinct().Count();

    public int Positives => Rows.Count(row => row.Label >= Label.PositiveFrom);

    /// <summary>Schema and rows as written to a file: schema first, then the rows as csv.</summary>
    public byte[] ToBytes() => TrainingSetFile.Write(this);

    /// <summary>SHA-256 over <see cref="ToBytes"/>, lower-case hexadecimal.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(ToBytes()));

    /// <summary>The named rows as a trainer wants them. Labels are grades where the objective ranks, 0 or 1 otherwise.</summary>
    public RankDataset Dataset(IReadOnlyList<int> rows, Objective objective)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var isRanking = objective is Objective.LambdaRank or Objective.XeNdcg;
        var groups = new Dictionary<string, int>(StringComparer.Ordinal);
        return new RankDataset(
            Table(rows),
            [.. rows.Select(row => isRanking || objective == Objective.SquaredError ? Rows[row].Label : Rows[row].Label >= Label.PositiveFrom ? 1f : 0f)],
            [.. rows.Select(row => NumberOf(isRanking ? Rows[row].Group : Rows[row].FirmKey))],
            null,
            [.. rows.Select(row => Rows[row].Key)]);

        int NumberOf(string key)
        {
            if (!groups.TryGetValue(key, out var number))
            {
                groups.Add(key, number = groups.Count);
            }

            return number;
        }
    }

    /// <summary>The features of the named rows.</summary>
    public FactorTable Table(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new FactorTable(
            FeatureVersion == ModelFeatures.V1.Version ? ModelFeatures.V1.Factors : [.. FeatureNames.Select(name => new Factor(name))],
            [.. Enumerable.Range(0, FeatureNames.Count).Select(feature => rows.Select(row => Rows[row].Values[feature]).ToArray())]);
    }
}
