using Matching.Domain.Codes;
using Matching.Domain.Linkage;
using Matching.Domain.Linkage.Register;
using Matching.Domain.Linkage.Weighing;

namespace Matching.Domain.Tests.Linkage.Weighing;

/// <summary>Labelled pairs of names: the surer a person is, the more bits must speak for one firm.</summary>
public sealed class NamePairTests
{
    private static readonly PairModel Model = WeighedRung.Learn(LinkageLadder.Run(NoisyRows.Of(6_000, 1).Rows)).Model;

    private static readonly ILookup<string, (string Pair, double Belief)> Tiers =
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Linkage", "Weighing", "name-pairs.tsv"))
            .Where(line => line[0] != '#')
            .Select(line => line.Split('\t'))
            .ToLookup(cells => cells[0], cells => ($"{cells[1]} / {cells[3]}", Belief(cells[1], cells[2], cells[3], cells[4])));

    [Fact]
    public void Belief_falls_from_tier_to_tier()
    {
        double[] means = [.. ((string[])["STRONG", "MEDIUM", "WEAK", "DIFFERENT"]).Select(tier => Tiers[tier].Average(pair => pair.Belief))];

        Assert.True(means[0] > means[1] && means[1] > means[2] && means[2] > means[3], string.Join(' ', means));
        Assert.True(means[0] > 0.97 && means[3] < 0.1, string.Join(' ', means));
    }

    [Fact]
    public void What_nobody_doubts_is_linked_and_two_firms_never_are()
    {
        Assert.All(Tiers["STRONG"], pair => Assert.True(pair.Belief >= WeighedRung.AutoFrom, $"{pair}"));
        Assert.All(Tiers["DIFFERENT"], pair => Assert.True(pair.Belief < WeighedRung.AskFrom, $"{pair}"));
    }

    private static double Belief(string left, string leftRegion, string right, string rightRegion)
    {
        NameFace[] faces = [Face(1, left, leftRegion), Face(2, right, rightRegion)];
        return new FaceComparison(faces).Of(faces[0], faces[1]) is { Region: not RegionLevel.Contradicting } pattern ? Model.Belief(pattern) : 0;
    }

    private static NameFace Face(int group, string name, string region)
    {
        var spelled = SpelledName.Of(Domain.Firms.FirmName.Fold(name));
        return new NameFace(group, null, spelled, RegionCode.TryParse(region, out var code) ? code : spelled.Region, []);
    }
}
