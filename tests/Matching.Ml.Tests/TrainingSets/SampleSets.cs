using Matching.Ml.Evaluation;
using Matching.Ml.Features;
using Matching.Ml.TrainingSets;

namespace Matching.Ml.Tests.TrainingSets;

/// <summary>Invented training sets: pushes over three years whose outcome follows one feature the card does not look at.</summary>
internal static class SampleSets
{
    private static readonly int Capital = PlaceOf("capital");
    private static readonly int Libraries = PlaceOf("libraries_in_force");

    public static TrainingSet Make(int rows = 600, long seed = 5)
    {
        var all = new List<TrainingRow>();
        for (var i = 0; i < rows; i++)
        {
            var key = FormattableString.Invariant($"row {i}");
            double Unit(int stream) => RowHash.UnitOf(key, (seed * 100) + stream);
            var values = new float[ModelFeatures.V1.All.Count];
            for (var f = 0; f < values.Length; f++)
            {
                values[f] = ModelFeatures.V1.All[f].Peers is null ? (float)Math.Floor(Unit(f) * 4) : (float)Unit(f);
            }

            var day = new DateOnly(2023 + (i * 3 / rows), 1, 15).AddDays((int)(Unit(90) * 300));
            var chance = 0.15 + (0.16 * values[Libraries]) + (values[Capital] > 1 ? 0.25 : 0);
            all.Add(new(
                1000 + (i % (rows / 2)), "示范银行甲", day, new DateOnly(day.Year + 1, 1, 10), FormattableString.Invariant($"示范银行甲 {day.Year}"), Unit(91) < chance ? 1 : 0,
                (decimal)Math.Round((values[Libraries] * 6) + (Unit(92) * 30), 2), 1 + (i % 3), 42, 2, 2, values));
        }

        all.Sort((left, right) => (left.PushedOn, left.Firm).CompareTo((right.PushedOn, right.Firm)));
        return new(
            new LabelDefinition(LabelKind.Approved, GroupKind.BankYear), new DateOnly(2026, 6, 30), ModelFeatures.V1.Version, ModelFeatures.V1.Hash,
            [.. ModelFeatures.V1.All.Select(feature => feature.Name)], "card-2026.1", new LabelBases(rows, rows, rows, rows, rows / 2, 0, 0, 0),
            new PeerNorms(new DateOnly(2025, 1, 1), new Dictionary<string, float[]> { ["venture_amount/all"] = [0, 1, 2, 3] }), [.. all.DistinctBy(row => row.Key)]);
    }

    public static int PlaceOf(string name) => ModelFeatures.V1.All.ToList().FindIndex(feature => feature.Name == name);
}
